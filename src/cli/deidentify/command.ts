import { availableParallelism } from "node:os";
import type { Command } from "commander";
import {
  MISSING_PSEUDONYM,
  type MissingPseudonym,
} from "../../../dicom/deidentify/identity/missingPseudonym";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { parseCount } from "../../commandLine/options";

/** What says how an object is de-identified. */
export interface RuleOptions {
  readonly policy?: string;
  readonly keyFile?: string;
  readonly kmsKey?: string;
  readonly lookup?: string;
  readonly lookupMissing?: MissingPseudonym;
}

export interface DeidentifyOptions extends RuleOptions {
  readonly out: string;
  readonly keepNames?: true;
  readonly jobs: number;
  readonly manifest?: string | undefined;
}

export interface DryRunOptions extends RuleOptions {
  readonly json?: true;
  readonly showValues?: true;
}

type GivenOptions = Omit<DeidentifyOptions, "out"> &
  DryRunOptions & { readonly out?: string; readonly dryRun?: true };

/** `deidentify PATH… --out DIR`: files and folders to de-identified copies. */
export function addDeidentify(program: Command): void {
  program
    .command("deidentify")
    .description("write de-identified copies (PS3.15 Annex E) of files, and of all files below folders")
    .argument("<path...>", "files and folders")
    .option("--out <folder>", "where the copies go: studies/<study>/<series>/<instance>.dcm below it")
    .option("--policy <file>", "a policy in YAML or JSON; without one the Basic Profile with moved dates")
    .option("--key-file <file>", "32 bytes or more; the same key gives the same identifiers in every run")
    .option("--kms-key <arn>", "instead: an HMAC key of a stack, or its alias, which KMS lets you use")
    .option("--lookup <file>", "your own pseudonyms: CSV of patient id, issuer, pseudonym id, pseudonym name")
    .addOption(
      program
        .createOption("--lookup-missing <what>", "for patients whom the table does not name (default: hold)")
        .choices(MISSING_PSEUDONYM),
    )
    .option("--keep-names", "name outputs by the relative paths of the inputs, which may identify somebody")
    .option("--jobs <n>", "threads", parseCount, availableParallelism())
    .option("--manifest <file>", "write one line of JSON per input")
    .option("--dry-run", "write nothing; print what would be done to each attribute, and by which rule")
    .option("--show-values", "with --dry-run: print values before and after, which may identify somebody")
    .option("--json", "with --dry-run: one line of JSON per input")
    .action(async (paths: readonly string[], options: GivenOptions) => {
      if (options.dryRun) {
        for (const [name, isGiven] of writing(options))
          if (isGiven) throw new WrongUsageError(`--dry-run writes nothing: leave ${name} out`);
        const { runDryRun } = await import("./dryRun.js");
        return runDryRun(paths, options);
      }
      const { out } = options;
      if (out === undefined)
        throw new WrongUsageError("--out is missing: a folder for the copies, or --dry-run");
      if (options.json || options.showValues)
        throw new WrongUsageError("--json and --show-values go with --dry-run");
      const { runDeidentify } = await import("./run.js");
      await runDeidentify(paths, { ...options, out });
    });
}

/** Options that make files. */
function writing({ out, manifest, keepNames }: GivenOptions): [name: string, isGiven: boolean][] {
  return [
    ["--out", out !== undefined],
    ["--manifest", manifest !== undefined],
    ["--keep-names", keepNames === true],
  ];
}
