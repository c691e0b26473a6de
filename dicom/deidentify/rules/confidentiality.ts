import { CONFIDENTIALITY_ROWS } from "./confidentiality.generated";

/** The edition of the table, and of the rules that follow it; for audit records. */
export const RULE_EDITION = "PS3.15 2026c";

/** Action of the Basic Profile, PS3.15 Table E.1-1a; a slash means that the attribute's type in the IOD decides. */
export type BasicAction = "X" | "Z" | "D" | "U" | "Z/D" | "X/Z" | "X/D" | "X/Z/D" | "X/Z/U*";

/** Keep or clean where the option is chosen; empty where the option says nothing of the attribute. */
type OptionAction = "" | "K" | "C";

/** The option columns of Table E.1-1 in its order. */
const CONFIDENTIALITY_OPTIONS = [
  "retainSafePrivate",
  "retainUids",
  "retainDeviceIdentity",
  "retainInstitutionIdentity",
  "retainPatientCharacteristics",
  "retainFullDates",
  "retainModifiedDates",
  "cleanDescriptors",
  "cleanStructuredContent",
  "cleanGraphics",
] as const;

export type ConfidentialityOption = (typeof CONFIDENTIALITY_OPTIONS)[number];

/** One row of PS3.15 Table E.1-1. */
export interface ConfidentialityRow extends Readonly<Record<ConfidentialityOption, OptionAction>> {
  /** `ggggeeee`, or a mask with `x` for any digit (`50xxxxxx`, `60xx3000`, `60xx4000`), or `private` for odd groups. */
  readonly tag: string;
  readonly name: string;
  readonly basic: BasicAction;
  readonly retired: boolean;
  /** The attribute is in a composite IOD of the standard. */
  readonly standardComposite: boolean;
}

let table: readonly ConfidentialityRow[] | undefined;

/** All 656 rows, ascending by tag, masks after the tags of lower groups, `private` last. */
export function confidentialityRows(): readonly ConfidentialityRow[] {
  table ??= CONFIDENTIALITY_ROWS.trim().split("\n").map(parseRow);
  return table;
}

function parseRow(row: string): ConfidentialityRow {
  const [tag = "", basic = "", options = "", flags = "", ...name] = row.split(";");
  const action = (option: ConfidentialityOption): OptionAction => {
    const letter = options.charAt(CONFIDENTIALITY_OPTIONS.indexOf(option));
    return letter === "K" || letter === "C" ? letter : "";
  };
  return {
    tag,
    name: name.join(";"),
    basic: basic as BasicAction,
    retired: flags.includes("R"),
    standardComposite: flags.includes("S"),
    retainSafePrivate: action("retainSafePrivate"),
    retainUids: action("retainUids"),
    retainDeviceIdentity: action("retainDeviceIdentity"),
    retainInstitutionIdentity: action("retainInstitutionIdentity"),
    retainPatientCharacteristics: action("retainPatientCharacteristics"),
    retainFullDates: action("retainFullDates"),
    retainModifiedDates: action("retainModifiedDates"),
    cleanDescriptors: action("cleanDescriptors"),
    cleanStructuredContent: action("cleanStructuredContent"),
    cleanGraphics: action("cleanGraphics"),
  };
}
