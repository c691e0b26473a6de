import { ATTRIBUTE_ROWS } from "./attributes.generated";
import { DicomUsageError } from "../errors";
import type { Keyword } from "./keywords.generated";
import { isGroupLength, isPrivate, isPrivateCreator, type Tag } from "./tag";

export type { Keyword } from "./keywords.generated";

/** An attribute as people name it: its tag, or the keyword of PS3.6. */
export type AttributeName = Tag | Keyword;

/** What the data dictionary says of an attribute, PS3.6. */
export interface Attribute {
  /** Empty where the standard gives none: private creators, group lengths, six retired attributes. */
  readonly keyword: Keyword | "";
  readonly name: string;
  /** One VR, or several joined by a bar (`US|SS`) where other attributes decide; `UN` where PS3.6 gives none. */
  readonly vr: string;
  /** Value multiplicity as PS3.6 writes it, such as `1`, `2-2n`; empty where it gives none. */
  readonly vm: string;
  readonly retired: boolean;
}

const GROUP_LENGTH: Attribute = { keyword: "", name: "Group Length", vr: "UL", vm: "1", retired: true };
const PRIVATE_CREATOR: Attribute = {
  keyword: "",
  name: "Private Creator",
  vr: "LO",
  vm: "1",
  retired: false,
};

const LENGTH_OF_TAG = 8;

/** The digits that rows of repeating groups and elements leave open, such as `60xx3000`. */
const WILDCARDS = [
  [2, 4],
  [6, 7],
  [6, 8],
  [4, 7],
  [4, 8],
] as const;

const parsed = new Map<Tag, Attribute>();
let tagsByKeyword: ReadonlyMap<string, Tag> | undefined;

/** Rows are found by bisection and parsed one by one when asked for: a file uses some hundred of 5,355. */
function findRow(digits: string): Attribute | undefined {
  let low = 1;
  let high = ATTRIBUTE_ROWS.length;
  while (low < high) {
    const start = ATTRIBUTE_ROWS.lastIndexOf("\n", ((low + high) >>> 1) - 1) + 1;
    const found = ATTRIBUTE_ROWS.slice(start, start + LENGTH_OF_TAG);
    if (found === digits) return parseRow(start);
    if (found < digits) low = ATTRIBUTE_ROWS.indexOf("\n", start) + 1;
    else high = start;
  }
  return undefined;
}

function parseRow(start: number): Attribute {
  const row = ATTRIBUTE_ROWS.slice(start, ATTRIBUTE_ROWS.indexOf("\n", start));
  const [, keyword = "", vr = "", vm = "", retired = "", name = ""] = row.split(";");
  return {
    keyword: keyword as Keyword | "",
    name: name || nameOfKeyword(keyword),
    vr: vr || "UN",
    vm,
    retired: retired === "R",
  };
}

/** The rule by which the generator leaves a name out: `PatientID` reads as `Patient ID`. */
function nameOfKeyword(keyword: string): string {
  return keyword.replace(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ");
}

/**
 * The attribute that a tag stands for; repeating groups (50xx, 60xx, 7Fxx) and elements (0020,31xx) included,
 * any private creator and any group length too. `undefined` for other private and unknown tags.
 */
export function attributeOf(tag: Tag): Attribute | undefined {
  const known = parsed.get(tag);
  if (known) return known;
  if (isPrivateCreator(tag)) return PRIVATE_CREATOR;
  if (isPrivate(tag)) return isGroupLength(tag) ? GROUP_LENGTH : undefined;
  const attribute = findAttribute(tag);
  if (attribute) parsed.set(tag, attribute);
  return attribute;
}

function findAttribute(tag: Tag): Attribute | undefined {
  const digits = tag.toString(16).toUpperCase().padStart(LENGTH_OF_TAG, "0");
  const attribute = findRow(digits);
  if (attribute) return attribute;
  if (isGroupLength(tag)) return GROUP_LENGTH;
  for (const [start, end] of WILDCARDS) {
    const repeating = findRow(digits.slice(0, start) + "x".repeat(end - start) + digits.slice(end));
    if (repeating) return repeating;
  }
  return undefined;
}

/** `undefined` where the standard knows no keyword for the tag. */
export function keywordOf(tag: Tag): Keyword | undefined {
  return attributeOf(tag)?.keyword || undefined;
}

/** The tag of a keyword; of repeating groups and elements the first (`OverlayData` is (6000,3000)). */
export function tagOf(keyword: Keyword): Tag;
export function tagOf(keyword: string): Tag | undefined;
export function tagOf(keyword: string): Tag | undefined {
  tagsByKeyword ??= buildKeywordIndex();
  return tagsByKeyword.get(keyword);
}

/**
 * The tag that an attribute is named by.
 * @throws DicomUsageError `UNKNOWN_KEYWORD`, where the compiler was not asked
 */
export function tagOfName(name: AttributeName): Tag {
  if (typeof name === "number") return name;
  const keyword: string = name; // from a caller without types, any string
  const tag = tagOf(keyword);
  if (tag === undefined) throw new DicomUsageError("UNKNOWN_KEYWORD", `${keyword} is no keyword of PS3.6`);
  return tag;
}

function buildKeywordIndex(): ReadonlyMap<string, Tag> {
  const tags = new Map<string, Tag>();
  for (const row of ATTRIBUTE_ROWS.split("\n")) {
    const keyword = row.slice(LENGTH_OF_TAG + 1, row.indexOf(";", LENGTH_OF_TAG + 1));
    if (keyword) tags.set(keyword, parseInt(row.slice(0, LENGTH_OF_TAG).replace(/x/g, "0"), 16));
  }
  return tags;
}
