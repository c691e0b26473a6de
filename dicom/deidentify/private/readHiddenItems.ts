import { BufferSource } from "../../bytes/byteSource";
import { DicomFormatError, DicomLimitError } from "../../errors";
import { DEFAULT_LIMITS } from "../../limits";
import { bytesOf, type DataElement } from "../../model/dataElement";
import type { DataSet, Item } from "../../model/dataSet";
import { DataSetParser, DONE } from "../../read/dataSetParser";
import { Warnings } from "../../read/warnings";

/** Implicit VR little endian, which UN holds (PS3.5 §6.2.2). */
const INSIDE_UN = { explicitVr: false, bigEndian: false };

/** A sequence that stands in for the private one: its VR is known without being told. */
const SEQUENCE_HEADER = Uint8Array.of(0x08, 0x00, 0x40, 0x11); // (0008,1140) ReferencedImageSequence
const CHARACTER_SET_HEADER = Uint8Array.of(0x08, 0x00, 0x05, 0x00); // (0008,0005)

/**
 * The items of a sequence that came as UN with a defined length, as private ones do in implicit VR files;
 * `undefined` where the bytes are no items, or are not held in memory.
 *
 * @param around the data set that holds the sequence, whose character set is that of its items
 */
export function readHiddenItems({ value }: DataElement, around: DataSet): readonly Item[] | undefined {
  if (value.kind !== "bytes") return undefined;
  const characterSet = around.specificCharacterSet?.value;
  const parts = characterSet?.kind === "bytes" ? withLength(CHARACTER_SET_HEADER, bytesOf(characterSet)) : [];
  const bytes = Buffer.concat([...parts, ...withLength(SEQUENCE_HEADER, bytesOf(value))]);
  try {
    const parser = new DataSetParser(new BufferSource(bytes), 0, INSIDE_UN, {
      limits: DEFAULT_LIMITS,
      warnings: new Warnings(),
    });
    parser.feed(bytes);
    if (parser.advance() !== DONE) return undefined;
    const read = parser.dataSet.elements.at(-1)?.value;
    return read?.kind === "sequence" && parser.dataSet.elements.length === (parts.length > 0 ? 2 : 1)
      ? read.items
      : undefined;
  } catch (error) {
    if (error instanceof DicomFormatError || error instanceof DicomLimitError) return undefined;
    throw error;
  }
}

function withLength(header: Uint8Array, value: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(value.length);
  return [header, length, value];
}
