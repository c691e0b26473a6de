// The tables of IODs, their modules and the attributes of those with their types, PS3.3.
import { ATTRIBUTE_COLUMNS } from "./dictionaryTables.mjs";
import { byCodeUnits, fail, header, joinFields, readFacts, readObject, table } from "./facts.mjs";
import { MODULES } from "./laterModules.mjs";
import { treesOfModules } from "./iodTrees.mjs";
import { MACRO_SECTIONS, MODULE_SECTIONS } from "./moduleSections.mjs";

const DICOM_ROOT = "1.2.840.10008.";

/** Modified Attributes Sequence holds any attributes; Shared and Per-Frame Functional Groups Sequence the macros of the IOD. */
const OPEN_SEQUENCES = ["04000550", "52009229", "52009230"];

/** The tables of the Multi-frame Functional Groups Module are the same in every IOD, PS3.3 C.7.6.16.1. */
const nameOfModule = (id) =>
  id.endsWith("-multi-frame-functional-groups") ? "multi-frame-functional-groups" : id;

export function iodTables(folder) {
  const attributes = readFacts(folder, "attributes.json", ATTRIBUTE_COLUMNS, 5355);
  const iodModules = readObject(folder, "iod_module_map_2026b.json", 175);
  const modules = readObject(folder, "module_to_attributes_2019.json", 345);
  const trees = treesOfModules({ attributes, modules, iodModules });
  const classes = classesByIod(folder, iodModules);
  const groups = functionalGroups(folder);
  const { nodeOf, nodeLines } = nodeTable(attributes);
  const moduleTable = numberedTable((id) => lineOf(id, MODULE_SECTIONS[id], trees.modules.get(id)));
  const macroTable = numberedTable((id) => lineOf(id, MACRO_SECTIONS[id], trees.macros.get(id)));
  const lineOf = (id, section = "", tree) => joinFields([id, section, tree ? nodeOf(tree) : "?"]);
  // What the data set of an IOD asks for has to be known; what the items of a sequence ask for is asked where it is.
  for (const [id, tree] of trees.modules) {
    const untyped = [...tree].find(([, { type }]) => type === "");
    if (MODULES[id] && untyped) fail(`${id}: the type of ${untyped[0]} is not known`);
  }

  const iodLines = [...classes.keys()].sort(byCodeUnits).map((iod) => {
    const ofModules = iodModules[iod].map(([id, usage]) => usage + moduleTable.numberOf(nameOfModule(id)));
    const isGrouped = iodModules[iod].some(([id]) => nameOfModule(id) === "multi-frame-functional-groups");
    const ofMacros = groups
      .filter(({ ciodId }) => isGrouped && ciodId === iod)
      .map(({ macroId, usage }) => usage + macroTable.numberOf(macroId));
    return joinFields([
      classes.get(iod).sort(byCodeUnits).join(","),
      iod,
      ofModules.join(","),
      ofMacros.join(","),
    ]);
  });
  return {
    "dicom/iod/iods.generated.ts":
      header(
        "PS3.3 2026b, IODs, PS3.4 2026b, SOP classes, PS3.3 2019, modules, and scripts/laterModules.mjs.",
      ) +
      [
        table(
          "IOD_ROWS",
          `\`SOP classes below ${DICOM_ROOT};IOD;modules;functional group macros\`, both as usage (M, C, U) and number; numbers have base 36.`,
          iodLines,
        ),
        table(
          "MODULE_ROWS",
          "A module a line, numbered from 0: `module;section of PS3.3;node of its attributes`, ? where they are not known.",
          moduleTable.lines,
        ),
        table("MACRO_ROWS", "Functional group macros, as the modules.", macroTable.lines),
        table(
          "NODE_ROWS",
          "A node a line, numbered from 0: `group and element and type=node of its items,… next group`, a type that is not known is left out.",
          nodeLines,
        ),
      ].join("\n"),
  };
}

/** Lines numbered in the order in which they are first asked for. */
function numberedTable(lineOf) {
  const numbers = new Map();
  const lines = [];
  const numberOf = (id) => {
    if (!numbers.has(id)) numbers.set(id, lines.push(lineOf(id)) - 1);
    return numbers.get(id).toString(36);
  };
  return { lines, numberOf };
}

/** Equal trees become one node, however often the standard repeats a macro. */
function nodeTable(attributes) {
  const sequences = new Set(attributes.filter(({ vr }) => vr === "SQ").map(({ tag }) => tag));
  const nodes = new Map();
  const nodeLines = [];
  const nodeOf = (tree) => {
    const entries = [...tree].sort(([a], [b]) => byCodeUnits(a, b));
    let group = "";
    const line = entries.map(([tag, { type, items }]) => {
      if (items.size === 0 && sequences.has(tag) && !OPEN_SEQUENCES.includes(tag))
        fail(`what is in the items of ${tag} is not known`);
      const start = tag.slice(0, 4) === group ? "," : `${group && " "}${(group = tag.slice(0, 4))}`;
      return start + tag.slice(4) + type + (items.size > 0 ? `=${nodeOf(items)}` : "");
    });
    const key = line.join("");
    if (!nodes.has(key)) nodes.set(key, nodeLines.push(key) - 1);
    return nodes.get(key).toString(36);
  };
  return { nodeOf, nodeLines };
}

/** SOP classes by IOD, without the root that all of them have. */
function classesByIod(folder, modulesOf) {
  const classes = new Map();
  for (const [uid, iod] of Object.entries(readObject(folder, "sop_class_iod_map_2026b.json", 180))) {
    if (!uid.startsWith(DICOM_ROOT) || !modulesOf[iod]) fail(`SOP class ${uid}: IOD ${iod}`);
    classes.set(iod, [...(classes.get(iod) ?? []), uid.slice(DICOM_ROOT.length)]);
  }
  return classes;
}

const functionalGroups = (folder) =>
  readFacts(
    folder,
    "ciod_to_func_group_macros.json",
    ["ciodId", "macroId", "usage", "moduleType", "condition"],
    464,
  );
