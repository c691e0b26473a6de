import { DicomError, FileSource, readDicom, type DicomObject } from "../../../dicom";
import type { Finding } from "../../../dicom/validate/finding";
import { validateDicom } from "../../../dicom/validate/validateDicom";

/** Everything: what is kept for a person would leave out what a comparison looks for. */
const ALL = Number.MAX_SAFE_INTEGER;

/** What we say of a file. */
interface OurSide {
  /** Notes too; where the file cannot be read, the error is the only one. */
  readonly findings: readonly Finding[];
  readonly object?: DicomObject;
}

export async function readOurSide(path: string): Promise<OurSide> {
  const source = await FileSource.open(path);
  try {
    const object = await readDicom(source);
    return { findings: validateDicom(object, { maxFindings: ALL, maxOfOneKind: ALL }).findings, object };
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return { findings: [{ level: "encoding", severity: "error", code: error.code }] };
  } finally {
    await source.close();
  }
}
