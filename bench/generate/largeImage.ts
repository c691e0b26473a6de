import { createDataSet, DataElement, tags, type ByteSource, type DataSet } from "../../dicom";
import { identifiers, INSTANCE_ROOT, pixels } from "./values";

const XA_IMAGE = "1.2.840.10008.5.1.4.1.1.12.1";
const SIZE = 1024;
const BYTES_PER_FRAME = SIZE * SIZE * 2;

/** A native multi-frame image of 2 MiB a frame, whose pixels are made while they are written. */
export function largeImage(frames: number): DataSet {
  const source = repeatedFrame(frames);
  const { sizeBytes: lengthBytes } = source;
  return createDataSet({
    ...identifiers("XA"),
    SOPClassUID: XA_IMAGE,
    SOPInstanceUID: `${INSTANCE_ROOT}.3.1.1`,
    SeriesInstanceUID: `${INSTANCE_ROOT}.3.1`,
    InstanceNumber: 1,
    SamplesPerPixel: 1,
    PhotometricInterpretation: "MONOCHROME2",
    NumberOfFrames: frames,
    Rows: SIZE,
    Columns: SIZE,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
  }).with(
    new DataElement(tags.PIXEL_DATA, "OW", {
      kind: "range",
      source,
      offset: 0,
      lengthBytes,
      bigEndian: false,
    }),
  );
}

function repeatedFrame(frames: number): ByteSource {
  const frame = pixels(SIZE * SIZE, 11);
  return {
    sizeBytes: frames * BYTES_PER_FRAME,
    read: (offset, lengthBytes) => {
      const start = offset % BYTES_PER_FRAME;
      const rest = frame.subarray(start, start + lengthBytes);
      if (rest.length === lengthBytes) return Promise.resolve(rest);
      return Promise.resolve(Buffer.concat([rest, frame.subarray(0, lengthBytes - rest.length)]));
    },
  };
}
