import { elementOf, groupOf, type Tag } from "../../dictionary/tag";
import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import { asciiOf } from "../../text/asciiText";
import { parseNumber } from "../../text/decimal";
import { isValidText } from "../../text/valueForm";
import { holdsDates } from "../identity/shiftDates";
import { createDecision, type Decision } from "../rules/decision";
import type { DateTreatment } from "../rules/tableRules";
import { fits, MISMATCH, OPAQUE } from "../rules/unlistedRules";
import { declaredIn, type DeclaredAction, type DeclaredBlocks } from "./declaredBlocks";
import { blockKey, safePrivateVr } from "./safePrivate";

/** What other options say of values that are safe by their attribute, and identify by their VR. */
export interface SafePrivateTreatment {
  readonly dates: DateTreatment;
  readonly retainUids: boolean;
}

const remove = (why: string): Decision => createDecision("remove", why, "table");

const LISTED = createDecision("keep", "E.3.10-1 safe private", "table", { emptyStays: true });
const DECLARED = createDecision("keep", "E.3.10 declared safe", "table", { emptyStays: true });

const ACTIONS: Readonly<Record<DeclaredAction, Decision>> = {
  D: createDecision("dummy", "E.3.10 declared D", "table"),
  Z: createDecision("empty", "E.3.10 declared Z", "table"),
  X: remove("E.3.10 declared X"),
  U: createDecision("mapUids", "E.3.10 declared U", "table", { emptyStays: true }),
};

const PERSON = remove("E.3.10: a person in a private attribute");
const ADDRESS = remove("E.3.10: an address in a private attribute");
const TEXT = createDecision("clean", "E.3.10: text in a private attribute", "table", {
  emptyStays: true,
  otherwise: remove("E.3.10: text in a private attribute"),
});
const MALFORMED = remove("E.3.10: a value that its VR does not allow");
const DATE_REMOVED = remove("E.3.10: a date in a private attribute");
const DATES: Readonly<Record<DateTreatment, Decision>> = {
  remove: DATE_REMOVED,
  shift: createDecision("shiftDates", "date shift", "table", { emptyStays: true, otherwise: DATE_REMOVED }),
  keep: createDecision("keepIf", "E.3.10: a date in a private attribute", "table", {
    emptyStays: true,
    holds: holdsDates,
    otherwise: DATE_REMOVED,
  }),
};
const AGE = createDecision("capAge", "E.3.10: an age in a private attribute", "table", { emptyStays: true });
const UID_MAPPED = createDecision("mapUids", "E.3.10: a UID in a private attribute", "table", {
  emptyStays: true,
});
const UID_RETAINED = createDecision("keepUids", "retainUids", "table", { emptyStays: true });

/** VRs of text whose values have a form that tells them from free text. */
const FORMS: Readonly<Partial<Record<Vr, (text: string) => boolean>>> = {
  CS: (text) => isValidText("CS", text),
  DS: (text) => !Number.isNaN(parseNumber(text)),
  IS: (text) => Number.isInteger(parseNumber(text)),
};

const formed = (safe: Decision): ReadonlyMap<string, Decision> =>
  new Map(
    Object.entries(FORMS).map(([vr, isFormed]) => {
      const holds = (element: DataElement) => everyValue(element, isFormed);
      return [
        vr,
        createDecision("keepIf", safe.rule, "table", { emptyStays: true, holds, otherwise: MALFORMED }),
      ];
    }),
  );

const LISTED_FORMED = formed(LISTED);
const DECLARED_FORMED = formed(DECLARED);

/**
 * The decision on a private attribute under Retain Safe Private (PS3.15 §E.3.10): what a file declares to identify
 * before Table E.3.10-1, that before what a file declares to be safe. `undefined` for what nothing is known of.
 *
 * @param vr how the value is to be understood, see `understandPrivate`
 */
export function decideSafePrivate(
  tag: Tag,
  vr: Vr,
  creator: string,
  declaredBlocks: DeclaredBlocks,
  treatment: SafePrivateTreatment,
): Decision | undefined {
  const block = blockKey(groupOf(tag), creator);
  const element = elementOf(tag) & 0xff;
  const declared = declaredIn(declaredBlocks, block, element);
  if (declared?.action !== undefined && declared.action !== "K") return ACTIONS[declared.action];
  const listed = safePrivateVr(block, element);
  if (listed !== undefined) return decideByVr(vr, listed, LISTED, treatment);
  return declared?.action === "K" ? decideByVr(vr, declared.vr ?? "", DECLARED, treatment) : undefined;
}

function decideByVr(vr: Vr, known: string, safe: Decision, treatment: SafePrivateTreatment): Decision {
  if (vr === "UN") return OPAQUE;
  if (known !== "" && !fits(vr, { vr: known })) return MISMATCH;
  const is = (...wanted: readonly Vr[]): boolean => wanted.some((one) => one === vr || one === known);
  if (is("PN")) return PERSON;
  if (is("AE", "UR")) return ADDRESS;
  if (is("UI")) return treatment.retainUids ? UID_RETAINED : UID_MAPPED;
  if (is("DA", "DT", "TM")) return DATES[treatment.dates];
  if (is("AS")) return AGE;
  const byForm = safe === LISTED ? LISTED_FORMED : DECLARED_FORMED;
  const form = byForm.get(known) ?? byForm.get(vr);
  if (form) return form;
  return isFreeText(vr) ? TEXT : safe;
}

function isFreeText(vr: Vr): boolean {
  const { form } = VR_TRAITS[vr];
  return form === "text" || form === "paragraph";
}

/** True where each value that is not empty has the form; false for what is not held in memory. */
function everyValue(element: DataElement, isFormed: (text: string) => boolean): boolean {
  const values = asciiOf(element)
    ?.split("\\")
    .map((value) => value.trim());
  return values?.every((value) => value === "" || isFormed(value)) ?? false;
}
