import type { DicomObject } from "../../dicom/model/dicomObject";
import { readDicom, type ReadOptions } from "../../dicom/read/readDicom";
import type { CountingSource, ObjectVersion, RawObjectReader, ReadPattern } from "./ports";

/** An object and the source that its long values are ranges of. */
export interface RawObject {
  readonly source: CountingSource;
  readonly object: DicomObject;
}

/**
 * Reads one version of a raw object; a DICOMDIR is refused before its records are looked at.
 *
 * @throws DicomFormatError, DicomUnsupportedError, DicomLimitError where it cannot be read
 * @throws SourceError where it is not there any more
 */
export async function readRawObject(
  reader: RawObjectReader,
  version: ObjectVersion,
  pattern: ReadPattern,
  options: Pick<ReadOptions, "stopBeforePixelData"> = {},
): Promise<RawObject> {
  const source = await reader.open(version, pattern);
  const { limits = {} } = reader;
  return { source, object: await readDicom(source, { ...options, refuseDicomdir: true, limits }) };
}
