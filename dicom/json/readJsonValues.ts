import { parseTag, type Tag } from "../dictionary/tag";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import { DataElement } from "../model/dataElement";
import { padded } from "../text/asciiText";
import { parseNumber } from "../text/decimal";
import { writeBigInts, writeNumbers, writeTags } from "../text/numbers";
import { delimitersOf } from "../text/values";
import { failAt, type JsonPlace } from "./jsonContext";

/** Component groups of a person name in the order of PS3.5 §6.2.1. */
const NAME_GROUPS = ["Alphabetic", "Ideographic", "Phonetic"] as const;

/** The numbers that a binary VR of integers holds, by its bits and sign. */
const INTEGER_RANGES: Readonly<Partial<Record<Vr, readonly [lowest: number, highest: number]>>> = {
  SL: [-(2 ** 31), 2 ** 31 - 1],
  SS: [-(2 ** 15), 2 ** 15 - 1],
  UL: [0, 2 ** 32 - 1],
  US: [0, 2 ** 16 - 1],
};

/** The element of an attribute's `Value`, for any VR but SQ and those that `InlineBinary` is for. */
export function readJsonValues(place: JsonPlace, tag: Tag, vr: Vr, values: readonly unknown[]): DataElement {
  const { form } = VR_TRAITS[vr];
  if (form !== "number") return textElement(place, tag, vr, values);
  if (values.every((value) => value === null)) return DataElement.ofBytes(tag, vr, new Uint8Array());
  if (vr === "AT")
    return writeTags(
      tag,
      values.map((value) => toTag(place, tag, value)),
    );
  if (vr === "SV" || vr === "UV")
    return writeBigInts(
      tag,
      vr,
      values.map((value) => toBigInt(place, tag, vr, value)),
    );
  return writeNumbers(
    tag,
    vr,
    values.map((value) => toNumber(place, tag, vr, value)),
  );
}

function toTag(place: JsonPlace, tag: Tag, value: unknown): Tag {
  return (typeof value === "string" ? parseTag(value) : undefined) ?? failAt(place, tag, "no tag in hex");
}

function toBigInt(place: JsonPlace, tag: Tag, vr: "SV" | "UV", value: unknown): bigint {
  // A number beyond 53 bits has lost digits when its JSON was parsed; those integers come as strings.
  const isExact = Number.isSafeInteger(value) || isIntegerText(value);
  const integer = isExact ? BigInt(value as number | string) : failAt(place, tag, "no exact integer");
  const kept = vr === "SV" ? BigInt.asIntN(64, integer) : BigInt.asUintN(64, integer);
  return kept === integer ? integer : failAt(place, tag, `beyond the range of VR ${vr}`);
}

/** 64-bit integers have 20 characters at most; far longer text is not worth the time to turn it into a number. */
function isIntegerText(value: unknown): boolean {
  return typeof value === "string" && /^[+-]?\d{1,64}$/.test(value);
}

function toNumber(place: JsonPlace, tag: Tag, vr: Vr, value: unknown): number {
  const number = typeof value === "number" ? value : toNamedNumber(value);
  if (number === undefined) return failAt(place, tag, "no number");
  const range = INTEGER_RANGES[vr];
  if (range && !(Number.isInteger(number) && number >= range[0] && number <= range[1]))
    return failAt(place, tag, `no integer, or beyond the range of VR ${vr}`);
  if (vr === "FL" && Number.isFinite(number) && !Number.isFinite(Math.fround(number)))
    return failAt(place, tag, "beyond the range of VR FL");
  return number;
}

/** Numbers that JSON has no spelling for, and those that some writers put into strings. */
function toNamedNumber(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  if (value === "NaN") return NaN;
  if (value === "Infinity" || value === "-Infinity") return Number(value);
  const number = parseNumber(value);
  return Number.isNaN(number) ? undefined : number;
}

function textElement(place: JsonPlace, tag: Tag, vr: Vr, values: readonly unknown[]): DataElement {
  if (VR_TRAITS[vr].form === "paragraph" && values.length > 1)
    return failAt(place, tag, `VR ${vr} has one value`);
  const texts = values.map((value) => {
    if (value === null) return "";
    const text = vr === "PN" ? toNameText(place, tag, value) : toText(place, tag, vr, value);
    return text.includes("\\") && VR_TRAITS[vr].form !== "paragraph"
      ? failAt(place, tag, "a backslash inside of one value")
      : text;
  });
  return encodeJsonText(place, tag, vr, texts.join("\\"));
}

function toText(place: JsonPlace, tag: Tag, vr: Vr, value: unknown): string {
  if (typeof value === "string") return value;
  if ((vr === "DS" || vr === "IS") && typeof value === "number" && Number.isFinite(value))
    return Object.is(value, -0) ? "-0" : String(value);
  return failAt(place, tag, `no value of VR ${vr}`);
}

function toNameText(place: JsonPlace, tag: Tag, value: unknown): string {
  if (typeof value !== "object" || value === null) return failAt(place, tag, "no component groups of a name");
  const groups = NAME_GROUPS.map((name) => (value as Readonly<Record<string, unknown>>)[name] ?? "");
  const texts = groups.map((group, index) =>
    typeof group === "string" && (index === NAME_GROUPS.length - 1 || !group.includes("="))
      ? group
      : failAt(place, tag, "no component group of a name"),
  );
  return texts.join("=").replace(/={1,2}$/, "");
}

/** The element of a whole value field; says in `reading.unsaid` where the character set cannot say it. */
export function encodeJsonText(place: JsonPlace, tag: Tag, vr: Vr, text: string): DataElement {
  if (VR_TRAITS[vr].form === "ascii") {
    // What reading takes for Latin-1 in the default repertoire goes back to the same bytes.
    const bytes = Buffer.from(text, "latin1");
    if (bytes.toString("latin1") !== text) return failAt(place, tag, `characters that VR ${vr} cannot have`);
    return DataElement.ofBytes(tag, vr, padded(bytes, vr));
  }
  const bytes = place.characterSet.encode(text, delimitersOf(vr));
  if (!bytes && place.reading.utf8) return failAt(place, tag, "no Unicode text");
  place.reading.unsaid ||= bytes === undefined;
  return DataElement.ofBytes(tag, vr, padded(bytes ?? new Uint8Array(), vr));
}
