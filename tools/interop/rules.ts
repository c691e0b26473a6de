import type { FlatDataSet, FlatElement } from "./flatten";

/** An attribute that two readings of a file do not agree on; undefined where one has none. */
export interface Difference {
  readonly path: string;
  readonly mine: FlatElement | undefined;
  readonly other: FlatElement | undefined;
  readonly ours: FlatDataSet;
  readonly theirs: FlatDataSet;
}

/** A difference that is known, and explained under its name in docs/interop.md. */
export interface Rule {
  readonly name: string;
  readonly peers: readonly string[];
  readonly explains: (difference: Difference) => boolean;
}

const SPECIFIC_CHARACTER_SET = "00080005";
const UTF_8 = "ISO_IR 192";
const PIXEL_DATA = "7FE00010";
const DATA_SET_TRAILING_PADDING = "FFFCFFFC";

const tagIn = (path: string) => path.slice(-8);
const isPrivate = (path: string) => parseInt(tagIn(path).slice(0, 4), 16) % 2 === 1;

/** Both have the attribute, with as many values of the same VR, each pair of which is equal in the given sense. */
function valuesEqual(
  { mine, other }: Difference,
  equal: (mine: string | number | null, other: string | number | null) => boolean,
): boolean {
  return (
    mine !== undefined &&
    mine.vr === other?.vr &&
    mine.values.length > 0 &&
    mine.values.length === other.values.length &&
    mine.values.every((value, index) => equal(value, other.values[index] ?? null))
  );
}

/** Off by what the last digit of a double, or for FL of a single, can say. */
function nearlyEqual(vr: string, mine: number, other: number): boolean {
  return vr === "FL"
    ? Math.fround(mine) === Math.fround(other)
    : Math.abs(mine - other) <= 4 * Number.EPSILON * Math.abs(mine);
}

function withoutTrailingDelimiters(name: string): string {
  const groups = name.split("=").map((group) => group.replace(/\^+$/, ""));
  return groups.join("=").replace(/=+$/, "");
}

/** True where a sequence around the attribute is one value of bytes in `theirs`. */
function isInsideUnknown(path: string, theirs: FlatDataSet): boolean {
  return Array.from(path.matchAll(/\[/g)).some(({ index }) => theirs.get(path.slice(0, index))?.vr === "UN");
}

export const RULES: readonly Rule[] = [
  {
    name: "charset-term",
    peers: ["dcm2json"],
    explains: ({ path, other }) => tagIn(path) === SPECIFIC_CHARACTER_SET && other?.values.join() === UTF_8,
  },
  {
    name: "float-digits",
    peers: ["dcm2json"],
    explains: (difference) =>
      valuesEqual(difference, (mine, other) =>
        typeof mine === "number" && typeof other === "number"
          ? nearlyEqual(difference.mine?.vr ?? "", mine, other)
          : false,
      ),
  },
  {
    name: "name-delimiters",
    peers: ["dcm2json"],
    explains: ({ mine, other }) =>
      mine?.vr === "PN" &&
      other?.vr === "PN" &&
      mine.values.map((name) => withoutTrailingDelimiters(String(name ?? ""))).join("\\") ===
        other.values.map((name) => String(name ?? "")).join("\\"),
  },
  {
    name: "odd-length",
    peers: ["dcm2json"],
    explains: ({ mine, other }) =>
      mine?.binary !== undefined &&
      mine.binary.lengthBytes % 2 === 1 &&
      mine.binary.lengthBytes + 1 === other?.binary?.lengthBytes,
  },
  {
    name: "encapsulated-pixels",
    peers: ["dcm2json"],
    explains: ({ path, other }) => tagIn(path) === PIXEL_DATA && other === undefined,
  },
  {
    name: "padding-of-copies",
    peers: ["dcm2json"],
    explains: ({ path, other }) => path === DATA_SET_TRAILING_PADDING && other === undefined,
  },
  {
    name: "charset-of-items",
    peers: ["dcm2json"],
    explains: ({ path, mine, other, ours }) =>
      mine?.vr === other?.vr &&
      (ours.get(SPECIFIC_CHARACTER_SET)?.values.join() ?? UTF_8) === UTF_8 &&
      ours.has(path.slice(0, -8) + SPECIFIC_CHARACTER_SET),
  },
  {
    name: "un-with-known-vr",
    peers: ["dcm2json"],
    explains: ({ path, mine, other, theirs }) =>
      (mine !== undefined && mine.vr !== "UN" && other?.vr === "UN") ||
      (other === undefined && isInsideUnknown(path, theirs)),
  },
  {
    name: "big-endian-words",
    peers: ["pydicom"],
    explains: ({ mine, other }) =>
      mine?.vr === "OW" && other?.vr === "OW" && mine.binary?.digest === other.binary?.swappedDigest,
  },
  {
    name: "group-length",
    peers: ["pydicom"],
    explains: ({ path, mine }) => mine === undefined && path.endsWith("0000"),
  },
  {
    name: "empty-value",
    peers: ["pydicom"],
    explains: (difference) => valuesEqual(difference, (mine, other) => (mine ?? "") === (other ?? "")),
  },
  {
    name: "value-padding",
    peers: ["pydicom"],
    explains: (difference) =>
      valuesEqual(
        difference,
        (mine, other) => mine === (typeof other === "string" ? other.trimEnd() : other),
      ),
  },
  {
    name: "private-dictionary",
    peers: ["pydicom"],
    explains: ({ path, mine }) => isPrivate(path) && mine?.vr === "UN",
  },
  {
    name: "prefix-in-data",
    peers: ["pydicom"],
    explains: ({ ours, theirs }) => ![...theirs.keys()].some((path) => ours.has(path)),
  },
];
