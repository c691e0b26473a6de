import pc from "picocolors";
import type { FindingCode } from "../../../dicom/validate/findingCodes";
import { printable } from "../printable";
import type { ReportedFinding } from "./fileReport";

const COLOURS = { error: pc.red, warning: pc.yellow, note: pc.dim };

/** Codes whose sentence says what is expected, since one form of value alone has them. */
const SENTENCE_SAYS_FORM: ReadonlySet<string> = new Set<FindingCode>([
  "INVALID_AGE",
  "INVALID_APPLICATION_ENTITY",
  "INVALID_CODE",
  "INVALID_DATE",
  "INVALID_DATE_TIME",
  "INVALID_PERSON_NAME",
  "INVALID_TIME",
  "INVALID_TIME_ZONE",
  "INVALID_UID",
]);

/** `error   WRONG_VR CurveRange (50000106): sentence [expected SH; PS3.6 §6]`. */
export function formatFinding(finding: ReportedFinding): string {
  const { severity, code, sentence, tag, path, offset, expected, found, value, clause } = finding;
  const place = path && tag && path !== tag ? `${path} (${tag})` : (path ?? tag);
  const details = [
    expected && !SENTENCE_SAYS_FORM.has(code) && `expected ${expected}`,
    found && `found ${found}`,
    value !== undefined && `is ${printable(value)}`,
    offset !== undefined && `offset ${offset}`,
    clause,
  ].filter(Boolean);
  const where = place ? ` ${pc.bold(place)}` : "";
  const told = details.length > 0 ? ` [${details.join("; ")}]` : "";
  return `    ${COLOURS[severity](severity.padEnd(7))} ${code}${where}: ${sentence}${told}`;
}
