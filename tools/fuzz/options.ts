import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

export const HELP = `npm run fuzz -- [options]

Mutates DICOM files and takes each input through the engine and the validation: reading (to an error, in small chunks,
and with salvage), writing, de-identifying, DICOM JSON in both directions. Inputs run in processes of their own, which
are ended when one takes too long or too much. Inputs that end in anything but a typed error, in a difference, or not
at all are written below --out. Exit status: 0 nothing found, 1 something found, 2 wrong usage.

  --runs N          inputs (100000)
  --seed N          the same seed makes the same inputs (1)
  --run N           this one input of the seed, to see again what happened
  --corpus DIR      mutate the files below DIR, too, of up to 256 KiB each
  --out DIR         where inputs are written that something was found with (.local/fuzz)
  --jobs N          processes at once (one for each core)
  --timeout SECONDS an input that takes longer is a finding (10)
  --memory MIB      a process that takes more is a finding; its heap gets half of it (512)
  --help
`;

export interface Options {
  readonly seed: number;
  readonly firstRun: number;
  /** Behind the last one. */
  readonly endRun: number;
  readonly corpus: string | undefined;
  readonly out: string;
  readonly jobs: number;
  readonly timeoutSeconds: number;
  readonly memoryMebibytes: number;
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
      runs: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      run: { type: "string" },
      corpus: { type: "string" },
      out: { type: "string", default: ".local/fuzz" },
      jobs: { type: "string", default: String(availableParallelism()) },
      timeout: { type: "string", default: "10" },
      memory: { type: "string", default: "512" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const whole = (name: "runs" | "seed" | "run" | "jobs" | "timeout" | "memory", least: number): number => {
    const number = Number(values[name]);
    if (Number.isSafeInteger(number) && number >= least && number < 2 ** 31) return number;
    throw new Error(`--${name} is a whole number from ${least}`);
  };
  const firstRun = values.run === undefined ? 0 : whole("run", 0);
  return {
    seed: whole("seed", 0),
    firstRun,
    endRun: values.run === undefined ? whole("runs", 1) : firstRun + 1,
    corpus: values.corpus,
    out: values.out,
    jobs: whole("jobs", 1),
    timeoutSeconds: whole("timeout", 1),
    memoryMebibytes: whole("memory", 64),
  };
}
