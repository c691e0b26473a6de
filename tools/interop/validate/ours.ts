import { DicomError, DicomFormatError, FileSource, readDicom, type DicomObject } from "../../../dicom";
import type { Finding } from "../../../dicom/validate/finding";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { validateFront } from "../../../dicom/validate/validateFront";

/** Everything: what is kept for a person would leave out what a comparison looks for. */
const WHOLE = { maxFindings: Infinity, maxOfOneKind: Infinity };

/** What we say of a file. */
interface OurSide {
  /** Notes too; where the file cannot be read to its end, the error first. */
  readonly findings: readonly Finding[];
  readonly object?: DicomObject;
}

export async function readOurSide(path: string): Promise<OurSide> {
  const source = await FileSource.open(path);
  try {
    const object = await readDicom(source);
    return { findings: validateDicom(object, WHOLE).findings, object };
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    const refusal: Finding = { level: "encoding", severity: "error", code: error.code };
    const front = error instanceof DicomFormatError ? await validateFront(source, error, WHOLE) : undefined;
    return front
      ? { findings: [refusal, ...front.report.findings], object: front.object }
      : { findings: [refusal] };
  } finally {
    await source.close();
  }
}
