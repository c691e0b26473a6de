import { ITEM, type Tag } from "../../dictionary/tag";
import { PATIENT_AGE } from "../../dictionary/tags";
import type { DataElement } from "../../model/dataElement";
import { readTag } from "../../syntax/elementHeader";
import { asciiElement, asciiOf } from "../../text/asciiText";
import { trimPadding } from "../../text/padding";
import { isUid } from "../../text/valueForm";
import { CAPPED_AGE, capAges } from "../identity/ages";
import { identityInItem, pseudonymKindOf } from "../identity/patientIdentity";
import { holdsDates, shiftDates, temporalVrOf } from "../identity/shiftDates";
import { createDecision, type ActionLetter, type Decision } from "../rules/decision";
import { dummiedElement, emptiedElement, replacementVr } from "./dummiedElement";
import type { EditSession, Scope } from "./editSession";

/** For an operation on text where there is none that could be looked at. */
const UNREADABLE = createDecision("remove", "unreadable: cannot be replaced", "table");

/** For bytes that are to be kept, and are items of a sequence in disguise: nobody has looked into them. */
const HIDDEN_ITEMS = createDecision("remove", "opaque: items inside a value that is no sequence", "table");

/** A decision on one element, and where it is carried out. */
interface Edit {
  readonly element: DataElement;
  readonly decision: Decision;
  readonly scope: Scope;
  readonly session: EditSession;
}

/** Does what was decided to an element that is not entered item by item; `undefined` where nothing is left of it. */
export function editValue(
  element: DataElement,
  decision: Decision,
  scope: Scope,
  session: EditSession,
): DataElement | undefined {
  const edit: Edit = { element, decision, scope, session };
  switch (decision.operation) {
    case "keep":
      if (startsWithItem(element)) return editValue(element, HIDDEN_ITEMS, scope, session);
      return isTooLong(element, decision) ? otherwise(edit) : kept(edit);
    case "keepIf":
      return decision.holds?.(element) === true ? kept(edit) : otherwise(edit);
    case "capAge":
      return capAge(edit);
    case "keepBirthDate":
      if (session.isOver89() === false && holdsDates(element)) return done(edit, element);
      return done(edit, emptiedElement(element), "Z");
    case "clean": {
      if (startsWithItem(element)) return editValue(element, HIDDEN_ITEMS, scope, session);
      const cleaned = session.cleaner.clean(element, scope.source, decision);
      if (!cleaned) return otherwise(edit);
      return cleaned === element ? kept(edit) : done(edit, cleaned);
    }
    case "remove":
      session.log.add(element.tag, scope.place, decision);
      return undefined;
    case "empty":
      return done(edit, emptiedElement(element));
    case "dummy":
      return done(edit, dummiedElement(element, decision.replacement, session.mapUid));
    case "pseudonym":
      return replaceByPseudonym(edit);
    case "mapUids":
    case "keepUids":
      return replaceUids(edit);
    case "shiftDates":
      return moveDates(edit);
  }
}

/** Writes down that, and by which rule, an element was put into the output. */
function done(
  { element, decision, scope, session }: Edit,
  edited: DataElement,
  action: ActionLetter = decision.action,
): DataElement {
  session.log.add(element.tag, scope.place, decision, action);
  session.attribute(edited, decision.rule);
  return edited;
}

/** The very element. What the table does not ask to be changed is no change. */
function kept(edit: Edit, action?: ActionLetter): DataElement {
  const { element, decision, session } = edit;
  if (decision.origin !== "unlisted") return done(edit, element, action);
  session.attribute(element, decision.rule);
  return element;
}

/** What happens where the operation does not fit the value. */
function otherwise({ element, decision, scope, session }: Edit): DataElement | undefined {
  return editValue(element, decision.otherwise ?? UNREADABLE, scope, session);
}

function capAge(edit: Edit): DataElement | undefined {
  const { element, session } = edit;
  const capped = cappedAge(element, session);
  if (capped === undefined) return otherwise(edit);
  if (capped === asciiOf(element)?.trim()) return done(edit, element);
  return done(edit, asciiElement(element.tag, replacementVr(element), capped), "C");
}

function replaceByPseudonym(edit: Edit): DataElement {
  const { element, scope, session } = edit;
  const pseudonym = pseudonymIn(element.tag, scope, session);
  if (pseudonym === undefined) return done(edit, emptiedElement(element), "Z");
  return done(edit, asciiElement(element.tag, replacementVr(element), pseudonym));
}

function replaceUids(edit: Edit): DataElement | undefined {
  const { element, decision, scope, session } = edit;
  const text = asciiOf(element);
  if (text === undefined) return editValue(element, UNREADABLE, scope, session);
  const checked = decision.operation === "keepUids";
  const mapped = mapUids(text, (uid) => (checked && isUid(uid) ? uid : session.mapUid(uid)));
  if (mapped === text) return kept(edit, "K");
  return done(edit, asciiElement(element.tag, "UI", mapped), checked ? "U" : decision.action);
}

function moveDates(edit: Edit): DataElement | undefined {
  const { element, session } = edit;
  const text = asciiOf(element);
  const vr = temporalVrOf(element);
  const shifted = text === undefined || !vr ? undefined : shiftDates(text, vr, session.offsetDays);
  if (shifted === undefined) return otherwise(edit);
  return done(edit, asciiElement(element.tag, replacementVr(element), shifted));
}

function isTooLong({ value }: DataElement, { longestBytes = Infinity }: Decision): boolean {
  return value.kind !== "sequence" && value.lengthBytes > longestBytes;
}

/** The patient's own age also agrees with the birth date. */
function cappedAge(element: DataElement, session: EditSession): string | undefined {
  const text = asciiOf(element);
  const capped = text === undefined ? undefined : capAges(text);
  if (!capped || element.tag !== PATIENT_AGE) return capped;
  return session.isOver89() === true ? CAPPED_AGE : capped;
}

/** True for bytes that begin as an item does, PS3.5 §7.5, in either byte order; no text and no number does. */
export function startsWithItem({ value }: DataElement): boolean {
  if (value.kind !== "bytes" || value.lengthBytes < 8) return false;
  const view = new DataView(value.chunk.buffer, value.chunk.byteOffset + value.start, 4);
  return readTag(view, 0, false) === ITEM || readTag(view, 0, true) === ITEM;
}

/** Every value by itself; empty ones stay empty. */
function mapUids(text: string, map: (uid: string) => string): string {
  const values = text.split("\\").map(trimPadding);
  return values.map((uid) => (uid === "" ? "" : map(uid))).join("\\");
}

/** Of the patient whom the item names, or the object is about. */
function pseudonymIn(
  tag: Tag,
  { source, place }: Scope,
  { patient, pseudonymOf }: EditSession,
): string | undefined {
  const identity = place === undefined ? patient : identityInItem(source, patient);
  return identity && pseudonymOf(identity, pseudonymKindOf(tag));
}
