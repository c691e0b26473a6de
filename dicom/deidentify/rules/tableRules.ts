import { attributeOf } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";
import { PATIENT_ID, PATIENT_NAME, TIMEZONE_OFFSET_FROM_UTC } from "../../dictionary/tags";
import { holdsDates } from "../identity/shiftDates";
import type { PolicyOption } from "../policy/policy";
import {
  confidentialityRows,
  type BasicAction,
  type ConfidentialityOption,
  type ConfidentialityRow,
} from "./confidentiality";
import { createDecision, type Operation, type Decision } from "./decision";

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

/** The columns of Table E.1-1 in which K is honoured, by the option that asks for it. */
const RETAIN_COLUMNS: readonly (readonly [PolicyOption, ConfidentialityOption])[] = [
  ["retainUids", "retainUids"],
  ["retainDeviceIdentity", "retainDeviceIdentity"],
  ["retainInstitutionIdentity", "retainInstitutionIdentity"],
  ["retainPatientCharacteristics", "retainPatientCharacteristics"],
  ["retainLongitudinalTemporalInformationFullDates", "retainFullDates"],
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

/** Table E.1-1 as decisions, for the options chosen. */
export function compileTable(options: ReadonlySet<PolicyOption>, dates: DateTreatment): TableRules {
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
      rows.set(tag, decideRow(row, tag, options, dates));
    }
  }
  return { rows, masked, privateAttributes };
}

/**
 * Options before the Basic Profile. Where an attribute is both a device's and a date (the day of a calibration),
 * moving dates wins over keeping the device: every date of a patient moves alike, or intervals would tell the offset.
 */
function decideRow(
  row: ConfidentialityRow,
  tag: Tag,
  options: ReadonlySet<PolicyOption>,
  dates: DateTreatment,
): Decision {
  const vr = attributeOf(tag)?.vr;
  const basic = basicDecision(row.basic, tag, vr);
  if (dates === "shift" && row.retainModifiedDates === "C") {
    if (vr === "DA" || vr === "DT")
      return createDecision("shiftDates", "date shift", "table", { emptyStays: true, otherwise: basic });
    if (vr === "TM")
      return createDecision("shiftDates", "date shift: time of day stays", "table", {
        emptyStays: true,
        otherwise: basic,
      });
    if (tag === TIMEZONE_OFFSET_FROM_UTC)
      return createDecision("shiftDates", "date shift: offset from UTC stays", "table", {
        emptyStays: true,
        otherwise: basic,
      });
  }
  const kept = RETAIN_COLUMNS.find(([option, column]) => row[column] === "K" && options.has(option));
  if (kept && (TEMPORAL_VRS.has(vr ?? "") || tag === TIMEZONE_OFFSET_FROM_UTC)) {
    const checked = { emptyStays: true, holds: holdsDates, otherwise: basic };
    return createDecision("keepIf", `E.1-1 K ${kept[0]}`, "table", checked);
  }
  if (kept) return createDecision(vr === "UI" ? "keepUids" : "keep", `E.1-1 K ${kept[0]}`, "table");
  return basic;
}

function basicDecision(action: BasicAction, tag: Tag | undefined, vr: string | undefined): Decision {
  const [operation, rule] = BASIC_OPERATIONS[action];
  const letter = action.endsWith("*") ? "U" : undefined;
  if (tag === PATIENT_NAME) return createDecision("pseudonym", rule, "table", { action: "Z" });
  if (tag === PATIENT_ID) return createDecision("pseudonym", rule, "table");
  if (operation === "dummy" && vr === "UI") return createDecision("mapUids", rule, "table", { action: "D" });
  const emptyStays = operation === "mapUids" || action.includes("/");
  return createDecision(operation, rule, "table", letter ? { action: letter, emptyStays } : { emptyStays });
}
