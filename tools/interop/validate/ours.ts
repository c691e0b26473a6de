import { DicomError, FileSource, readDicom } from "../../../dicom";
import type { Finding } from "../../../dicom/validate/finding";
import { validateDicom } from "../../../dicom/validate/validateDicom";

/** Everything: what is kept for a person would leave out what a comparison looks for. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Our findings of a file, notes too; where it cannot be read, the error is the only one. */
export async function ourFindings(path: string): Promise<readonly Finding[]> {
  const source = await FileSource.open(path);
  try {
    return validateDicom(await readDicom(source), { maxFindings: ALL, maxOfOneKind: ALL }).findings;
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return [{ level: "encoding", severity: "error", code: error.code }];
  } finally {
    await source.close();
  }
}
