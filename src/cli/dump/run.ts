import {
  DataSet,
  FileSource,
  formatDicomJson,
  readDicom,
  toDicomJson,
  type DicomJsonObject,
} from "../../../dicom";
import { EXIT_INPUT_FAILED } from "../../commandLine/exitStatus";
import { failureLine, failureOf } from "../failure";
import { printableJson } from "../printable";
import type { DumpOptions } from "./command";

export async function runDump(path: string, options: DumpOptions): Promise<void> {
  try {
    process.stdout.write(`${printableJson(formatDicomJson(await dump(path, options), 2))}\n`);
  } catch (error) {
    const { code, sentence } = failureOf(error);
    process.stderr.write(`${failureLine(path, code, sentence)}\n`);
    process.exitCode = EXIT_INPUT_FAILED;
  }
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
