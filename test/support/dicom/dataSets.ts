/** Data sets and objects built in memory, for tests that need no file. */
import {
  attributeOf,
  DataElement,
  DataSet,
  Item,
  tagOfName,
  transferSyntaxOf,
  type AttributeName,
  type DicomObject,
  type Vr,
} from "../../../dicom";
import { isVr, VR_TRAITS } from "../../../dicom/dictionary/vr";

/** The VR of PS3.6, the first where it gives several, LO where it knows none. */
export function vrOfName(name: AttributeName): Vr {
  const vr = attributeOf(tagOfName(name))?.vr.split("|")[0] ?? "LO";
  return isVr(vr) ? vr : "UN";
}

/** An element with a value field of ISO 8859-1 text or of bytes, padded to even length. */
export function element(name: AttributeName, value: string | Uint8Array, vr = vrOfName(name)): DataElement {
  const bytes = typeof value === "string" ? Buffer.from(value, "latin1") : value;
  const padding = bytes.length % 2 === 0 ? [] : [VR_TRAITS[vr].padding];
  return DataElement.ofBytes(tagOfName(name), vr, Buffer.from([...bytes, ...padding]));
}

/** A sequence; each further argument is the content of one item. */
export function sequence(name: AttributeName, ...items: (readonly DataElement[])[]): DataElement {
  return DataElement.ofItems(
    tagOfName(name),
    items.map((elements) => new Item(ascending(elements))),
  );
}

/** Element `offset` (0x10 to 0xff) of the private group reserves a block for `creator`. */
export function privateCreator(group: number, offset: number, creator: string): DataElement {
  return element(((group << 16) | offset) >>> 0, creator, "LO");
}

export { tagOfName, type AttributeName };

export const SOP_INSTANCE = "1.2.826.0.1.3680043.99.1.1.1";
export const SERIES = "1.2.826.0.1.3680043.99.1.1";
export const STUDY = "1.2.826.0.1.3680043.99.1";
/** A private SOP class, whose IOD no table knows. */
export const UNKNOWN_CLASS = "1.2.826.0.1.3680043.99.9";
export const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
export const CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

/** A CT image of a patient `ID-1`, to which `elements` are added, or whose elements they replace. */
export function objectOf(elements: readonly DataElement[], changes: Partial<DicomObject> = {}): DicomObject {
  const base = [
    element("SOPClassUID", CT_IMAGE),
    element("SOPInstanceUID", SOP_INSTANCE),
    element("PatientName", "Original^Name"),
    element("PatientID", "ID-1"),
    element("StudyInstanceUID", STUDY),
    element("SeriesInstanceUID", SERIES),
  ];
  return bareObjectOf([...base, ...elements], changes);
}

/** An object with nothing but `elements`; of several with the same tag the last counts. */
export function bareObjectOf(
  elements: readonly DataElement[],
  changes: Partial<DicomObject> = {},
): DicomObject {
  const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.1");
  if (!transferSyntax) throw new Error("Explicit VR Little Endian is not registered");
  return {
    preamble: undefined,
    fileMeta: new DataSet([]),
    dataSet: new DataSet(ascending(elements)),
    transferSyntax,
    warnings: [],
    headerBytes: 0,
    ...changes,
  };
}

function ascending(elements: readonly DataElement[]): DataElement[] {
  const byTag = new Map(elements.map((one) => [one.tag, one]));
  return [...byTag.values()].sort((one, other) => one.tag - other.tag);
}
