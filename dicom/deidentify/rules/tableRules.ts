import { attributeOf } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import { PATIENT_ID, PATIENT_NAME, TIMEZONE_OFFSET_FROM_UTC } from "../../dictionary/tags";
import { holdsDates } from "../identity/shiftDates";
import type { AttributeType } from "../../iod/attributeLevel";
import type { PolicyOption } from "../policy/policy";
import {
  confidentialityRows,
  type BasicAction,
  type ConfidentialityOption,
  type ConfidentialityRow,
} from "./confidentiality";
import { formOf } from "./formedValues";
import { createDecision, type ActionLetter, type Decision, type Operation } from "./decision";

/** What becomes of dates and times, PS3.15 §E.3.6. */
export type DateTreatment = "remove" | "shift" | "keep";

/** A row whose tag has wildcard digits. */
interface MaskedDecision {
  readonly fixedBits: number;
  readonly value: number;
  readonly decision: Decision;
}

export interface TableRules {
  readonly rows: ReadonlyMap<Tag, Decision>;
  readonly masked: readonly MaskedDecision[];
  /** The row for attributes of odd groups. */
  readonly privateAttributes: Decision;
}

interface OptionColumn {
  readonly option: PolicyOption;
  readonly column: ConfidentialityOption;
  readonly letter: "K" | "C";
}

/**
 * Which option has its way where several chosen ones say something of an attribute: the first of these whose column has
 * the letter; the Basic Profile where none has. Dates move before a device keeps them (the day of a calibration), as
 * every date of a patient moves alike, or intervals would tell the offset. What is to be kept is kept whole
 * before it is cleaned.
 */
export const OPTION_PRECEDENCE: readonly OptionColumn[] = [
  {
    option: "retainLongitudinalTemporalInformationModifiedDates",
    column: "retainModifiedDates",
    letter: "C",
  },
  { option: "retainUids", column: "retainUids", letter: "K" },
  { option: "retainDeviceIdentity", column: "retainDeviceIdentity", letter: "K" },
  { option: "retainInstitutionIdentity", column: "retainInstitutionIdentity", letter: "K" },
  { option: "retainPatientCharacteristics", column: "retainPatientCharacteristics", letter: "K" },
  { option: "retainLongitudinalTemporalInformationFullDates", column: "retainFullDates", letter: "K" },
  { option: "retainDeviceIdentity", column: "retainDeviceIdentity", letter: "C" },
  { option: "retainPatientCharacteristics", column: "retainPatientCharacteristics", letter: "C" },
  { option: "cleanStructuredContent", column: "cleanStructuredContent", letter: "C" },
  { option: "cleanDescriptors", column: "cleanDescriptors", letter: "C" },
  { option: "cleanGraphics", column: "cleanGraphics", letter: "C" },
];

/** VRs of values that have to be dates or times to stay: other text could be anything. */
const TEMPORAL_VRS: ReadonlySet<string> = new Set(["DA", "DT", "TM"]);

/**
 * What is done where the type of the attribute in the IOD decides and is not known: the choice that is valid for
 * every type, so a dummy wherever the attribute may be of type 1.
 */
const BASIC_OPERATIONS: Readonly<Record<BasicAction, readonly [Operation, string]>> = {
  X: ["remove", "E.1-1 X"],
  Z: ["empty", "E.1-1 Z"],
  D: ["dummy", "E.1-1 D"],
  U: ["mapUids", "E.1-1 U"],
  "Z/D": ["dummy", "E.1-1 Z/D as D"],
  "X/Z": ["empty", "E.1-1 X/Z as Z"],
  "X/D": ["dummy", "E.1-1 X/D as D"],
  "X/Z/D": ["dummy", "E.1-1 X/Z/D as D"],
  "X/Z/U*": ["keep", "E.1-1 X/Z/U* as U"],
};

const REMOVED = createDecision("remove", "E.1-1 X", "table");

/** An offset from UTC is text by its VR, and not any text. */
const DUMMY_OFFSET = "+0000";

type Arms = Readonly<Record<"1" | "2" | "3", readonly [Operation, ActionLetter]>>;

/**
 * What Table E.1-1a asks for where the type is known: of type 1, 2 and 3. A condition (1C, 2C) counts as fulfilled,
 * since the attribute is there and a dummy, or no value, is valid either way. An action that has no Z leaves D for
 * type 2, and Z may be a dummy, which X/Z needs for type 1. What is X and yet required gets another value too: E.1.1 asks
 * for that rather than for an object that is no longer valid.
 */
const ARMS: Readonly<Partial<Record<BasicAction, Arms>>> = {
  X: { 1: ["dummy", "D"], 2: ["empty", "Z"], 3: ["remove", "X"] },
  "Z/D": { 1: ["dummy", "D"], 2: ["empty", "Z"], 3: ["empty", "Z"] },
  "X/Z": { 1: ["dummy", "Z"], 2: ["empty", "Z"], 3: ["remove", "X"] },
  "X/D": { 1: ["dummy", "D"], 2: ["dummy", "D"], 3: ["remove", "X"] },
  "X/Z/D": { 1: ["dummy", "D"], 2: ["empty", "Z"], 3: ["remove", "X"] },
  // Without references the Common Instance Reference module would list what nothing refers to.
  "X/Z/U*": { 1: ["keep", "U"], 2: ["keep", "U"], 3: ["remove", "X"] },
};

/** Table E.1-1 as decisions, for the options chosen. */
export function compileTable(options: ReadonlySet<PolicyOption>): TableRules {
  const rows = new Map<Tag, Decision>();
  const masked: MaskedDecision[] = [];
  let privateAttributes = createDecision("remove", "E.1-1 X", "table");
  for (const row of confidentialityRows()) {
    if (row.tag === "private") {
      privateAttributes = basicDecision(row.basic, undefined, undefined);
    } else if (row.tag.includes("x")) {
      masked.push({
        fixedBits: parseInt(row.tag.replace(/[^x]/g, "F").replace(/x/g, "0"), 16),
        value: parseInt(row.tag.replace(/x/g, "0"), 16),
        decision: basicDecision(row.basic, undefined, undefined),
      });
    } else {
      const tag = parseInt(row.tag, 16);
      rows.set(tag, decideRow(row, tag, options));
    }
  }
  return { rows, masked, privateAttributes };
}

/** What an option does falls back on what the Basic Profile does, which may depend on the type. */
function decideRow(row: ConfidentialityRow, tag: Tag, options: ReadonlySet<PolicyOption>): Decision {
  const basic = basicDecision(row.basic, tag, attributeOf(tag)?.vr);
  const decided = decideOptions(row, tag, options, basic);
  const { byType } = basic;
  if (decided === basic || !decided.otherwise || !byType) return decided;
  return { ...decided, byType: ofTypes((type) => decideOptions(row, tag, options, byType[type])) };
}

function ofTypes(decide: (type: AttributeType) => Decision): Readonly<Record<AttributeType, Decision>> {
  return { "1": decide("1"), "1C": decide("1C"), "2": decide("2"), "2C": decide("2C"), "3": decide("3") };
}

/** By the first option of `OPTION_PRECEDENCE` that is chosen and says something of the attribute. */
function decideOptions(
  row: ConfidentialityRow,
  tag: Tag,
  options: ReadonlySet<PolicyOption>,
  basic: Decision,
): Decision {
  for (const entry of OPTION_PRECEDENCE) {
    if (row[entry.column] !== entry.letter || !options.has(entry.option)) continue;
    const decision = optionDecision(entry, tag, basic);
    if (decision) return { ...decision, byOption: true };
  }
  return basic;
}

function optionDecision(
  { option, column, letter }: OptionColumn,
  tag: Tag,
  basic: Decision,
): Decision | undefined {
  const vr = attributeOf(tag)?.vr ?? "";
  const fallback = { emptyStays: vr !== "SQ", otherwise: basic };
  if (column === "retainModifiedDates") return dateDecision(tag, vr, fallback);
  if (letter === "C") return createDecision("clean", `E.1-1 C ${option}`, "table", fallback);
  const rule = `E.1-1 K ${option}`;
  if (TEMPORAL_VRS.has(vr) || tag === TIMEZONE_OFFSET_FROM_UTC)
    return createDecision("keepIf", rule, "table", { ...fallback, holds: holdsDates });
  if (vr === "AS") return createDecision("capAge", rule, "table", fallback);
  const holds = formOf(vr);
  if (holds) return createDecision("keepIf", rule, "table", { ...fallback, holds });
  return createDecision(vr === "UI" ? "keepUids" : "keep", rule, "table");
}

function dateDecision(
  tag: Tag,
  vr: string,
  fallback: Pick<Decision, "emptyStays" | "otherwise">,
): Decision | undefined {
  const shift = (rule: string): Decision => createDecision("shiftDates", rule, "table", fallback);
  if (vr === "DA" || vr === "DT") return shift("date shift");
  if (vr === "TM") return shift("date shift: time of day stays");
  return tag === TIMEZONE_OFFSET_FROM_UTC ? shift("date shift: offset from UTC stays") : undefined;
}

/** @param tag none for rows of repeating groups, which go as a whole whatever the type of a part of them */
function basicDecision(action: BasicAction, tag: Tag | undefined, vr: string | undefined): Decision {
  const [operation, rule] = BASIC_OPERATIONS[action];
  const letter = action.endsWith("*") ? "U" : undefined;
  if (tag === PATIENT_NAME) return createDecision("pseudonym", rule, "table", { action: "Z" });
  if (tag === PATIENT_ID) return createDecision("pseudonym", rule, "table");
  if (operation === "dummy" && vr === "UI") return createDecision("mapUids", rule, "table", { action: "D" });
  const emptyStays = operation === "mapUids" || action.includes("/");
  const arms = tag === undefined ? undefined : ARMS[action];
  return createDecision(operation, rule, "table", {
    emptyStays,
    ...(letter && { action: letter }),
    ...(arms && { byType: ofTypes((type) => typedDecision(action, arms, type, tag)) }),
  });
}

function typedDecision(action: BasicAction, arms: Arms, type: AttributeType, tag: Tag | undefined): Decision {
  // Of type 2C no value is valid whether the condition holds or not; of type 1C a dummy would be a guess at it.
  if (action === "X" && (type === "1C" || type === "3")) return REMOVED;
  const [operation, letter] = arms[type.charAt(0) as "1" | "2" | "3"];
  const rule = `E.1-1 ${action} as ${letter}: type ${type}`;
  return createDecision(operation, rule, "table", {
    action: letter,
    emptyStays: operation !== "remove",
    ...(tag === TIMEZONE_OFFSET_FROM_UTC && operation === "dummy" && { replacement: DUMMY_OFFSET }),
  });
}
