import { attributeOf, type Attribute } from "../../dictionary/attributes";
import { isPrivateCreator, type Tag } from "../../dictionary/tag";
import { isWellKnownUid } from "../../dictionary/uids";
import { VR_TRAITS, isVr, type Vr } from "../../dictionary/vr";
import { bytesOf, DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { trimPadding } from "../../text/padding";
import { readText } from "../../text/values";
import { isIdentifyingText } from "./contentConcepts";
import { TEXT_VALUE } from "./contentTags";
import type { Decision, Operation } from "../rules/decision";

export type OwnIdentifierKind = "name" | "id" | "date" | "time" | "uid" | "text";

/** One value that says whose object it is, or what else is not to stay in it. */
export interface OwnIdentifier {
  readonly tag: Tag;
  /** `text` is what no other kind is: institutions, addresses, and free text that is not cleaned. */
  readonly kind: OwnIdentifierKind;
  /** One value, decoded and without padding; of a name all component groups with their delimiters. */
  readonly text: string;
  /** What becomes of the value; a date that is moved is still an identifier of the source. */
  readonly operation: Operation;
}

/** The decision on one element of the data set or item that holds it. */
export type Decide = (element: DataElement, dataSet: DataSet) => Decision;

/** Decisions that leave the value, or what is known to be harmless of it, in its place. */
const STAYING: ReadonlySet<Operation> = new Set(["keep", "capAge", "keepBirthDate", "keepUids", "clean"]);

/** Forms of VRs that are written as text. */
const TEXTUAL: ReadonlySet<string> = new Set(["text", "paragraph", "ascii"]);

/** VRs of numbers, ages and enumerated terms: too short and too common to be looked for, unless they are called an ID. */
const COMMON: ReadonlySet<Vr> = new Set(["AS", "CS", "DS", "IS"]);

const KINDS: Readonly<Partial<Record<Vr, OwnIdentifierKind>>> = {
  AE: "id",
  DA: "date",
  DT: "date",
  PN: "name",
  TM: "time",
  UI: "uid",
};

/** Keywords that are about identifiers; who issues them is text. */
const ID_KEYWORD = /(?:IDs?(?![a-z])|Identifier|Number)/;
const ISSUER_KEYWORD = /^IssuerOf|Issuer$/;

/** Sequences that say who and where; of what is removed with them, codes and their meanings are identifiers too. */
const WHO_OR_WHERE =
  /Identification|Institution|Organization|Performer|Observer|Operator|Person|Location|StationName|Issuer|InsurancePlan|PatientIDs/;

const CODING_SCHEME: ReadonlySet<Tag> = new Set([0x00080102, 0x00080103]); // CodingSchemeDesignator, CodingSchemeVersion

/**
 * The values at all levels that do not stay as they are: what free text must not repeat, and what must not be found in
 * the output. Each value of an attribute is one, each text of a kind and operation once. Not among them: what is empty or was left
 * in the source (over 64 KiB), registered UIDs, text of private attributes, numbers, ages and code strings.
 *
 * @param decide on elements that are not kept as parts of their sequence; it is asked for items of removed sequences too
 */
export function collectOwnIdentifiers(source: DataSet, decide: Decide): readonly OwnIdentifier[] {
  const found = new Map<string, OwnIdentifier>();
  collect(source, { decide, found }, false);
  return [...found.values()];
}

interface Collection {
  readonly decide: Decide;
  readonly found: Map<string, OwnIdentifier>;
}

/** @param identifying in a sequence that says who or where, and does not stay */
function collect(dataSet: DataSet, collection: Collection, identifying: boolean): void {
  const { decide, found } = collection;
  for (const element of dataSet.elements) {
    const { tag, value } = element;
    const { operation, holds, origin } = decide(element, dataSet);
    const isContentId = tag === TEXT_VALUE && isIdentifyingText(dataSet);
    const kept = operation === "keepIf" ? holds?.(element) === true : STAYING.has(operation);
    // Text of a content item stays by itself where the table removes or dummies its whole tree.
    const stays = kept && !(isContentId && origin === "unlisted");
    if (value.kind === "sequence") {
      const inside = identifying || (!stays && WHO_OR_WHERE.test(attributeOf(tag)?.keyword ?? ""));
      for (const item of value.items) collect(item, collection, inside);
    } else if (value.kind === "bytes" && value.lengthBytes > 0 && (!stays || identifying)) {
      const kind = isContentId ? "id" : kindOf(asText(element));
      if (!kind || (stays && (kind === "uid" || CODING_SCHEME.has(tag)))) continue;
      for (const one of readText(asText(element), dataSet)) {
        const text = trimPadding(one);
        if (text === "" || (kind === "uid" && isWellKnownUid(text))) continue;
        const key = `${kind} ${operation} ${text}`;
        if (!found.has(key)) found.set(key, { tag, kind, text, operation });
      }
    }
  }
}

/** An element whose VR is one of bytes, under the attribute's own where that is one of text. */
function asText(element: DataElement): DataElement {
  const { tag, vr, value } = element;
  if (VR_TRAITS[vr].form !== "binary" || value.kind !== "bytes") return element;
  const own = attributeOf(tag)?.vr ?? "";
  return isVr(own) && TEXTUAL.has(VR_TRAITS[own].form)
    ? DataElement.ofBytes(tag, own, bytesOf(value))
    : element;
}

/** By VR, of attributes under the VR that came with them; as many as a dictionary has at most. */
const kinds = new Map<Vr, Map<Tag, OwnIdentifierKind | undefined>>();

/** `undefined` for what is no text, and for text that identifies nobody by itself. */
function kindOf({ tag, vr }: DataElement): OwnIdentifierKind | undefined {
  let ofVr = kinds.get(vr);
  if (!ofVr) kinds.set(vr, (ofVr = new Map<Tag, OwnIdentifierKind | undefined>()));
  if (ofVr.has(tag)) return ofVr.get(tag);
  const attribute = attributeOf(tag);
  const kind = kindOfAttribute(attribute, vr);
  if (attribute && !isPrivateCreator(tag)) ofVr.set(tag, kind);
  return kind;
}

function kindOfAttribute(attribute: Attribute | undefined, vr: Vr): OwnIdentifierKind | undefined {
  const own = attribute?.vr ?? vr;
  const fitting: Vr = isVr(own) && VR_TRAITS[vr].form !== "binary" ? own : vr;
  const kind = KINDS[fitting];
  if (kind) return kind;
  const { form } = VR_TRAITS[fitting];
  if (!attribute || !TEXTUAL.has(form)) return undefined;
  const { keyword } = attribute;
  if (ID_KEYWORD.test(keyword) && !ISSUER_KEYWORD.test(keyword)) return "id";
  return COMMON.has(fitting) ? undefined : "text";
}
