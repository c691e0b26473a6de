/** Images in memory whose every sample is told apart. */
import { DataElement, transferSyntaxOf, type DicomObject, type Vr } from "../../../dicom";
import { CountingSource, uint16 } from "./bytes";
import { element, objectOf } from "./dataSets";

export interface ImageForm {
  readonly rows: number;
  readonly columns: number;
  readonly samples?: number;
  readonly photometric?: string;
  readonly planar?: number;
  readonly allocated?: number;
  readonly stored?: number;
  readonly highBit?: number;
  readonly signed?: boolean;
  readonly frames?: number;
  readonly vr?: Vr;
  readonly bigEndian?: boolean;
  /** The value stays in a source, as long ones do. */
  readonly inSource?: boolean;
}

/** Elements of an image with `bytes` as its pixel data. */
export function imageElements(form: ImageForm, bytes: Uint8Array): DataElement[] {
  const { rows, columns, samples = 1, photometric = "MONOCHROME2", allocated = 8 } = form;
  const { stored = allocated, highBit = stored - 1, bigEndian = false } = form;
  const vr = form.vr ?? (allocated > 8 ? "OW" : "OB");
  const range = {
    kind: "range",
    source: new CountingSource(Buffer.concat([Buffer.alloc(7), bytes])),
    offset: 7,
    lengthBytes: bytes.length,
    bigEndian,
  } as const;
  const held = { kind: "bytes", chunk: bytes, start: 0, lengthBytes: bytes.length, bigEndian } as const;
  const number = (name: "Rows" | "Columns" | "SamplesPerPixel", value: number) =>
    element(name, uint16(value));
  return [
    number("Rows", rows),
    number("Columns", columns),
    number("SamplesPerPixel", samples),
    element("PhotometricInterpretation", photometric),
    element("BitsAllocated", uint16(allocated)),
    element("BitsStored", uint16(stored)),
    element("HighBit", uint16(highBit)),
    element("PixelRepresentation", uint16(form.signed ? 1 : 0)),
    ...(form.planar === undefined ? [] : [element("PlanarConfiguration", uint16(form.planar))]),
    ...(form.frames === undefined ? [] : [element("NumberOfFrames", String(form.frames))]),
    new DataElement(0x7fe00010, vr, form.inSource ? range : held),
  ];
}

/** The object around them, in explicit VR little or big endian. */
export function imageObject(
  form: ImageForm,
  bytes: Uint8Array,
  more: readonly DataElement[] = [],
): DicomObject {
  const transferSyntax = transferSyntaxOf(form.bigEndian ? "1.2.840.10008.1.2.2" : "1.2.840.10008.1.2.1");
  return objectOf([...imageElements(form, bytes), ...more], transferSyntax && { transferSyntax });
}
