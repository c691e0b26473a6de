import { parseArgs } from "node:util";
import type { CorpusSize } from "./corpus/corpus";

export const HELP = `npm run leaks -- [options]

Makes DICOM files with thousands of planted identifiers (every row of PS3.15 Table E.1-1 at the top and nested, preamble,
file meta information, private blocks, fragments, …), de-identifies them with every preset and option, and with peers that
are installed (gdcmanon, dcmjs, pydicom), and searches the bytes that come out. Prints a table: plants left, actions that Table E.1-1a
allows, references that still resolve, intervals that are kept, errors that dciodvfy finds in an output and not in its
input, and a score like that of the MIDI-B challenge. No value of a file is printed.
Exit status: 0 ours leaves nothing, 1 ours leaves a plant, 2 wrong usage.

With --files it runs every policy over a folder of your own files instead, in which no plant is known, and says how many
are written, held and refused, and what dciodvfy finds in an output and not in its input. Nothing is written. Exit status: 0
no new error, 1 some, 2 wrong usage, or no file there.

  --quick           a small corpus: two IODs, one transfer syntax
  --only TEXT       policies and peers whose names contain the text
  --no-peers        ours only
  --no-dciodvfy     without the conformance checker
  --out DIR         also write the corpus below DIR, with the answer key (answers.json)
  --json FILE       also write the findings as JSON
  --files DIR       all files below DIR instead of a corpus; with --only and --no-dciodvfy
  --help
`;

export interface Options {
  readonly size: CorpusSize;
  readonly only: string;
  readonly peers: boolean;
  readonly dciodvfy: boolean;
  readonly out: string | undefined;
  readonly json: string | undefined;
  readonly files: string | undefined;
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
      quick: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      "no-peers": { type: "boolean", default: false },
      "no-dciodvfy": { type: "boolean", default: false },
      out: { type: "string" },
      json: { type: "string" },
      files: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  if (values.files !== undefined && (values.quick || values.out !== undefined || values.json !== undefined))
    throw new Error("--files makes no corpus: it goes with --only and --no-dciodvfy alone");
  return {
    size: values.quick ? "quick" : "whole",
    only: values.only,
    peers: !values["no-peers"],
    dciodvfy: !values["no-dciodvfy"],
    out: values.out,
    json: values.json,
    files: values.files,
  };
}
