import type { Command } from "commander";

export interface ValidateOptions {
  readonly json?: true;
}

/** `validate PATH…`: findings with tag, path, clause and severity. */
export function addValidate(program: Command): void {
  program
    .command("validate")
    .description("hold files, and all files below folders, to the standard")
    .argument("<path...>", "files and folders")
    .option("--json", "one line of JSON per file")
    .action(async (paths: readonly string[], options: ValidateOptions) => {
      const { runValidate } = await import("./run.js");
      await runValidate(paths, options);
    });
}
