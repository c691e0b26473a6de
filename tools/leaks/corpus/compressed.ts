import { BufferSource, DataElement } from "../../../dicom";
import type { FileBuilder, SyntaxName } from "./fileBuilder";
import { COLUMNS, ROWS } from "./iods";

/** Pixel data as one fragment after an empty Basic Offset Table, PS3.5 §A.4. */
function fragment(bytes: Buffer): DataElement {
  const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  const item = (value: Buffer): Buffer => {
    const header = Buffer.from("feff00e000000000", "hex");
    header.writeUInt32LE(value.length, 4);
    return Buffer.concat([header, value]);
  };
  const all = Buffer.concat([item(Buffer.alloc(0)), item(padded)]);
  return new DataElement(0x7fe00010, "OB", {
    kind: "fragments",
    source: new BufferSource(all),
    offset: 0,
    lengthBytes: all.length,
    offsetTableBytes: 0,
    fragmentCount: 1,
  });
}

/** A marker segment: length of two bytes, in big endian, then the words. */
function segment(marker: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content as string, "latin1");
  const header = Buffer.alloc(4);
  header.writeUInt16BE(marker, 0);
  header.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([header, bytes]);
}

const hex = (digits: string): Buffer => Buffer.from(digits.replace(/ /g, ""), "hex");

/** ITU-T T.81: eight by eight, grey, one table each; all blocks zero. */
function jpeg(word: (at: string) => string): Buffer {
  return Buffer.concat([
    hex("ffd8"),
    segment(0xffe0, `JFIF\0\x01\x02\0\0\x01\0\x01\0\0${word("APP0")}`),
    segment(0xffe1, `Exif\0\0II*\0\x08\0\0\0${word("APP1 (Exif)")}`),
    segment(0xffed, `Photoshop 3.0\0${word("APP13")}`),
    segment(0xfffe, `made for ${word("COM")}`),
    segment(0xffdb, Buffer.concat([hex("00"), Buffer.alloc(64, 1)])),
    segment(0xffc0, hex("08 0008 0008 01 01 11 00")),
    segment(0xffc4, hex("00 01000000000000000000000000000000 00")),
    segment(0xffc4, hex("10 01000000000000000000000000000000 00")),
    segment(0xffda, hex("01 01 00 00 3f 00")),
    hex("00 00"),
    hex("ffd9"),
    Buffer.from(word("after the end of the image"), "latin1"),
  ]);
}

/** ITU-T T.87. */
function jpegLs(word: (at: string) => string): Buffer {
  return Buffer.concat([
    hex("ffd8"),
    segment(0xffe8, `spiff ${word("APP8")}`),
    segment(0xfffe, word("COM")),
    segment(0xfff7, hex("08 0008 0008 01 01 11 00")),
    segment(0xffda, hex("01 01 00 00 00 00")),
    hex("00 00 00 00"),
    hex("ffd9"),
  ]);
}

/** ITU-T T.800: the boxes of a file around a codestream with a comment. */
function jpeg2000(word: (at: string) => string): Buffer {
  const box = (type: string, content: Buffer | string): Buffer => {
    const bytes = Buffer.from(content as string, "latin1");
    const header = Buffer.alloc(8);
    header.writeUInt32BE(bytes.length + 8);
    header.write(type, 4, "latin1");
    return Buffer.concat([header, bytes]);
  };
  const size = hex(
    "0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0001 07 01 01",
  );
  const codestream = Buffer.concat([
    hex("ff4f"),
    segment(0xff51, size),
    segment(0xff52, hex("00 00 0001 00 00 04 04 00 01")),
    segment(0xff5c, hex("40 40")),
    segment(0xff64, Buffer.concat([hex("0001"), Buffer.from(word("COM"), "latin1")])),
    hex("ff90 000a 0000 00000000 00 01"),
    hex("ff93 00 00"),
    hex("ffd9"),
  ]);
  return Buffer.concat([
    box("jP  ", hex("0d0a870a")),
    box("ftyp", "jp2 \0\0\0\0jp2 "),
    box("jp2h", box("ihdr", hex("00000008 00000008 0001 07 07 00 00"))),
    box("xml ", `<patient>${word("xml box")}</patient>`),
    box("uuid", Buffer.concat([Buffer.alloc(16, 7), Buffer.from(word("uuid box"), "latin1")])),
    box("jp2c", codestream),
  ]);
}

/** One frame of PS3.5 Annex G, all zero: two byte planes, and words wherever nothing belongs to a segment. */
function rle(word: (at: string) => string): Buffer {
  const latin = (at: string): Buffer => Buffer.from(word(at), "latin1");
  const plane = hex("8100".repeat((ROWS * COLUMNS) / 128));
  const surplus = latin("literals beyond the last sample");
  const short = hex("8100".repeat((ROWS * COLUMNS) / 128 - 1) + "8200");
  const open = Buffer.concat([short, Buffer.of(surplus.length), hex("00"), surplus]);
  const parts = [latin("before the first segment"), plane, latin("between the segments"), open];
  const header = Buffer.alloc(64);
  header.writeUInt32LE(2, 0);
  header.writeUInt32LE(64 + lengthOf(parts.slice(0, 1)), 4);
  header.writeUInt32LE(64 + lengthOf(parts.slice(0, 3)), 8);
  latin("unused offsets").copy(header, 12);
  return Buffer.concat([header, ...parts, latin("behind the last segment")]);
}

const lengthOf = (parts: readonly Buffer[]): number => parts.reduce((sum, { length }) => sum + length, 0);

const MAKERS: Readonly<Partial<Record<SyntaxName, (word: (at: string) => string) => Buffer>>> = {
  jpeg,
  jpegLs,
  jpeg2000,
  rle,
};

/** Compressed pixel data for the syntax, with what identifies somebody in places that are no pixels. */
export function compressPixels(file: FileBuilder): void {
  const make = MAKERS[file.syntax];
  if (make) file.add(fragment(make((at) => file.plant(`metadata in fragments (${file.syntax})`, at))));
}

/** The same without any plant. */
export function compressCleanPixels(file: FileBuilder): void {
  const make = MAKERS[file.syntax];
  if (make) file.add(fragment(make(() => "")));
}
