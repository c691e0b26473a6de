import { expect } from "chai";
import type { DataElement } from "../../../dicom";
import { formatTag, isEmpty, type Vr } from "../../../dicom";
import {
  confidentialityRows,
  type ConfidentialityRow,
} from "../../../dicom/deidentify/rules/confidentiality";
import type { Policy } from "../../../dicom/deidentify/policy/policy";
import { element, objectOf, sequence, UNKNOWN_CLASS, vrOfName } from "../../support/dicom/dataSets";
import {
  BASIC,
  MODIFIED_DATES,
  deidentified,
  itemAt,
  outputText,
  policyWith,
  letThrough,
} from "../../support/dicom/deidentified";

const SENTINELS: Partial<Record<Vr, string>> = {
  AE: "SENTINEL AE",
  AS: "077Y",
  CS: "SENTINEL CS",
  DA: "19770707",
  DS: "-77.0707",
  DT: "19770707070707.070707",
  IS: "-770707",
  PN: "Sentinel^Name",
  SH: "Sentinel SH",
  TM: "070707.070707",
  UI: "1.2.826.0.1.3680043.77.707",
  UR: "https://sentinel.example/77",
};
const SENTINEL_TEXT = "Sentinel of free text";
const SENTINEL_BYTES = "\xf7\x70\xf7\x07\xf7\x71\xf7\x17";

/** A sequence that the table does not list, to put attributes into an item. */
const KEPT_SEQUENCE = "PertinentOtherEvidenceSequence";

function tagsOf(row: ConfidentialityRow): readonly number[] {
  if (row.tag === "private") return [0x00090010, 0x00091001, 0x7fdf1001];
  if (!row.tag.includes("x")) return [parseInt(row.tag, 16)];
  return ["00", "1e", "22"].map((digits) =>
    parseInt(row.tag.replace(/^(..)xx/, `$1${digits}`).replace(/x/g, "1"), 16),
  );
}

function sentinelOf(vr: Vr): string {
  if (["LO", "LT", "ST", "UC", "UT"].includes(vr)) return SENTINEL_TEXT;
  return SENTINELS[vr] ?? SENTINEL_BYTES;
}

/** The attribute with a value that must not be in the output. */
function planted(tag: number, row: ConfidentialityRow): DataElement {
  const vr = vrOfName(tag);
  if (vr !== "SQ") return element(tag, sentinelOf(vr), vr);
  const uid = element("ReferencedSOPInstanceUID", sentinelOf("UI"));
  return row.basic === "X/Z/U*"
    ? sequence(tag, [uid])
    : sequence(tag, [uid, element("CodeMeaning", SENTINEL_TEXT), element("Manufacturer", SENTINEL_TEXT)]);
}

/** Under Modified Dates the time of day stays. */
function staysAsItIs(row: ConfidentialityRow, tag: number, policy: Policy): boolean {
  return policy !== BASIC && row.retainModifiedDates === "C" && vrOfName(tag) === "TM";
}

const policies: readonly (readonly [string, Policy])[] = [
  ["the Basic Profile", BASIC],
  ["modified dates", policyWith([MODIFIED_DATES])],
];

for (const [name, policy] of policies) {
  describe(`every row of Table E.1-1 with ${name}, at the top and in an item`, () => {
    for (const basic of new Set(confidentialityRows().map((row) => row.basic))) {
      const rows = confidentialityRows().filter((row) => row.basic === basic);

      it(`${basic}: does it, and leaves nothing of the value, for all ${rows.length} rows`, async () => {
        const failures: string[] = [];
        for (const row of rows) {
          for (const tag of tagsOf(row).filter((one) => !staysAsItIs(row, one, policy)))
            failures.push(...(await failuresOf(row, tag, policy)));
        }
        expect(failures).to.deep.equal([]);
      });
    }
  });
}

async function failuresOf(row: ConfidentialityRow, tag: number, policy: Policy): Promise<string[]> {
  const subject = planted(tag, row);
  const result = deidentified(
    objectOf([element("SOPClassUID", UNKNOWN_CLASS), subject, sequence(KEPT_SEQUENCE, [subject])]),
    letThrough(policy),
  );
  const output = await outputText(result);
  const leaks = [...new Set([sentinelOf(vrOfName(tag)), sentinelOf("UI"), SENTINEL_TEXT])]
    .filter((sentinel) => output.includes(sentinel))
    .map(() => "holds the original");
  const item = itemAt(result.object.dataSet, KEPT_SEQUENCE);
  const outcomes = `${outcome(result.object.dataSet.get(tag))}, ${item ? outcome(item.get(tag)) : "no item"}`;
  const expected = `${expectedOutcome(row, tag, policy)}, ${expectedOutcome(row, tag, policy, true)}`;
  const wrong = outcomes === expected ? [] : [`is ${outcomes} instead of ${expected}`];
  return [...leaks, ...wrong].map((failure) => `${formatTag(tag)} ${failure}`);
}

function outcome(found: DataElement | undefined): string {
  if (!found) return "absent";
  return isEmpty(found) ? "empty" : "filled";
}

function expectedOutcome(row: ConfidentialityRow, tag: number, policy: Policy, inItem = false): string {
  if (tag >>> 16 < 8) return "absent";
  if (tag === 0x00100010 && !inItem) return "filled"; // the pseudonym
  const isDate = ["DA", "DT"].includes(vrOfName(tag));
  if (policy !== BASIC && row.retainModifiedDates === "C" && isDate) return "filled"; // the moved date
  return { X: "absent", Z: "empty", "X/Z": "empty" }[row.basic as string] ?? "filled";
}
