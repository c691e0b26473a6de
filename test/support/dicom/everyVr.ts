/** A data set of everything, described once and encoded here, field by field, without the writer under test. */
import { element, item, sequenceDelimiter, tagBytes, UNDEFINED, uint32, type TestEncoding } from "./bytes";

/** An element by its value in little endian; `unitBytes` of it turn around in big endian. */
interface Leaf {
  readonly tag: number;
  readonly vr: string;
  readonly value: Uint8Array;
  readonly unitBytes?: 2 | 4 | 8;
}

interface Sequence {
  readonly tag: number;
  readonly items: readonly (readonly Field[])[];
  /** `open`: a sequence of undefined length with items of defined length; `mixed`: the other way around, every other item. */
  readonly lengths: "defined" | "undefined" | "open" | "mixed";
}

export type Field = Leaf | Sequence;

const text = (tag: number, vr: string, value: string): Leaf => {
  const padding = value.length % 2 === 0 ? "" : vr === "UI" ? "\0" : " ";
  return { tag, vr, value: Buffer.from(`${value}${padding}`, "latin1") };
};
const hex = (tag: number, vr: string, value: string, unitBytes?: 2 | 4 | 8): Leaf => ({
  tag,
  vr,
  value: Buffer.from(value, "hex"),
  ...(unitBytes && { unitBytes }),
});

/** Selector AE Value and its neighbours (0072,00xx): the standard has one attribute here for each VR, 33 and SQ below. */
export const ONE_OF_EACH_VR: readonly Leaf[] = [
  text(0x0072005e, "AE", "STORESCP"),
  text(0x0072005f, "AS", "045Y"),
  hex(0x00720060, "AT", "1000200028001000", 2),
  text(0x00720061, "DA", "20240229"),
  text(0x00720062, "CS", "ORIGINAL\\PRIMARY"),
  text(0x00720063, "DT", "20240229235959.5+0100"),
  text(0x00720064, "IS", "-1\\2147483647"),
  hex(0x00720065, "OB", "00ff10fe"),
  text(0x00720066, "LO", "one\\\\three"),
  hex(0x00720067, "OF", "0000803f0000c0ff", 4),
  text(0x00720068, "LT", "two\r\nlines"),
  hex(0x00720069, "OW", "0100fffe", 2),
  text(0x0072006a, "PN", "Doe^Jane=\x1b$B;3ED\x1b(B=Yamada"),
  text(0x0072006b, "TM", "235959.999999"),
  text(0x0072006c, "SH", ""),
  hex(0x0072006d, "UN", "feff00e0feff"),
  text(0x0072006e, "ST", "back\\slash"),
  text(0x0072006f, "UC", `a\\${"b".repeat(63)}`),
  text(0x00720070, "UT", "long ".repeat(40)),
  text(0x00720071, "UR", "urn:oid:1.2"),
  text(0x00720072, "DS", "0.5\\-1e-7"),
  hex(0x00720073, "OD", "000000000000f03f182d4454fb210940", 8),
  hex(0x00720074, "FD", "182d4454fb210940", 8),
  hex(0x00720075, "OL", "0100000002000000", 4),
  hex(0x00720076, "FL", "0000803f0000807f", 4),
  hex(0x00720078, "UL", "ffffffff01000000", 4),
  hex(0x0072007a, "US", "ffff0100", 2),
  hex(0x0072007c, "SL", "00000080", 4),
  hex(0x0072007e, "SS", "0080ff7f", 2),
  text(0x0072007f, "UI", "1.2.840.10008.1.1"),
  hex(0x00720081, "OV", "0102030405060708", 8),
  hex(0x00720082, "SV", "ffffffffffffffff0000000000000080", 8),
  hex(0x00720083, "UV", "ffffffffffffffff", 8),
];

const REFERENCE: readonly Field[] = [text(0x00081155, "UI", "1.2"), hex(0x00081160, "IS", "3120")];

/** Sequences within sequences, with items of both kinds and empty ones, and a character set of their own. */
const NESTED: readonly Field[] = [
  {
    tag: 0x00081115,
    lengths: "undefined",
    items: [
      [{ tag: 0x00081199, lengths: "defined", items: [REFERENCE, [], REFERENCE] }],
      [],
      [
        text(0x00080005, "CS", "ISO_IR 192"),
        { tag: 0x00081199, lengths: "mixed", items: [REFERENCE, [], REFERENCE] },
        text(0x0020000e, "UI", "1.2.3"),
      ],
    ],
  },
  { tag: 0x0008113a, lengths: "open", items: [REFERENCE, []] },
  { tag: 0x00081140, lengths: "defined", items: [] },
  { tag: 0x00081145, lengths: "undefined", items: [] },
];

/**
 * Canonical in every native transfer syntax: even lengths, ascending, no group lengths, private values of VR UN, which
 * is what implicit VR leaves of them.
 *
 * @param longBytes length of the pixel data, which is words, and of the overlay
 */
export function everything(longBytes: number): readonly Field[] {
  const words = Buffer.from(Array.from({ length: longBytes }, (_, index) => index % 251));
  return [
    text(0x00080005, "CS", "\\ISO 2022 IR 87"),
    text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2"),
    text(0x00080018, "UI", "2.25.1"),
    text(0x00080060, "CS", "OT"),
    ...NESTED,
    text(0x00090010, "LO", "CREATOR A"),
    text(0x00090011, "LO", "CREATOR B"),
    hex(0x00091001, "UN", "0102"),
    { tag: 0x00091002, lengths: "undefined", items: [[...REFERENCE, text(0x00090010, "LO", "INSIDE")]] },
    hex(0x00091101, "UN", ""),
    text(0x00100010, "PN", "Doe^Jane"),
    hex(0x00280103, "US", "0100", 2),
    hex(0x00280106, "SS", "ffff", 2), // US or SS: Pixel Representation says signed
    ...ONE_OF_EACH_VR.slice(0, -3),
    { tag: 0x00720080, lengths: "defined", items: [ONE_OF_EACH_VR] },
    ...ONE_OF_EACH_VR.slice(-3),
    hex(0x60000010, "US", "0400", 2),
    { tag: 0x60003000, vr: "OW", value: words, unitBytes: 2 },
    hex(0x60020010, "US", "0400", 2),
    { tag: 0x7fe00010, vr: "OW", value: words, unitBytes: 2 },
    text(0xfffcfffc, "OB", "\0\0"),
  ];
}

/** The bytes of a data set. */
export function encode(fields: readonly Field[], encoding: TestEncoding): Buffer {
  return Buffer.concat(fields.map((field) => encodeField(field, encoding)));
}

function encodeField(field: Field, encoding: TestEncoding): Buffer {
  const { bigEndian } = encoding;
  if ("vr" in field) {
    const { tag, vr, value, unitBytes = 1 } = field;
    // What is too long for the length field of its VR goes as UN, which is little endian.
    const asUn = encoding.explicitVr && value.length > 0xfffe && !LONG.has(vr);
    const bytes = bigEndian && !asUn ? turned(value, unitBytes) : value;
    return element(tag, asUn ? "UN" : vr, bytes, encoding);
  }
  const { tag, lengths } = field;
  const items = field.items.map((fields, index) => {
    const open = lengths === "undefined" || (lengths === "mixed" && index % 2 === 0);
    return item([encode(fields, encoding)], open ? UNDEFINED : undefined, bigEndian);
  });
  const content = Buffer.concat(items);
  if (lengths === "defined" || lengths === "mixed") return element(tag, "SQ", content, encoding);
  const closed = Buffer.concat([content, sequenceDelimiter(bigEndian)]);
  return element(tag, "SQ", closed, encoding, UNDEFINED);
}

const LONG: ReadonlySet<string> = new Set([
  "OB",
  "OD",
  "OF",
  "OL",
  "OV",
  "OW",
  "SQ",
  "SV",
  "UC",
  "UN",
  "UR",
  "UT",
  "UV",
]);

function turned(value: Uint8Array, unitBytes: number): Buffer {
  const bytes = Buffer.from(value);
  for (let at = 0; at + unitBytes <= bytes.length; at += unitBytes)
    bytes.subarray(at, at + unitBytes).reverse();
  return bytes;
}

/** Encapsulated pixel data of `fragments`, with an offset table of `offsetTable`, as an explicit little endian element. */
export function encapsulated(offsetTable: Uint8Array, fragments: readonly Uint8Array[]): Buffer {
  const items = [offsetTable, ...fragments].map((bytes) => item([bytes]));
  return Buffer.concat([
    tagBytes(0x7fe00010),
    Buffer.from("OB\0\0"),
    uint32(UNDEFINED),
    ...items,
    sequenceDelimiter(),
  ]);
}
