// The tables of PS3.15 Annex E.
import { byCodeUnits, check, checkUnique, header, joinFields, readFacts, table } from "./facts.mjs";

/** Option columns of Table E.3.4-1 in the standard's order; dicom/deidentify/clean/contentConcepts.ts names them. */
const CONTENT_OPTION_COLUMNS = [
  "rtnUIDsOpt",
  "rtnDevIdOpt",
  "rtnInstIdOpt",
  "rtnPatCharsOpt",
  "rtnLongFullDatesOpt",
  "rtnLongModifDatesOpt",
  "cleanDescOpt",
];

/** Those of Table E.1-1; dicom/deidentify/rules/confidentiality.ts names them. */
const OPTION_COLUMNS = ["rtnSafePrivOpt", ...CONTENT_OPTION_COLUMNS, "cleanStructContOpt", "cleanGraphOpt"];

export function confidentialityFacts(folder) {
  const file = "confidentiality.json";
  const columns = ["name", "tag", "retired", "stdCompIOD", "basicProfile", ...OPTION_COLUMNS];
  const rows = readFacts(folder, file, columns, 656);
  for (const row of rows) {
    row.mask = row.tag === "(gggg,eeee) where gggg is odd" ? "private" : row.tag.replace(/[(),]/g, "");
    check(file, row, "mask", /^([0-9A-Fx]{8}|private)$/);
    check(file, row, "retired", /^[YN]$/);
    check(file, row, "stdCompIOD", /^[YN]$/);
    check(file, row, "basicProfile", /^(X|Z|D|U|Z\/D|X\/Z|X\/D|X\/Z\/D|X\/Z\/U\*)$/);
    for (const column of OPTION_COLUMNS) check(file, row, column, /^[KC]?$/);
  }
  checkUnique(file, rows, (row) => row.mask);
  return rows.sort((a, b) => byCodeUnits(a.mask, b.mask));
}

export function confidentiality(folder) {
  const rows = confidentialityFacts(folder);
  return {
    "dicom/deidentify/rules/confidentiality.generated.ts":
      header("PS3.15 2026c, Table E.1-1.") +
      table(
        "CONFIDENTIALITY_ROWS",
        "`tag or mask;basic profile;ten option columns, a dot where empty;R where retired, S where in a standard composite IOD;name`.",
        rows.map((row) =>
          joinFields([
            row.mask,
            row.basicProfile,
            OPTION_COLUMNS.map((column) => row[column] || ".").join(""),
            (row.retired === "Y" ? "R" : "") + (row.stdCompIOD === "Y" ? "S" : ""),
            row.name,
          ]),
        ),
      ),
  };
}

export function safePrivate(folder) {
  const file = "safe_private.json";
  const rows = readFacts(folder, file, ["tag", "creator", "vr", "vm"], 479);
  const blocks = new Map();
  for (const row of rows) {
    check(file, row, "tag", /^\([0-9A-F]{3}[13579BDF],xx[0-9A-F]{2}\)$/);
    check(file, row, "creator", /^[ -:<-[\]-~]+$/);
    check(file, row, "vr", /^([A-Z]{2}(\/[A-Z]{2})*)?$/);
    const block = `${row.tag.slice(1, 5)};${row.creator}`;
    const entries = blocks.get(block) ?? blocks.set(block, []).get(block);
    entries.push(row.tag.slice(8, 10) + row.vr.replaceAll("/", "|"));
  }
  checkUnique(file, rows, (row) => row.tag + row.creator);
  const lines = Array.from(blocks, ([block, entries]) => `${entries.sort(byCodeUnits).join(" ")};${block}`);
  return {
    "dicom/deidentify/private/safePrivate.generated.ts":
      header("PS3.15 2026c, Table E.3.10-1.") +
      table(
        "SAFE_PRIVATE_ROWS",
        "A block a line: `element and VR, as often as there are some;group;creator`.",
        lines.sort(byCodeUnits),
      ),
  };
}

export function structuredContent(folder) {
  const file = "sr_clean_codes.json";
  const columns = [
    "meaning",
    "code",
    "scheme",
    "valueType",
    "retired",
    "stdTpl",
    "basicProfile",
    ...CONTENT_OPTION_COLUMNS,
  ];
  const rows = readFacts(folder, file, columns, 214);
  for (const row of rows) {
    row.scheme = row.scheme.replace(/ \[.*\]$/, ""); // "NCDR [2.0b]": designator and version
    check(file, row, "scheme", /^[A-Za-z]+$/);
    check(file, row, "valueType", /^[A-Z]+$/);
    check(file, row, "basicProfile", /^(X|D|X\/D)$/);
    for (const column of CONTENT_OPTION_COLUMNS) check(file, row, column, /^[KC]?$/);
  }
  const keyOf = ({ scheme, code, valueType }) => `${scheme} ${code} ${valueType}`;
  checkUnique(file, rows, keyOf);
  rows.sort((a, b) => byCodeUnits(keyOf(a), keyOf(b)));
  return {
    "dicom/deidentify/clean/contentConcepts.generated.ts":
      header("PS3.15 2026c, Table E.3.4-1.") +
      table(
        "CONTENT_CONCEPT_ROWS",
        "`scheme;code;value type;basic profile;seven option columns, a dot where empty;meaning`.",
        rows.map((row) =>
          joinFields([
            row.scheme,
            row.code,
            row.valueType,
            row.basicProfile,
            CONTENT_OPTION_COLUMNS.map((column) => row[column] || ".").join(""),
            row.meaning,
          ]),
        ),
      ),
  };
}
