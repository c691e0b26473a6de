import {
  attributeOf,
  DataSet,
  DicomUnsupportedError,
  POLICY_OPTIONS,
  type PolicyOption,
  type Tag,
  type Vr,
} from "../../dicom";
import {
  confidentialityRows,
  type ConfidentialityOption,
  type ConfidentialityRow,
} from "../../dicom/deidentify/rules/confidentiality";
import { holdsDates } from "../../dicom/deidentify/identity/shiftDates";
import { holdsNumbers, holdsTerms } from "../../dicom/deidentify/rules/formedValues";
import { compilePolicy, type CompiledPolicy } from "../../dicom/deidentify/policy/compilePolicy";
import { decideAction } from "../../dicom/deidentify/rules/decideAction";
import type { Decision, Operation } from "../../dicom/deidentify/rules/decision";
import { isVr } from "../../dicom/dictionary/vr";

/** The columns of Table E.1-1, and the option of a policy that stands for each. */
export const COLUMNS: readonly (readonly [PolicyOption, ConfidentialityOption])[] = [
  ["retainSafePrivate", "retainSafePrivate"],
  ["retainUids", "retainUids"],
  ["retainDeviceIdentity", "retainDeviceIdentity"],
  ["retainInstitutionIdentity", "retainInstitutionIdentity"],
  ["retainPatientCharacteristics", "retainPatientCharacteristics"],
  ["retainLongitudinalTemporalInformationFullDates", "retainFullDates"],
  ["retainLongitudinalTemporalInformationModifiedDates", "retainModifiedDates"],
  ["cleanDescriptors", "cleanDescriptors"],
  ["cleanStructuredContent", "cleanStructuredContent"],
  ["cleanGraphics", "cleanGraphics"],
];

/** Without a region to blank, pixels cannot be cleaned. */
const SOME_REGION = {
  rules: [{ rows: 1, regions: [{ x: 0, y: 0, width: 1, height: 1 }] }],
  letThrough: [],
};

/** A policy of these options; `undefined` where one of them cannot be carried out. */
export function compiledWith(options: readonly PolicyOption[]): CompiledPolicy | undefined {
  try {
    return compilePolicy({ profile: "basic", options, rules: [], pixels: SOME_REGION });
  } catch (error) {
    if (error instanceof DicomUnsupportedError) return undefined;
    throw error;
  }
}

export function supportedOptions(): readonly PolicyOption[] {
  return POLICY_OPTIONS.filter((option) => compiledWith([option]) !== undefined);
}

/** The tag of a row, of wildcard rows the first one. */
function tagOfRow({ tag }: ConfidentialityRow): Tag {
  return tag === "private" ? 0x00091001 : parseInt(tag.replace(/x/g, "0"), 16);
}

/** `gggg,eeee` with wildcards as the table has them. */
export function formatRowTag({ tag }: ConfidentialityRow): string {
  return tag === "private" ? "odd,xxxx" : `${tag.slice(0, 4)},${tag.slice(4)}`;
}

/** The VR of PS3.6, the first where it gives several. */
function vrOfTag(tag: Tag): Vr {
  const vr = attributeOf(tag)?.vr.split("|")[0] ?? "LO";
  return isVr(vr) ? vr : "UN";
}

const NOWHERE = new DataSet([]);

/** What the engine does to an attribute of an IOD that it does not know. */
export function decisionOn(tag: Tag, policy: CompiledPolicy): Decision {
  return decideAction(tag, vrOfTag(tag), { policy, dataSet: NOWHERE });
}

const DONE: Readonly<Partial<Record<Operation, string>>> = {
  keep: "kept",
  remove: "removed",
  empty: "emptied",
  dummy: "dummy",
  mapUids: "UID mapped",
  keepUids: "UIDs kept",
  shiftDates: "date moved",
  pseudonym: "pseudonym",
  clean: "cleaned",
};

/** What is done, in a word or two; the operation's name where there are none for it. */
export function done({ operation, otherwise, holds, longestBytes }: Decision): string {
  const kept = longestBytes === undefined ? "" : " with no more numbers than its multiplicity";
  const words = (operation === "keepIf" ? keptIf(holds) : (DONE[operation] ?? operation)) + kept;
  return otherwise ? `${words}, else ${done(otherwise)}` : words;
}

function keptIf(holds: Decision["holds"]): string {
  if (holds === holdsDates) return "kept if a date or time";
  if (holds === holdsTerms) return "kept if a term";
  return holds === holdsNumbers ? "kept if a number" : "kept if of its form";
}

/** The UID in the file meta information, which has no rule: it follows that of the object. */
const MEDIA_STORAGE_SOP_INSTANCE_UID = "00020003";

/** The same, of a row: what becomes of the items of a sequence that stays is said too. */
export function doneToRow(row: ConfidentialityRow, decision: Decision): string {
  if (row.tag === MEDIA_STORAGE_SOP_INSTANCE_UID) return "written anew, as SOP Instance UID";
  const words = done(decision);
  const stays = decision.operation === "keep" && vrOfTag(tagOfRow(row)) === "SQ";
  return stays ? `${words}, each attribute in its items by its own rule` : words;
}

/** Rows of the table with what is done to each under each option alone that the table has a letter for. */
export function rowDecisions(): readonly {
  readonly row: ConfidentialityRow;
  readonly basic: Decision;
  readonly options: readonly {
    readonly option: PolicyOption;
    readonly letter: string;
    readonly decision?: Decision;
  }[];
}[] {
  const basic = compiledWith([]);
  if (!basic) throw new Error("the Basic Profile is always there");
  const alone = new Map(COLUMNS.map(([option]) => [option, compiledWith([option])]));
  return confidentialityRows().map((row) => {
    const tag = tagOfRow(row);
    const options = COLUMNS.filter(([, column]) => row[column] !== "").map(([option, column]) => {
      const policy = alone.get(option);
      return { option, letter: row[column], ...(policy ? { decision: decisionOn(tag, policy) } : {}) };
    });
    return { row, basic: decisionOn(tag, basic), options };
  });
}
