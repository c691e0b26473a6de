import type { Command } from "commander";
import {
  DataSet,
  FileSource,
  formatDicomJson,
  readDicom,
  toDicomJson,
  type DicomJsonObject,
} from "../../dicom";
import { EXIT_INPUT_FAILED } from "./exitStatus";
import { failureLine, failureOf } from "./failure";

interface DumpOptions {
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
      try {
        process.stdout.write(`${formatDicomJson(await dump(path, options), 2)}\n`);
      } catch (error) {
        const { code, sentence } = failureOf(error);
        process.stderr.write(`${failureLine(path, code, sentence)}\n`);
        process.exitCode = EXIT_INPUT_FAILED;
      }
    });
}

async function dump(path: string, { meta, salvage }: DumpOptions): Promise<DicomJsonObject> {
  const source = await FileSource.open(path);
  try {
    const { fileMeta, dataSet, warnings } = await readDicom(source, {
      onFormatError: salvage ? "salvage" : "throw",
    });
    for (const { code, path: place, offset } of warnings) {
      if (code === "SALVAGED")
        process.stderr.write(
          `${failureLine(path, code, `broken at ${place ?? ""}, offset ${offset ?? 0}`)}\n`,
        );
    }
    const shown = meta ? new DataSet([...fileMeta.elements, ...dataSet.elements]) : dataSet;
    return toDicomJson(shown);
  } finally {
    await source.close();
  }
}
