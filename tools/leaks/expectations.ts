/**
 * What Table E.1-1 asks for under options: written from the standard's text beside the engine, not taken from it, so that
 * the two can disagree. The rows are the engine's, which are facts.
 */
import type { PolicyOption, Vr } from "../../dicom";
import type { ConfidentialityOption, ConfidentialityRow } from "../../dicom/deidentify/rules/confidentiality";
import type { Options } from "./corpus/plant";
import type { AttributeType } from "./iodTypes";

const COLUMNS: Readonly<Partial<Record<PolicyOption, ConfidentialityOption>>> = {
  retainUids: "retainUids",
  retainSafePrivate: "retainSafePrivate",
  retainDeviceIdentity: "retainDeviceIdentity",
  retainInstitutionIdentity: "retainInstitutionIdentity",
  retainPatientCharacteristics: "retainPatientCharacteristics",
  retainLongitudinalTemporalInformationFullDates: "retainFullDates",
  retainLongitudinalTemporalInformationModifiedDates: "retainModifiedDates",
  cleanDescriptors: "cleanDescriptors",
  cleanStructuredContent: "cleanStructuredContent",
  cleanGraphics: "cleanGraphics",
};

const MODIFIED_DATES = "retainLongitudinalTemporalInformationModifiedDates";

/** Timezone Offset From UTC (0008,0201): of VR SH, and as much a time as those of VR TM. */
export const TIMEZONE_ROW = "00080201";

/** `basic`: no option speaks of the attribute. */
export type Asked = "basic" | "keep" | "clean" | "shift" | "time stays";

/** Moving dates before keeping, keeping before cleaning, any option before the Basic Profile. */
export function rowAsks(row: ConfidentialityRow, vr: Vr, options: Options): Asked {
  if (options.has(MODIFIED_DATES) && row.retainModifiedDates === "C") {
    if (vr === "DA" || vr === "DT") return "shift";
    if (vr === "TM" || row.tag === TIMEZONE_ROW) return "time stays";
  }
  const letters = [...options].map((option) => {
    const column = COLUMNS[option];
    return column === undefined ? "" : row[column];
  });
  if (letters.includes("K")) return "keep";
  return letters.includes("C") ? "clean" : "basic";
}

/** What became of an attribute. */
export type Outcome = "absent" | "empty" | "same" | "other";

/** What each action of Table E.1-1a may leave, where the type in the IOD is not known. */
const BY_ACTION: Readonly<Record<ConfidentialityRow["basic"], readonly Outcome[]>> = {
  X: ["absent"],
  Z: ["empty", "other"],
  D: ["other"],
  U: ["other"],
  "Z/D": ["empty", "other"],
  "X/Z": ["absent", "empty", "other"],
  "X/D": ["absent", "other"],
  "X/Z/D": ["absent", "empty", "other"],
  "X/Z/U*": ["absent", "empty", "other"],
};

/** What the type leaves of that: the least that the IOD allows. */
const BY_TYPE: Readonly<Record<AttributeType, readonly Outcome[]>> = {
  "1": ["other"],
  "2": ["empty", "other"],
  "3": ["absent"],
};

/**
 * The outcomes that are right for an attribute with a value.
 *
 * @param type of the attribute in the IOD at this level, where it is known
 * @param removesOutside what the IOD does not have may go, whatever the Basic Profile makes of it
 */
export function allowedOutcomes(
  row: ConfidentialityRow,
  vr: Vr,
  options: Options,
  type: AttributeType | undefined,
  removesOutside = false,
): readonly Outcome[] {
  const asked = rowAsks(row, vr, options);
  const basic: Outcome[] = [...basicOutcomes(row, type)];
  if (removesOutside) basic.push("absent");
  switch (asked) {
    case "keep":
      return vr === "SQ" ? ["same", "other"] : ["same"];
    case "shift":
      return ["other"];
    case "time stays":
      return ["same", ...basic];
    case "clean": // what cannot be judged goes, as the profile says
      return vr === "SQ" ? ["same", "other", ...basic] : ["other", ...BY_ACTION[row.basic]];
    case "basic":
      return basic;
  }
}

function basicOutcomes(row: ConfidentialityRow, type: AttributeType | undefined): readonly Outcome[] {
  const allowed = BY_ACTION[row.basic];
  // Removing is not all that E.1.1 allows, and the IOD stays valid.
  if (row.basic === "X" && (type === "1" || type === "2")) return BY_TYPE[type];
  if (type === undefined || !row.basic.includes("/") || row.basic.endsWith("*")) return allowed;
  const byType = allowed.filter((outcome) => BY_TYPE[type].includes(outcome));
  // An action without the letter that the type asks for: Z/D of type 3.
  return byType.length > 0 ? byType : allowed;
}
