import { attributeOf, type Attribute } from "../../dictionary/attributes";
import { longestNumbersBytes } from "../../dictionary/longestNumbers";
import { groupOf, isGroupLength, isOverlay, type Tag } from "../../dictionary/tag";
import { CODE_MEANING, CODE_VALUE, SPECIFIC_CHARACTER_SET } from "../../dictionary/tags";
import { VR_TRAITS, isVr, type Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import { holdsDates } from "../identity/shiftDates";
import { createDecision, type Decision } from "./decision";
import { formOf, holdsCharacterSets, holdsNumbers, holdsTerms } from "./formedValues";
import { decideGraphicText } from "./graphicText";
import type { DateTreatment } from "./tableRules";
import { UNLISTED_IDENTIFIERS } from "./unlistedIdentifiers";

const UNLISTED = "unlisted";
const remove = (why: string): Decision => createDecision("remove", why, UNLISTED);

/** What most of a file is attributed to. */
export const KEPT = createDecision("keep", "kept: not in Table E.1-1", UNLISTED);

export const OPAQUE = remove("opaque: cannot be looked into");

export const NOT_A_DATA_SET = remove("not part of a data set");
const UNKNOWN = remove("not in PS3.6");
const GROUP_LENGTH = remove("group length");
export const MISMATCH = remove("VR does not belong to the attribute");
const TOO_LONG = remove("more than the numbers that the attribute has");
const OVERLAY = remove("E.1-1 X: plane of Overlay Data");
const VARIABLE_PIXELS = remove("retired: pixels of a group that nobody judges");
const ADDRESS_RULE = "URI: may hold identifiers";
const ADDRESS = remove(ADDRESS_RULE);
const ADDRESS_REPLACED = createDecision("dummy", `${ADDRESS_RULE}; required`, UNLISTED, { emptyStays: true });
/** Where the IOD asks for one, it gets another (PS3.15 §E.1.1). */
const ADDRESS_BY_TYPE: Decision = {
  ...ADDRESS,
  byType: { "1": ADDRESS_REPLACED, "1C": ADDRESS_REPLACED, "2": ADDRESS, "2C": ADDRESS, "3": ADDRESS },
};
const PERSON = createDecision("empty", "person: not in Table E.1-1", UNLISTED);
const DATE_EMPTIED = createDecision("empty", "date: not in Table E.1-1", UNLISTED);
const DATE_SHIFTED = createDecision("shiftDates", "date shift", UNLISTED, {
  emptyStays: true,
  otherwise: DATE_EMPTIED,
});
const DATE_KEPT = createDecision("keepIf", KEPT.rule, UNLISTED, {
  emptyStays: true,
  holds: holdsDates,
  otherwise: DATE_EMPTIED,
});
const TEXT_CLEANED = createDecision("clean", "text: not in Table E.1-1", UNLISTED, {
  emptyStays: true,
  otherwise: createDecision("dummy", "text: not in Table E.1-1", UNLISTED),
});
const formed = (holds: (element: DataElement) => boolean): Decision =>
  createDecision("keepIf", KEPT.rule, UNLISTED, {
    emptyStays: true,
    holds,
    otherwise: createDecision("empty", MISMATCH.rule, UNLISTED),
  });
const FORMED_KEPT = new Map([holdsNumbers, holdsTerms].map((holds) => [holds, formed(holds)]));
const CHARACTER_SET_KEPT = formed(holdsCharacterSets);
const UID_MAPPED = createDecision("mapUids", "UID: not in Table E.1-1", UNLISTED, { emptyStays: true });
export const UID_KEPT = createDecision("keepUids", "UID of a definition, not of an instance", UNLISTED);
const UID_RETAINED = createDecision("keepUids", "retainUids", UNLISTED);

/** The one group of pixel data that is judged as such; 7F00 to 7FFE are retired repeats of it. */
const PIXEL_GROUP = 0x7fe0;

/** UIDs that name what something is, not which one it is; private SOP classes are among their values. */
const DEFINITIONS: ReadonlySet<Tag> = new Set([
  0x00080016, // SOPClassUID
  0x0008001a, // RelatedGeneralSOPClassUID
  0x0008001b, // OriginalSpecializedSOPClassUID
  0x00080062, // SOPClassesInStudy
  0x0008010c, // CodingSchemeUID
  0x00080117, // ContextUID
  0x00080118, // MappingResourceUID
  0x0008040e, // StoredInstanceTransferSyntaxUID
  0x00081150, // ReferencedSOPClassUID
  0x0008115a, // SOPClassesSupported
  0x00083002, // AvailableTransferSyntaxUID
  0x00340003, // FlowTransferSyntaxUID
  0x04000010, // MACCalculationTransferSyntaxUID
  0x04000510, // EncryptedContentTransferSyntaxUID
  0x3010001f, // SegmentationTemplateUID
  0x30100052, // PertinentSOPClassesInStudy
  0x30100053, // PertinentSOPClassesInSeries
]);

/** URIs of code systems. */
const CODE_URIS: ReadonlySet<Tag> = new Set([0x0008010e, 0x00080120]); // CodingSchemeURL, URNCodeValue

const CODES: ReadonlySet<Tag> = new Set([CODE_VALUE, CODE_MEANING, 0x00080119]); // and LongCodeValue

/** VRs of text that somebody may have written. */
const WRITTEN: ReadonlySet<string> = new Set(["LO", "LT", "SH", "ST", "UC", "UT"]);

export interface UnlistedTreatment {
  readonly dates: DateTreatment;
  readonly retainUids: boolean;
  /** A site rule keeps Overlay Data, and so the planes that it belongs to. */
  readonly keepsOverlays: boolean;
  /** Text that stays loses what identifies the patient. */
  readonly cleansText: boolean;
  readonly cleanGraphics: boolean;
  /** The same for codes and their meanings. */
  readonly cleansCodes: boolean;
}

/**
 * The decision on a public attribute that Table E.1-1 does not list: known ones stay unless their VR is one that
 * identifies; what PS3.6 does not know goes.
 */
export function decideUnlisted(tag: Tag, vr: Vr, treatment: UnlistedTreatment): Decision {
  const group = groupOf(tag);
  if (isGroupLength(tag)) return GROUP_LENGTH;
  const attribute = attributeOf(tag);
  if (!attribute) return UNKNOWN;
  if (isOverlay(tag) && !treatment.keepsOverlays) return OVERLAY;
  if ((group & 0xff00) === 0x7f00 && group !== PIXEL_GROUP) return VARIABLE_PIXELS;
  const graphicText = decideGraphicText(tag, treatment.cleanGraphics || treatment.cleansText);
  if (graphicText) return graphicText;
  const identifies = UNLISTED_IDENTIFIERS.get(tag);
  if (identifies) return identifies;
  if (!canBeRead(vr, attribute)) return vr === "UN" ? OPAQUE : MISMATCH;
  const is = (wanted: Vr): boolean => vr === wanted || attribute.vr === wanted;
  if (is("PN")) return PERSON;
  if (is("UI")) return decideUid(tag, treatment);
  if (is("DA") || is("DT"))
    return { remove: DATE_EMPTIED, shift: DATE_SHIFTED, keep: DATE_KEPT }[treatment.dates];
  if (is("UR") && !CODE_URIS.has(tag)) return ADDRESS_BY_TYPE;
  if (tag === SPECIFIC_CHARACTER_SET) return CHARACTER_SET_KEPT;
  const form = formOf(attribute.vr);
  if (form) return FORMED_KEPT.get(form) ?? KEPT;
  const cleaned = CODES.has(tag) ? treatment.cleansCodes : treatment.cleansText && WRITTEN.has(attribute.vr);
  return cleaned ? TEXT_CLEANED : keptAsNumbers(KEPT, vr, attribute);
}

/** Behind the numbers that PS3.6 gives an attribute there may be text, of which nobody could tell what it is. */
export function keptAsNumbers(decision: Decision, vr: Vr, attribute: Attribute): Decision {
  const longestBytes = longestNumbersBytes(vr, attribute);
  return longestBytes === undefined ? decision : { ...decision, longestBytes, otherwise: TOO_LONG };
}

/** True of a value that stays as it is where nothing but its own attribute decides. */
export function staysUntouched({ value }: DataElement, { rule, operation, longestBytes }: Decision): boolean {
  if (rule !== KEPT.rule || operation !== "keep" || value.kind === "sequence") return false;
  return longestBytes === undefined || value.lengthBytes <= longestBytes;
}

function decideUid(tag: Tag, treatment: UnlistedTreatment): Decision {
  if (DEFINITIONS.has(tag)) return UID_KEPT;
  return treatment.retainUids ? UID_RETAINED : UID_MAPPED;
}

type Family = "text" | "binary" | "sequence";

function familyOf(vr: Vr): Family {
  const { form } = VR_TRAITS[vr];
  if (form === "sequence") return "sequence";
  return form === "number" || form === "binary" ? "binary" : "text";
}

/** `fits`, or a UID without its VR: every value of a UID attribute is looked at, so that nothing hides in its bytes. */
export function canBeRead(vr: Vr, attribute: { readonly vr: string }): boolean {
  return fits(vr, attribute) || (vr === "UN" && attribute.vr === "UI");
}

/**
 * False where text stands in an attribute of numbers and the like: what it is cannot be told.
 *
 * @param attribute its VR, or several joined by a bar
 */
export function fits(vr: Vr, attribute: { readonly vr: string }): boolean {
  if (vr === "UN") return false;
  return attribute.vr.split("|").some((one) => isVr(one) && (one === vr || familyOf(one) === familyOf(vr)));
}
