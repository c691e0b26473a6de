import { tmpdir } from "node:os";
import { parseArgs } from "node:util";

export const HELP = `npm run bench -- [options]

Measures the engine and the command line beside what people use today, and prints Markdown; see docs/benchmarks.md.

  --install         install the peers that are npm packages into bench/node_modules, and end
  --runs N          runs per row (5)
  --only JOB        one job; can be repeated
  --ct-files N      CT files (600)
  --large-frames N  frames of 2 MiB in the large file (512)
  --folder DIR      where the files are written
  --help
`;

export interface Options {
  readonly runs: number;
  readonly only: readonly string[] | undefined;
  readonly ctFiles: number;
  readonly largeFrames: number;
  readonly folder: string;
}

/**
 * The options of a command line, `help` where it asks for that.
 *
 * @throws Error with a sentence for people
 */
export function parseOptions(args: readonly string[]): Options | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: "string", default: "5" },
      only: { type: "string", multiple: true },
      "ct-files": { type: "string", default: "600" },
      "large-frames": { type: "string", default: "512" },
      folder: { type: "string", default: tmpdir() },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const count = (option: "runs" | "ct-files" | "large-frames"): number => {
    const number = Number(values[option]);
    if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${option} is a whole number from 1`);
    return number;
  };
  return {
    runs: count("runs"),
    only: values.only,
    ctFiles: count("ct-files"),
    largeFrames: count("large-frames"),
    folder: values.folder,
  };
}
