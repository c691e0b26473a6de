// The tables of the data dictionary, PS3.6.
import { byCodeUnits, check, checkUnique, fail, header, joinFields, readFacts, table } from "./facts.mjs";

/** The name that a keyword reads as; must be the same rule as in dicom/dictionary/attributes.ts. */
const nameOfKeyword = (keyword) => keyword.replace(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ");

export const ATTRIBUTE_COLUMNS = ["tag", "keyword", "name", "vr", "vm", "retired"];

export function attributes(folder) {
  const file = "attributes.json";
  const rows = readFacts(folder, file, ATTRIBUTE_COLUMNS, 5355);
  for (const row of rows) {
    check(file, row, "tag", /^[0-9A-Fx]{8}$/);
    check(file, row, "keyword", /^([A-Za-z][A-Za-z0-9]*)?$/);
    check(file, row, "vr", /^([A-Z]{2}(\|[A-Z]{2})*)?$/);
    check(file, row, "vm", /^(\d+(-(\d+|\d*n))?( or 1)?)?$/);
    check(file, row, "retired", /^[01]$/);
    const complete = row.keyword && row.vm && (row.vr || row.tag.startsWith("FFFE"));
    if (!row.retired && !complete) fail(`${file}: ${row.tag} is incomplete`);
  }
  checkUnique(file, rows, (row) => row.tag);
  const named = rows.filter((row) => row.keyword);
  checkUnique(file, named, (row) => row.keyword);
  rows.sort((a, b) => byCodeUnits(a.tag, b.tag));
  const lines = rows.map(({ tag, keyword, name, vr, vm, retired }) =>
    joinFields([tag, keyword, vr, vm, retired ? "R" : "", name === nameOfKeyword(keyword) ? "" : name]),
  );
  const keywords = named.map((row) => row.keyword).sort(byCodeUnits);
  const source = "PS3.6 2026c, Tables 6-1, 7-1, 8-1 and 9-1, and PS3.7, Tables E.1-1 and E.2-1.";
  return {
    "dicom/dictionary/attributes.generated.ts":
      header(source) +
      table(
        "ATTRIBUTE_ROWS",
        "`tag;keyword;VR;VM;R where retired;name where the keyword does not read as it`, ascending by tag.",
        lines,
      ),
    "dicom/dictionary/keywords.generated.ts":
      header(source) +
      "/** Keywords of all attributes of the standard, retired ones too. */\n" +
      `export type Keyword =\n${keywords.map((keyword) => `  | "${keyword}"`).join("\n")};\n`,
  };
}

const UID_COLUMNS = ["uid", "name", "type", "keyword", "retired"];

export function uids(folder) {
  const file = "uids.json";
  const rows = readFacts(folder, file, UID_COLUMNS, 496);
  for (const row of rows) {
    check(file, row, "uid", /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/);
    check(file, row, "keyword", /^\w*$/);
    check(file, row, "retired", /^[01]$/);
    // The facts spell eight rows differently from the standard's own "SOP Class".
    if (row.type === "SOPClass") row.type = "SOP Class";
  }
  checkUnique(file, rows, (row) => row.uid);
  return {
    "dicom/dictionary/uids.generated.ts":
      header("PS3.6 2026c, Annex A.") +
      table(
        "UID_ROWS",
        "`uid;type;keyword;R where retired;name`.",
        rows.map(({ uid, type, keyword, retired, name }) =>
          joinFields([uid, type, keyword, retired ? "R" : "", name]),
        ),
      ),
  };
}

export function transferSyntaxes(folder) {
  const file = "transfer_syntaxes.json";
  const rows = readFacts(folder, file, UID_COLUMNS, 63);
  for (const row of rows) {
    check(file, row, "type", /^Transfer Syntax$/);
    check(file, row, "name", /./);
  }
  checkUnique(file, rows, (row) => row.uid);
  const entries = rows.map(({ uid, name }) => `  "${uid}": ${JSON.stringify(name)},`);
  return {
    "dicom/dictionary/transferSyntaxes.generated.ts":
      header("PS3.6 2026c, Table A-1, the transfer syntaxes.") +
      `export const TRANSFER_SYNTAX_NAMES: Readonly<Record<string, string>> = {\n${entries.join("\n")}\n};\n`,
  };
}
