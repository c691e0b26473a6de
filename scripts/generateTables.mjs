// Generates the tables of the engine (dicom/**/*.generated.ts) from the facts of the DICOM standard:
//   npm run generate -- <folder with attributes.json, uids.json, …> [--check]
// The same facts give the same bytes. `--check` writes nothing and fails where a table differs.
// Every table is one string with a row a line, so that loading a module parses nothing; the hand-written
// sibling of each table splits it when somebody asks.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { attributes, transferSyntaxes, uids } from "./dictionaryTables.mjs";
import { fail } from "./facts.mjs";
import { iodTables } from "./iodTables.mjs";
import { confidentiality, safePrivate, structuredContent } from "./profileTables.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const [folder, ...flags] = process.argv.slice(2);
if (!folder) fail("usage: npm run generate -- <folder of the standard's facts> [--check]");
const files = {
  ...attributes(folder),
  ...uids(folder),
  ...transferSyntaxes(folder),
  ...confidentiality(folder),
  ...safePrivate(folder),
  ...iodTables(folder),
  ...structuredContent(folder),
};
for (const [path, text] of Object.entries(files)) {
  const target = join(root, path);
  if (!flags.includes("--check")) writeFileSync(target, text);
  else if (readFileSync(target, "utf8") !== text) fail(`${path} is not what the facts give`);
}
