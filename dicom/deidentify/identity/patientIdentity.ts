import type { Tag } from "../../dictionary/tag";
import {
  ISSUER_OF_PATIENT_ID,
  ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE,
  PATIENT_ID,
  PATIENT_NAME,
  SERIES_INSTANCE_UID,
  SOP_INSTANCE_UID,
  STUDY_INSTANCE_UID,
  UNIVERSAL_ENTITY_ID,
} from "../../dictionary/tags";
import { DicomUnsupportedError } from "../../errors";
import type { DataSet } from "../../model/dataSet";
import { readText } from "../../text/values";
import type { DeidentificationKey } from "./deidentificationKey";
import type { MissingPseudonym } from "./missingPseudonym";
import type { Pseudonym, PseudonymTable } from "./pseudonymTable";

/** Consonants and digits that nobody takes for each other: no words, no vowels. */
const ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ";
const PSEUDONYM_LENGTH = 16;
const PSEUDONYM_BYTES = 12;
const LONGEST_OFFSET_DAYS = 3650;

/** Whom an object is about: `text` is equal for the same patient, and for nobody else. */
export interface PatientIdentity {
  /** Empty where the object names no patient. */
  readonly id: string;
  readonly issuer: string;
  readonly text: string;
}

/** The patient of a data set; where it has no Patient ID, its study stands for the patient, else its series, else itself. */
export function identityOf(dataSet: DataSet): PatientIdentity {
  const id = textOf(dataSet, PATIENT_ID);
  const issuer = textOf(dataSet, ISSUER_OF_PATIENT_ID) || qualifyingIssuerOf(dataSet);
  if (id !== "") return { id, issuer, text: patientText(issuer, id) };
  for (const tag of [STUDY_INSTANCE_UID, SERIES_INSTANCE_UID, SOP_INSTANCE_UID]) {
    const uid = textOf(dataSet, tag);
    if (uid !== "") return { id, issuer, text: JSON.stringify([tag, uid]) };
  }
  return { id, issuer, text: JSON.stringify(["nobody"]) };
}

/** What `PatientIdentity.text` is for a patient with an ID. */
export function patientText(issuer: string, id: string): string {
  return JSON.stringify(["patient", issuer, id]);
}

/** The issuer where only its qualifiers tell it (PS3.3 §10.14): the identifier of the entity that assigned the ID. */
function qualifyingIssuerOf(dataSet: DataSet): string {
  const [qualifiers] = dataSet.items(ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE);
  return qualifiers ? textOf(qualifiers, UNIVERSAL_ENTITY_ID) : "";
}

/**
 * The patient of an item, `undefined` where it names none. An item that gives the ID of the object's own patient
 * without an issuer means that patient.
 */
export function identityInItem(item: DataSet, patient: PatientIdentity): PatientIdentity | undefined {
  const identity = identityOf(item);
  if (identity.id === "") return undefined;
  return identity.id === patient.id && identity.issuer === "" ? patient : identity;
}

/** A site's own table of pseudonyms, and what becomes of objects of patients whom it does not name. */
export interface PseudonymLookup {
  readonly table: PseudonymTable;
  readonly missing: MissingPseudonym;
}

/** Answers what a patient is called in outputs: the ID, or the name. */
export type PseudonymOf = (identity: PatientIdentity, as?: keyof Pseudonym) => string;

/** Which part of a pseudonym an attribute gets. */
export const pseudonymKindOf = (tag: Tag): keyof Pseudonym => (tag === PATIENT_NAME ? "name" : "id");

/** Makes each pseudonym once: by the table where it has the patient, else by the key. */
export function createPseudonyms(key: DeidentificationKey, lookup?: PseudonymLookup): PseudonymOf {
  const known = new Map<string, Pseudonym>();
  return (identity, as = "id") => {
    let pseudonym = known.get(identity.text);
    if (pseudonym === undefined)
      known.set(identity.text, (pseudonym = lookedUp(identity, lookup) ?? keyed(identity, key)));
    return pseudonym[as];
  };
}

/** @throws DicomUnsupportedError PATIENT_NOT_IN_LOOKUP */
function lookedUp(identity: PatientIdentity, lookup: PseudonymLookup | undefined): Pseudonym | undefined {
  const found = lookup?.table(identity);
  if (found || lookup?.missing !== "hold") return found;
  throw new DicomUnsupportedError(
    "PATIENT_NOT_IN_LOOKUP",
    "the table of pseudonyms does not name the patient, and such objects are held",
  );
}

function keyed(identity: PatientIdentity, key: DeidentificationKey): Pseudonym {
  const id = keyedPseudonym(identity, key);
  return { id, name: id };
}

/** 16 characters that are valid as LO and as PN. */
function keyedPseudonym(identity: PatientIdentity, key: DeidentificationKey): string {
  let number = BigInt(`0x${key.mac("pseudonym", identity.text).toString("hex", 0, PSEUDONYM_BYTES)}`);
  let pseudonym = "";
  while (pseudonym.length < PSEUDONYM_LENGTH) {
    pseudonym += ALPHABET.charAt(Number(number % BigInt(ALPHABET.length)));
    number /= BigInt(ALPHABET.length);
  }
  return pseudonym;
}

/** The keyed number of days, −1 to −3650, by which all dates of the patient move. */
export function dateOffsetOf(identity: PatientIdentity, key: DeidentificationKey): number {
  return -1 - (key.mac("date offset", identity.text).readUIntBE(0, 6) % LONGEST_OFFSET_DAYS);
}

/** Decoded and trimmed, all values; empty where the attribute is missing, or so long that it was left in the source. */
function textOf(dataSet: DataSet, tag: Tag): string {
  const element = dataSet.get(tag);
  return element ? readText(element, dataSet).join("\\").trim() : "";
}
