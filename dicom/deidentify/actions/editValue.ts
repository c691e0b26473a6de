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

/** Does what was decided to an element that is not entered item by item; `undefined` where nothing is left of it. */
export function editValue(
  element: DataElement,
  decision: Decision,
  scope: Scope,
  session: EditSession,
): DataElement | undefined {
  const { tag } = element;
  const done = (edited: DataElement, action: ActionLetter = decision.action): DataElement => {
    session.log.add(tag, scope.place, decision, action);
    session.attribute(edited, decision.rule);
    return edited;
  };
  switch (decision.operation) {
    case "keep":
      if (startsWithItem(element)) return editValue(element, HIDDEN_ITEMS, scope, session);
      if (isTooLong(element, decision))
        return editValue(element, decision.otherwise ?? UNREADABLE, scope, session);
      return decision.origin === "unlisted" ? unchanged(element, decision, session) : done(element);
    case "keepIf":
      if (decision.holds?.(element) === true)
        return decision.origin === "unlisted" ? unchanged(element, decision, session) : done(element);
      return editValue(element, decision.otherwise ?? UNREADABLE, scope, session);
    case "capAge": {
      const capped = cappedAge(element, session);
      if (capped === undefined) return editValue(element, decision.otherwise ?? UNREADABLE, scope, session);
      if (capped === asciiOf(element)?.trim()) return done(element);
      return done(asciiElement(tag, replacementVr(element), capped), "C");
    }
    case "keepBirthDate":
      if (session.isOver89() === false && holdsDates(element)) return done(element);
      return done(emptiedElement(element), "Z");
    case "clean": {
      if (startsWithItem(element)) return editValue(element, HIDDEN_ITEMS, scope, session);
      const cleaned = session.cleaner.clean(element, scope.source, decision);
      if (!cleaned) return editValue(element, decision.otherwise ?? UNREADABLE, scope, session);
      if (cleaned === element && decision.origin === "unlisted") return unchanged(element, decision, session);
      return done(cleaned);
    }
    case "remove":
      session.log.add(tag, scope.place, decision);
      return undefined;
    case "empty":
      return done(emptiedElement(element));
    case "dummy":
      return done(dummiedElement(element, decision.replacement, session.mapUid));
    case "pseudonym": {
      const pseudonym = pseudonymIn(tag, scope, session);
      if (pseudonym === undefined) return done(emptiedElement(element), "Z");
      return done(asciiElement(tag, replacementVr(element), pseudonym));
    }
    case "mapUids":
    case "keepUids": {
      const text = asciiOf(element);
      if (text === undefined) return editValue(element, UNREADABLE, scope, session);
      const checked = decision.operation === "keepUids";
      const mapped = mapUids(text, (uid) => (checked && isUid(uid) ? uid : session.mapUid(uid)));
      if (mapped !== text) return done(asciiElement(tag, "UI", mapped), checked ? "U" : decision.action);
      return decision.origin === "unlisted" ? unchanged(element, decision, session) : done(element, "K");
    }
    case "shiftDates": {
      const text = asciiOf(element);
      const vr = temporalVrOf(element);
      const shifted = text === undefined || !vr ? undefined : shiftDates(text, vr, session.offsetDays);
      if (shifted === undefined) return editValue(element, decision.otherwise ?? UNREADABLE, scope, session);
      return done(asciiElement(tag, replacementVr(element), shifted));
    }
  }
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

/** What the table does not ask to be changed is no change. */
function unchanged(element: DataElement, { rule }: Decision, session: EditSession): DataElement {
  session.attribute(element, rule);
  return element;
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
