/** Bytes of DICOM files, put together field by field, without the writer under test. */
import type { ByteSource } from "../../../dicom";

export interface TestEncoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

export const EXPLICIT: TestEncoding = { explicitVr: true, bigEndian: false };
export const IMPLICIT: TestEncoding = { explicitVr: false, bigEndian: false };
export const BIG_ENDIAN: TestEncoding = { explicitVr: true, bigEndian: true };

export const UNDEFINED = 0xffffffff;

const LONG = new Set(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]);

export function uint16(value: number, bigEndian = false): Buffer {
  const bytes = Buffer.alloc(2);
  if (bigEndian) bytes.writeUInt16BE(value);
  else bytes.writeUInt16LE(value);
  return bytes;
}

export function uint32(value: number, bigEndian = false): Buffer {
  const bytes = Buffer.alloc(4);
  if (bigEndian) bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

/** A tag given as 0xggggeeee. */
export function tagBytes(tag: number, bigEndian = false): Buffer {
  return Buffer.concat([uint16(tag >>> 16, bigEndian), uint16(tag & 0xffff, bigEndian)]);
}

/** An element whose length field says `length`, whatever the value has. */
export function element(
  tag: number,
  vr: string,
  value: string | Uint8Array,
  encoding: TestEncoding = EXPLICIT,
  length?: number,
): Buffer {
  const bytes = typeof value === "string" ? Buffer.from(value, "latin1") : value;
  const lengthBytes = length ?? bytes.length;
  const { bigEndian } = encoding;
  const header = !encoding.explicitVr
    ? uint32(lengthBytes, bigEndian)
    : LONG.has(vr)
      ? Buffer.concat([Buffer.from(vr), uint16(0), uint32(lengthBytes, bigEndian)])
      : Buffer.concat([Buffer.from(vr), uint16(lengthBytes, bigEndian)]);
  return Buffer.concat([tagBytes(tag, bigEndian), header, bytes]);
}

/** An item; with `UNDEFINED` also its delimiter. */
export function item(content: Uint8Array[], length?: number, bigEndian = false): Buffer {
  const bytes = Buffer.concat(content);
  const end = length === UNDEFINED ? [tagBytes(0xfffee00d, bigEndian), uint32(0)] : [];
  return Buffer.concat([
    tagBytes(0xfffee000, bigEndian),
    uint32(length ?? bytes.length, bigEndian),
    bytes,
    ...end,
  ]);
}

export function sequenceDelimiter(bigEndian = false): Buffer {
  return Buffer.concat([tagBytes(0xfffee0dd, bigEndian), uint32(0)]);
}

/** Preamble, prefix and file meta information that names `transferSyntax`, then `content`. */
export function file(transferSyntax: string, content: Uint8Array[]): Buffer {
  const uid = transferSyntax.length % 2 === 0 ? transferSyntax : `${transferSyntax}\0`;
  const meta = element(0x00020010, "UI", uid);
  const length = element(0x00020000, "UL", uint32(meta.length));
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), length, meta, ...content]);
}

/** A source that counts what is read of it. */
export class CountingSource implements ByteSource {
  bytesRead = 0;
  readonly reads: { offset: number; lengthBytes: number }[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    readonly sizeBytes = bytes.length,
  ) {}

  read(offset: number, lengthBytes: number): Promise<Uint8Array> {
    const read = this.bytes.subarray(offset, offset + lengthBytes);
    this.reads.push({ offset, lengthBytes: read.length });
    this.bytesRead += read.length;
    return Promise.resolve(read);
  }
}
