import type { Command } from "commander";

export interface DiffOptions {
  readonly json?: true;
  readonly showValues?: true;
}

/** `diff A B`: what differs between two files, attribute by attribute. */
export function addDiff(program: Command): void {
  program
    .command("diff")
    .description("compare two files: 0 the same, 1 different, 2 one cannot be read")
    .argument("<a>", "a file")
    .argument("<b>", "another one")
    .option("--json", "one line of JSON per difference")
    .option("--show-values", "print values, which may identify somebody")
    .action(async (a: string, b: string, options: DiffOptions) => {
      const { runDiff } = await import("./run.js");
      await runDiff(a, b, options);
    });
}
