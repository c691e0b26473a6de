import { FileSource, readDicom } from "../../../dicom";
import { EXIT_INPUT_FAILED } from "../../commandLine/exitStatus";
import { extractMetadata } from "../../metadata/extractMetadata";
import { FILE_SYSTEM_SENTENCES, failureLine, failureOf } from "../failure";
import { findInputs, requireFiles } from "../inputs";
import { formatJsonLine } from "../printable";

/** A line `{ "input", "metadata" }` on stdout for each file that can be read, one on stderr for each other. @throws WrongUsageError without any file */
export async function runMetadata(paths: readonly string[]): Promise<void> {
  const { files, unreadable } = requireFiles(await findInputs(paths));
  const fail = (path: string, code: string, sentence: string) => {
    process.stderr.write(`${failureLine(path, code, sentence)}\n`);
    process.exitCode = EXIT_INPUT_FAILED;
  };
  for (const { path, code } of unreadable) fail(path, code, FILE_SYSTEM_SENTENCES[code]);
  for (const { path } of files) {
    try {
      const source = await FileSource.open(path);
      try {
        const object = await readDicom(source);
        process.stdout.write(formatJsonLine({ input: path, metadata: extractMetadata(object) }));
      } finally {
        await source.close();
      }
    } catch (error) {
      const { code, sentence } = failureOf(error);
      fail(path, code, sentence);
    }
  }
}
