/** Frames as their encoders write them, and what may stand between and behind their parts. */

export const hex = (text: string): Buffer => Buffer.from(text.replace(/ /g, ""), "hex");
export const ascii = (text: string) => Buffer.from(text, "latin1");
const uint16be = (value: number) => Buffer.from([value >> 8, value & 0xff]);
export const uint32be = (value: number) => Buffer.concat([uint16be(value >>> 16), uint16be(value & 0xffff)]);

/** A marker segment with its length. */
export const segment = (marker: number, content: Uint8Array) =>
  Buffer.concat([uint16be(marker), uint16be(content.length + 2), content]);

const FRAME = hex("ffc0 000b 08 0004 0004 01 01 11 00");
const SCAN = hex("ffda 0008 01 01 00 00 3f 00");
const SAMPLES = hex("1234 ff00 5678 9abc de");
export const EOI = hex("ffd9");
export const JFIF = segment(0xffe0, Buffer.concat([ascii("JFIF\0"), hex("0102 00 0001 0001 00 00")]));
export const ADOBE = segment(0xffee, Buffer.concat([ascii("Adobe"), hex("0064 0000 0000 01")]));
export const MRFX = segment(0xffe8, Buffer.concat([ascii("mrfx"), hex("01")]));

export const jpeg = (...segments: Uint8Array[]) =>
  Buffer.concat([hex("ffd8"), ...segments, FRAME, SCAN, SAMPLES, EOI]);

const SIZ = segment(0xff51, Buffer.alloc(39, 1));
export const remark = (text: string) => segment(0xff64, Buffer.concat([hex("0001"), ascii(text)]));
export const tilePart = (...markers: Uint8Array[]) => {
  const content = Buffer.concat([...markers, hex("ff93"), SAMPLES]);
  return Buffer.concat([hex("ff90 000a 0000"), uint32be(12 + content.length), hex("00 01"), content]);
};
export const j2k = (markers: Uint8Array[], parts: Uint8Array[] = [tilePart()], end = hex("ffd9")) =>
  Buffer.concat([hex("ff4f"), SIZ, ...markers, ...parts, end]);
export const box = (type: string, content: Uint8Array) =>
  Buffer.concat([uint32be(content.length + 8), ascii(type), content]);
export const JP2 = [box("jP  ", hex("0d0a870a")), box("ftyp", ascii("jp2 \0\0\0\0jp2 "))];
export const JXL = [box("JXL ", hex("0d0a870a")), box("ftyp", ascii("jxl \0\0\0\0jxl "))];

/** Sixteen samples each, in a repeat of ten and six literals; one frame of the image below has two such. */
export const PLANE = hex("f7 01 80 05 020304050607");
export const PLANE_BYTES = PLANE.length;
export const rleFrame = (
  parts: readonly Uint8Array[],
  starts: readonly number[],
  unused: Uint8Array = hex(""),
) => {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(starts.length, 0);
  for (const [index, start] of starts.entries()) header.writeUInt32LE(start, 4 * (index + 1));
  header.set(unused, 4 * (starts.length + 1));
  return Buffer.concat([header, ...parts]);
};
export const RLE_FRAME = rleFrame([PLANE, PLANE], [64, 64 + PLANE_BYTES]);
