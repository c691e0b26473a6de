import {
  BufferSource,
  createDataSet,
  DataElement,
  DataSet,
  readDicom,
  transferSyntaxOf,
  type AttributeValues,
  type DicomObject,
  type TransferSyntax,
} from "../../../dicom";
import { ctFile, type CtChanges } from "../../src/pipeline/support/ctFile";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";

/** The CT image with `changes`, as it is read. */
export function readCt(changes: CtChanges, transferSyntax?: string): Promise<DicomObject> {
  return readDicom(new BufferSource(ctFile(changes, transferSyntax)));
}

/** An object of these attributes that no file has been. */
export function objectOf(values: AttributeValues, transferSyntax = EXPLICIT_LE): DicomObject {
  return {
    preamble: undefined,
    fileMeta: new DataSet([]),
    dataSet: createDataSet(values),
    transferSyntax: transferSyntaxOf(transferSyntax) as TransferSyntax,
    warnings: [],
    headerBytes: 0,
  };
}

/** The object with encapsulated pixel data, of which nobody reads a byte. */
export function encapsulatedObject(
  values: AttributeValues,
  transferSyntax: string,
  pixels: { offsetTableBytes?: number; fragments: readonly number[] },
): DicomObject {
  const { offsetTableBytes = 0, fragments } = pixels;
  const object = objectOf(values, transferSyntax);
  let end = 8 + offsetTableBytes;
  // The bytes of each begin behind the eight of its header.
  const fragmentOffsets = fragments.map((lengthBytes) => (end += 8 + lengthBytes) - lengthBytes);
  const value = {
    kind: "fragments",
    source: new BufferSource(new Uint8Array()),
    offset: 0,
    lengthBytes: end,
    offsetTableBytes,
    fragmentCount: fragments.length,
    fragmentOffsets,
  } as const;
  return { ...object, dataSet: object.dataSet.with(new DataElement(0x7fe00010, "OB", value)) };
}
