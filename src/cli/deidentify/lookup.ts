import { readFile } from "node:fs/promises";
import {
  createPseudonymTable,
  DicomUsageError,
  type MissingPseudonym,
  type PseudonymLookup,
  type PseudonymRow,
} from "../../../dicom";
import { WrongUsageError } from "../../commandLine/exitStatus";
import type { RuleOptions } from "./command";
import { parseCsv } from "./parseCsv";

/** A site's own pseudonyms, checked, in a form that goes to workers. */
export interface Lookup {
  readonly rows: readonly PseudonymRow[];
  readonly missing: MissingPseudonym;
}

/** The columns of the file, by the names that its first line has to give; the others may be absent. */
const COLUMNS: Readonly<Record<string, keyof PseudonymRow>> = {
  "patient id": "patientId",
  issuer: "issuer",
  "pseudonym id": "pseudonymId",
  "pseudonym name": "pseudonymName",
};
const REQUIRED = ["patient id", "pseudonym id"];

/**
 * A site's own table of pseudonyms: CSV (RFC 4180) in UTF-8 with a line of column names. It names patients, and so do
 * not the messages.
 */
export async function loadLookup({ lookup, lookupMissing }: RuleOptions): Promise<Lookup | undefined> {
  if (lookup !== undefined) return { rows: await loadRows(lookup), missing: lookupMissing ?? "hold" };
  if (lookupMissing === undefined) return undefined;
  throw new WrongUsageError("--lookup-missing: there is no --lookup");
}

/** What the engine takes. */
export function createLookup({ rows, missing }: Lookup): PseudonymLookup {
  return { table: createPseudonymTable(rows), missing };
}

async function loadRows(path: string): Promise<readonly PseudonymRow[]> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const why = error instanceof TypeError ? "it is not in UTF-8" : "the file cannot be read";
    throw new WrongUsageError(`--lookup: ${why}`);
  }
  const rows = rowsOf(text);
  try {
    createPseudonymTable(rows);
  } catch (error) {
    if (error instanceof DicomUsageError) throw new WrongUsageError(`--lookup: ${error.message}`);
    throw error;
  }
  return rows;
}

function rowsOf(text: string): PseudonymRow[] {
  const lines = parseCsv(text);
  if (!lines)
    throw new WrongUsageError("--lookup: a quoted field is not closed, or goes on behind its quote");
  const [header = [], ...records] = lines;
  const columns = header.map((name) => COLUMNS[name.trim().toLowerCase()]);
  const names = Object.keys(COLUMNS).join(", ");
  const missing = REQUIRED.find((name) => !columns.includes(COLUMNS[name]));
  if (missing !== undefined || columns.includes(undefined) || new Set(columns).size < columns.length)
    throw new WrongUsageError(
      `--lookup: the first line must name each column once, of ${names}; the first and third are needed`,
    );
  return records.map((fields, index) => {
    if (fields.length !== columns.length)
      throw new WrongUsageError(
        `--lookup: row ${index + 1} has ${fields.length} fields, and the first line ${columns.length}`,
      );
    const row = { patientId: "", issuer: "", pseudonymId: "", pseudonymName: "" };
    for (const [at, column] of columns.entries()) if (column) row[column] = fields[at] ?? "";
    return row;
  });
}
