import { DicomUsageError } from "../../errors";
import { isValidText } from "../../text/valueForm";
import { patientText, type PatientIdentity } from "./patientIdentity";

/** What a patient is called in outputs: valid as LO and as PN, and never empty. */
export interface Pseudonym {
  readonly id: string;
  readonly name: string;
}

/** One row of a site's own table of pseudonyms. Everything is trimmed. */
export interface PseudonymRow {
  readonly patientId: string;
  /** Empty for patients whose objects name no issuer. */
  readonly issuer: string;
  readonly pseudonymId: string;
  /** That of Patient ID where empty. */
  readonly pseudonymName: string;
}

/** Answers the pseudonym of a patient, `undefined` where the table has none. */
export type PseudonymTable = (identity: PatientIdentity) => Pseudonym | undefined;

/**
 * Checks a site's own table and makes it ready.
 *
 * @throws DicomUsageError INVALID_LOOKUP that tells the number of the row, from 1 on, and never a value
 */
export function createPseudonymTable(rows: readonly PseudonymRow[]): PseudonymTable {
  const byPatient = new Map<string, Pseudonym>();
  const rowOfPseudonym = new Map<string, number>();
  const patientIds = new Set(rows.map(({ patientId }) => patientId.trim()));
  for (const [index, row] of rows.entries()) {
    const number = index + 1;
    const refuse = (why: string): never => {
      throw new DicomUsageError("INVALID_LOOKUP", `row ${number} of the table of pseudonyms ${why}`);
    };
    const id = row.pseudonymId.trim();
    const name = row.pseudonymName.trim() || id;
    if (row.patientId.trim() === "") refuse("has no patient ID");
    if (!isPseudonym("LO", id))
      refuse("has no pseudonym ID, or one that is not valid as Patient ID (ASCII, at most 64 characters)");
    if (!isPseudonym("PN", name))
      refuse("has a pseudonym name that is not valid as Patient's Name (ASCII, at most 64 characters)");
    if (patientIds.has(id) || patientIds.has(name)) refuse("has the ID of a patient for a pseudonym");
    const patient = patientText(row.issuer.trim(), row.patientId.trim());
    if (byPatient.has(patient)) refuse("names a patient for the second time");
    const earlier = rowOfPseudonym.get(id);
    if (earlier !== undefined)
      refuse(`has the pseudonym ID of row ${earlier}: two patients would become one`);
    byPatient.set(patient, { id, name });
    rowOfPseudonym.set(id, number);
  }
  return ({ text }) => byPatient.get(text);
}

function isPseudonym(vr: "LO" | "PN", text: string): boolean {
  return /^[\x20-\x5b\x5d-\x7e]{1,64}$/.test(text) && isValidText(vr, text);
}
