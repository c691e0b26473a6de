/** Files of every kind that reading distinguishes; none is longer than some hundred kilobytes. */
import { deflateRawSync } from "node:zlib";
import { writeFixtures, type Fixture } from "../../../tools/fuzz/fixtures";
import {
  BIG_ENDIAN,
  element,
  EXPLICIT,
  file,
  IMPLICIT,
  item,
  sequenceDelimiter,
  UNDEFINED,
  type TestEncoding,
} from "./bytes";
import { encapsulated, encode, everything } from "./everyVr";

export const NATIVE: Readonly<Record<string, TestEncoding>> = {
  "1.2.840.10008.1.2": IMPLICIT,
  "1.2.840.10008.1.2.1": EXPLICIT,
  "1.2.840.10008.1.2.2": BIG_ENDIAN,
};
const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const DEFLATED = "1.2.840.10008.1.2.1.99";
const JPEG_2000 = "1.2.840.10008.1.2.4.90";

/** Files in order, of every VR, in each native transfer syntax, deflated, and encapsulated. */
export function orderlyFixtures(longBytes: number): Fixture[] {
  const content = everything(longBytes);
  const explicit = encode(content, EXPLICIT);
  const header = encode(
    content.filter(({ tag }) => tag < 0x7fe00010),
    EXPLICIT,
  );
  const fragments = [Buffer.from("JPEG"), Buffer.alloc(0), Buffer.alloc(longBytes)];
  return [
    ...Object.entries(NATIVE).map(([uid, encoding]) => ({
      name: uid,
      bytes: file(uid, [encode(content, encoding)]),
    })),
    { name: "deflated", bytes: file(DEFLATED, [deflateRawSync(explicit)]) },
    { name: "encapsulated", bytes: file(JPEG_2000, [header, encapsulated(Buffer.alloc(0), fragments)]) },
    { name: "offset table", bytes: file(JPEG_2000, [header, encapsulated(Buffer.alloc(12), fragments)]) },
  ];
}

/** Files that deviate, each in one way. */
function deviations(): Fixture[] {
  const first = element(0x00080060, "CS", "CT");
  const reference = element(0x00081155, "UI", "1.2\0");
  const inUn = item([element(0x00081155, "UI", "1.2\0", IMPLICIT)]);
  const openItem = item([reference], UNDEFINED).subarray(0, -8);
  const open = (...content: Uint8Array[]) =>
    element(0x00081140, "SQ", Buffer.concat(content), EXPLICIT, UNDEFINED);
  const last = element(0x00100020, "LO", "ID");
  const contents: Record<string, Uint8Array[]> = {
    "odd lengths": [first, element(0x00100020, "LO", "odd"), element(0x00720065, "OB", "abc")],
    "UN of undefined length": [
      first,
      element(0x00091001, "UN", Buffer.concat([inUn, sequenceDelimiter()]), EXPLICIT, UNDEFINED),
      last,
    ],
    "a known sequence of VR UN": [first, element(0x00081140, "UN", inUn), last],
    "VR ZZ": [first, Buffer.from("09000110" + "5a5a0000" + "03000000" + "616263", "hex"), last],
    "an implicit element among explicit ones": [first, element(0x00100010, "PN", "A^B ", IMPLICIT), last],
    "group lengths": [
      element(0x00080000, "UL", "\x0a\0\0\0"),
      first,
      element(0x00100000, "UL", "\0\0\0\0"),
      last,
    ],
    "out of order and repeated": [
      last,
      first,
      element(0x00100010, "PN", "A "),
      element(0x00100010, "PN", "C "),
    ],
    "a missing item delimiter": [first, open(openItem, openItem, sequenceDelimiter()), last],
    "a missing sequence delimiter": [first, open(item([reference], UNDEFINED)), last],
    "stray delimiters": [
      first,
      sequenceDelimiter(),
      element(0x00081140, "SQ", item([reference, Buffer.from("feff0de000000000", "hex"), reference])),
      last,
    ],
    "a delimiter in a sequence of defined length": [
      first,
      element(0x00081140, "SQ", Buffer.concat([item([reference]), sequenceDelimiter()])),
      last,
    ],
    "zeros at the end": [first, Buffer.alloc(700)],
    "a few zeros at the end": [first, Buffer.alloc(5)],
    "something else at the end": [first, Buffer.alloc(20), Buffer.from("x")],
    "a value beyond its item": [
      first,
      element(0x00081140, "SQ", item([element(0x00081155, "UI", "", EXPLICIT, 600)])),
      Buffer.alloc(700),
    ],
    "a value beyond the file": [first, last, element(0x00104000, "LT", "cut", EXPLICIT, 5000)],
    "a long value beyond the file": [first, last, element(0x7fe00010, "OW", "cut", EXPLICIT, 0xfffffffe)],
    "a header that its item cuts, and that what follows completes": [
      first,
      element(0x00081140, "SQ", item([element(0x00720065, "OB", "", EXPLICIT, UNDEFINED).subarray(0, 8)])),
      Buffer.alloc(4, 0xff),
      last,
    ],
    "a delimiter whose length looks like a VR": [
      first,
      element(0x00081140, "SQ", item([reference, Buffer.from("feff00494f574f57", "hex")])),
      last,
      last,
    ],
    "an end inside a sequence": [first, open(openItem)],
    "an end inside of fragments": [
      first,
      encapsulated(Buffer.alloc(0), [Buffer.from("JPEG"), Buffer.from("more")]).subarray(0, -10),
    ],
    "something else than a fragment": [
      first,
      encapsulated(Buffer.alloc(0), [Buffer.from("JPEG")]).subarray(0, -8),
      last,
    ],
    "a data set of group 0002": [first, element(0x00020010, "UI", "1.2.840.10008.1.2\0"), last],
    nothing: [],
  };
  const whole = file(EXPLICIT_LE, [first, last]);
  const wrongLength = Buffer.from(whole);
  wrongLength.writeUInt32LE(4711, 140);
  return [
    ...Object.entries(contents).map(([name, content]) => ({ name, bytes: file(EXPLICIT_LE, content) })),
    { name: "no preamble", bytes: whole.subarray(132) },
    { name: "no preamble, but the prefix", bytes: whole.subarray(128) },
    { name: "no group length", bytes: Buffer.concat([whole.subarray(0, 132), whole.subarray(144)]) },
    { name: "a wrong group length", bytes: wrongLength },
    { name: "a bare data set", bytes: Buffer.concat([first, last]) },
    {
      name: "a bare data set of DICM",
      bytes: Buffer.concat([element(0x00080005, "CS", "DICM".repeat(50)), last]),
    },
    { name: "a wrong transfer syntax", bytes: file("1.2.840.10008.1.2", [first, last]) },
    {
      name: "deflated under another name",
      bytes: file(EXPLICIT_LE, [deflateRawSync(Buffer.concat([first, last]))]),
    },
    { name: "not deflated under that name", bytes: file(DEFLATED, [first, last]) },
    {
      name: "a deflated data set that is cut",
      bytes: file(DEFLATED, [deflateRawSync(Buffer.concat([first, last])).subarray(0, -4)]),
    },
    { name: "the prefix and nothing else", bytes: whole.subarray(0, 132) },
    { name: "a cut group 0002", bytes: whole.subarray(0, 160) },
    { name: "no DICOM", bytes: Buffer.from("This is a letter, not an image. ".repeat(20)) },
  ];
}

export async function allFixtures(): Promise<Fixture[]> {
  return [...orderlyFixtures(70_002), ...orderlyFixtures(16), ...deviations(), ...(await writeFixtures())];
}
