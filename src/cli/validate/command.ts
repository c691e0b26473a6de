import { Option, type Command } from "commander";
import { parseCount } from "../../commandLine/options";

/** Findings of a file that are kept, and of these listed for a person, where `--max-findings` does not say how many. */
export const KEPT_FINDINGS = 1000;
export const LISTED_FINDINGS = 60;

export interface ValidateOptions {
  readonly json?: true;
  readonly policy: string;
  readonly severity: "error" | "warning" | "note";
  readonly maxFindings?: number;
  readonly showValues?: true;
  readonly quiet?: true;
}

/** `validate PATH…`: findings with level, severity, code, path and clause, and what the policy makes of them. */
export function addValidate(program: Command): void {
  program
    .command("validate")
    .description("hold files, and all files below folders, to the standard")
    .argument("<path...>", "files and folders")
    .option("--json", "one line of JSON per file")
    .option("-q, --quiet", "no line for files that pass and have nothing to list")
    .option(
      "--policy <preset or file>",
      "lenient, standard, strict, or a policy file: what is rejected or held",
      "lenient",
    )
    .addOption(
      new Option("--severity <least>", "what is listed: all of this severity and worse")
        .choices(["error", "warning", "note"])
        .default("warning"),
    )
    .option(
      "--max-findings <n>",
      `findings kept of a file, and listed; all are counted (default: ${KEPT_FINDINGS}, of which ${LISTED_FINDINGS} are listed)`,
      parseCount,
    )
    .option("--show-values", "show the values at fault, which may identify the patient")
    .action(async (paths: readonly string[], options: ValidateOptions) => {
      const { runValidate } = await import("./run.js");
      await runValidate(paths, options);
    });
}
