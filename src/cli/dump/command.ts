import type { Command } from "commander";

export interface DumpOptions {
  readonly meta?: true;
  readonly salvage?: true;
}

/** `dump FILE`: the data set in the DICOM JSON Model (PS3.18 Annex F) on stdout. */
export function addDump(program: Command): void {
  program
    .command("dump")
    .description("print a file as DICOM JSON (PS3.18 Annex F); values over 64 KiB as BulkDataURI")
    .argument("<file>", "a DICOM file")
    .option("--meta", "also the file meta information, group 0002")
    .option("--salvage", "print what can be read of a broken file, and say on stderr where it breaks")
    .action(async (path: string, options: DumpOptions) => {
      const { runDump } = await import("./run.js");
      await runDump(path, options);
    });
}
