import { element, EXPLICIT, item, uint16, uint32, type TestEncoding } from "../../../support/dicom/bytes";

export const EXPLICIT_LE = "1.2.840.10008.1.2.1";
export const CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

/** Texts that stand for the patient; they must not come out anywhere. */
export const PLANTED = {
  name: "PLANTED^ERIKA",
  id: "PLANTED-4711",
  comment: "PLANTED remark about the patient",
  objectKey: "incoming/PLANTED^ERIKA scan.dcm",
} as const;

export const UIDS = {
  study: "1.2.3.4",
  series: "1.2.3.4.5",
  instance: "1.2.3.4.5.6",
  frameOfReference: "1.2.3.4.7",
} as const;

type Value = readonly [vr: string, value: string | Uint8Array];

const number = (value: number): Value => ["US", uint16(value)];

/** A CT image of 4 x 4 pixels of 16 bits that breaks no rule. */
const CT: Readonly<Record<number, Value>> = {
  0x00080008: ["CS", "ORIGINAL\\PRIMARY\\AXIAL"],
  0x00080016: ["UI", CT_IMAGE],
  0x00080018: ["UI", UIDS.instance],
  0x00080020: ["DA", "20240229"],
  0x00080030: ["TM", "101500"],
  0x00080050: ["SH", "A1"],
  0x00080060: ["CS", "CT"],
  0x00080070: ["LO", "ACME"],
  0x00080090: ["PN", PLANTED.name],
  0x00100010: ["PN", PLANTED.name],
  0x00100020: ["LO", PLANTED.id],
  0x00100030: ["DA", "19500101"],
  0x00100040: ["CS", "F"],
  0x00104000: ["LT", PLANTED.comment],
  0x00180050: ["DS", "5"],
  0x00180060: ["DS", "120"],
  0x00185100: ["CS", "HFS"],
  0x0020000d: ["UI", UIDS.study],
  0x0020000e: ["UI", UIDS.series],
  0x00200010: ["SH", "S1"],
  0x00200011: ["IS", "1"],
  0x00200012: ["IS", "1"],
  0x00200013: ["IS", "1"],
  0x00200032: ["DS", "0\\0\\0"],
  0x00200037: ["DS", "1\\0\\0\\0\\1\\0"],
  0x00200052: ["UI", UIDS.frameOfReference],
  0x00201040: ["LO", ""],
  0x00280002: number(1),
  0x00280004: ["CS", "MONOCHROME2"],
  0x00280010: number(4),
  0x00280011: number(4),
  0x00280030: ["DS", "1\\1"],
  0x00280100: number(16),
  0x00280101: number(12),
  0x00280102: number(11),
  0x00280103: number(0),
  0x00281052: ["DS", "-1024"],
  0x00281053: ["DS", "1"],
  0x7fe00010: ["OW", new Uint8Array(32).fill(1)],
};

export type CtChanges = Readonly<Record<number, Value | undefined>>;

/** The elements of the CT image with `changes` in place; `undefined` takes one out. */
export function ctElements(changes: CtChanges = {}, encoding: TestEncoding = EXPLICIT): Uint8Array[] {
  return elementsOf({ ...CT, ...changes }, encoding, (tag) => tag >= FIRST_OF_DATA_SET);
}

/** The CT image as a file, whose file meta information agrees with it; `changes` of group 0002 go there. */
export function ctFile(changes: CtChanges = {}, transferSyntax: string = EXPLICIT_LE): Uint8Array {
  const meta: CtChanges = {
    0x00020001: ["OB", Uint8Array.of(0, 1)],
    0x00020002: { ...CT, ...changes }[0x00080016],
    0x00020003: { ...CT, ...changes }[0x00080018],
    0x00020010: ["UI", transferSyntax],
    0x00020012: ["UI", "1.2.3.4.9"],
    ...changes,
  };
  const group = Buffer.concat(elementsOf(meta, EXPLICIT, (tag) => tag < FIRST_OF_DATA_SET));
  const length = element(0x00020000, "UL", uint32(group.length));
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), length, group, ...ctElements(changes)]);
}

const FIRST_OF_DATA_SET = 0x00030000;

function elementsOf(
  changes: CtChanges,
  encoding: TestEncoding,
  isWanted: (tag: number) => boolean,
): Uint8Array[] {
  const values = Object.entries(changes).map(([tag, value]) => [Number(tag), value] as const);
  return values
    .filter(([tag]) => isWanted(tag))
    .sort(([one], [other]) => one - other)
    .flatMap(([tag, value]) => (value ? [element(tag, value[0], padded(...value), encoding)] : []));
}

/** A US value. */
export const unsignedShort = number;

/** The value of a sequence of items of defined length. */
export function sequenceOf(...items: Uint8Array[][]): Value {
  return ["SQ", Buffer.concat(items.map((content) => item(content)))];
}

function padded(vr: string, value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === "string" ? Buffer.from(value, "latin1") : value;
  const padding = Buffer.from(vr === "UI" ? "\0" : " ");
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, padding]);
}
