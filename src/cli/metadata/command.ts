import type { Command } from "commander";

/** `metadata PATH…`: what people want to know of files before they open them, as lines of JSON. */
export function addMetadata(program: Command): void {
  program
    .command("metadata")
    .description(
      "print patient, study, series, instance, image, ct and mr of files as lines of JSON; it holds patient data",
    )
    .argument("<path...>", "files and folders")
    .action(async (paths: readonly string[]) => {
      const { runMetadata } = await import("./run.js");
      await runMetadata(paths);
    });
}
