import type { Command } from "commander";

/** `demo DIR`: the synthetic study of `npm start` as files. */
export function addDemo(program: Command): void {
  program
    .command("demo")
    .description("write a small synthetic study, with made-up patients, to try things with")
    .argument("<folder>", "a folder that is new or empty")
    .action(async (folder: string) => {
      const { runDemo } = await import("./run.js");
      await runDemo(folder);
    });
}
