import { availableParallelism } from "node:os";
import type { Command } from "commander";
import {
  MISSING_PSEUDONYM,
  type MissingPseudonym,
} from "../../../dicom/deidentify/identity/missingPseudonym";
import { parseCount } from "../options";

export interface DeidentifyOptions {
  readonly out: string;
  readonly policy?: string;
  readonly keyFile?: string;
  readonly lookup?: string;
  readonly lookupMissing?: MissingPseudonym;
  readonly keepNames?: true;
  readonly jobs: number;
  readonly manifest?: string | undefined;
}

/** `deidentify PATH… --out DIR`: files and folders to de-identified copies. */
export function addDeidentify(program: Command): void {
  program
    .command("deidentify")
    .description("write de-identified copies (PS3.15 Annex E) of files, and of all files below folders")
    .argument("<path...>", "files and folders")
    .requiredOption("--out <folder>", "where the copies go: studies/<study>/<series>/<instance>.dcm below it")
    .option("--policy <file>", "a policy in YAML or JSON; without one the Basic Profile with moved dates")
    .option("--key-file <file>", "32 bytes or more; the same key gives the same identifiers in every run")
    .option("--lookup <file>", "your own pseudonyms: CSV of patient id, issuer, pseudonym id, pseudonym name")
    .addOption(
      program
        .createOption("--lookup-missing <what>", "for patients whom the table does not name (default: hold)")
        .choices(MISSING_PSEUDONYM),
    )
    .option("--keep-names", "name outputs by the relative paths of the inputs, which may identify somebody")
    .option("--jobs <n>", "threads", parseCount, availableParallelism())
    .option("--manifest <file>", "write one line of JSON per input")
    .action(async (paths: readonly string[], options: DeidentifyOptions) => {
      const { runDeidentify } = await import("./run.js");
      await runDeidentify(paths, options);
    });
}
