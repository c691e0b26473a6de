// The tables of IODs and their modules, PS3.3.
import { ATTRIBUTE_COLUMNS } from "./dictionaryTables.mjs";
import { byCodeUnits, fail, header, joinFields, readFacts, readObject, table } from "./facts.mjs";
import { iodAttributeLines } from "./iodAttributes.mjs";
import { confidentialityFacts } from "./profileTables.mjs";

/**
 * Modules of 2026b that the module tables of 2019 do not have, from PS3.3: the type of the attributes that matter here,
 * or none where the module has none of them outside of sequences of its own.
 */
const LATER_MODULES = {
  "general-acquisition": { "00080022": "3", "0008002A": "3", "00080032": "3" }, // C.7.10.1; was in General Image
  "enhanced-patient-orientation": {},
  "multi-energy-ct-image": {},
  "enhanced-multi-energy-ct-acquisition": {},
  "multi-resolution-pyramid": {},
  "microscope-slide-layer-tile-organization": {},
};

/** Functional group macros that have such attributes, PS3.3 C.7.6.16.2.5 and C.7.6.16.2.6. */
const FUNCTIONAL_GROUPS = {
  "referenced-image": { "00081140": "2" },
  "derivation-image": { "00089124/00082112": "2" },
};

/** Shared and Per-Frame Functional Groups Sequence. */
const FUNCTIONAL_GROUP_SEQUENCES = ["52009229", "52009230"];

const DICOM_ROOT = "1.2.840.10008.";

/** The tables of the Multi-frame Functional Groups Module are the same in every IOD, PS3.3 C.7.6.16.1. */
const nameOfModule = (id) =>
  id.endsWith("-multi-frame-functional-groups") ? "multi-frame-functional-groups" : id;

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

export function iodAttributes(folder) {
  const iodModules = readObject(folder, "iod_module_map_2026b.json", 175);
  const { iodLines, nodeLines } = iodAttributeLines({
    attributes: readFacts(folder, "attributes.json", ATTRIBUTE_COLUMNS, 5355),
    modules: readObject(folder, "module_to_attributes_2019.json", 345),
    iodModules,
    iodMacros: functionalGroups(folder),
    classes: classesByIod(folder, iodModules),
  });
  return {
    "dicom/deidentify/iod/iodAttributes.generated.ts":
      header(
        "PS3.3 2026b, IODs, PS3.4 2026b, SOP classes, PS3.3 2019, modules, and scripts/laterModules.mjs.",
      ) +
      table(
        "IOD_ATTRIBUTE_ROWS",
        `\`SOP classes below ${DICOM_ROOT};nodes of its data set\`, ? where a mandatory module is not known.`,
        iodLines,
      ) +
      "\n" +
      table(
        "ATTRIBUTE_NODE_ROWS",
        "A node a line, numbered from 0: `group and element,element=node of its items,… next group`; numbers of nodes have base 36.",
        nodeLines,
      ),
  };
}

export function iods(folder) {
  const rows = confidentialityFacts(folder);
  const conditional = new Set(rows.filter((row) => row.basicProfile.includes("/")).map((row) => row.mask));
  const removed = new Set(rows.filter((row) => row.basicProfile === "X").map((row) => row.mask));
  // What is removed and yet required, PS3.15 E.1.1; in a sequence that goes nothing is.
  const isRequired = (tags, type) =>
    removed.has(tags.at(-1)) &&
    ["1", "2"].includes(type) &&
    !tags.slice(0, -1).some((tag) => removed.has(tag));
  const matters = ([path, type]) => {
    const tags = path.split("/");
    return conditional.has(tags.at(-1)) || isRequired(tags, type);
  };
  const modulesOf = readObject(folder, "iod_module_map_2026b.json", 175);
  const attributesOf = { ...readObject(folder, "module_to_attributes_2019.json", 345), ...LATER_MODULES };
  const classes = classesByIod(folder, modulesOf);
  const groups = functionalGroups(folder);
  for (const [macro, paths] of Object.entries(FUNCTIONAL_GROUPS)) {
    const inItems = FUNCTIONAL_GROUP_SEQUENCES.flatMap((sequence) =>
      Object.entries(paths).map(([path, type]) => [`${sequence}/${path}`, type]),
    );
    attributesOf[`macro ${macro}`] = Object.fromEntries(inItems);
  }
  const modules = new Map();
  const iodLines = [];
  for (const iod of [...classes.keys()].sort(byCodeUnits)) {
    const macros = groups.filter(({ ciodId, macroId }) => ciodId === iod && FUNCTIONAL_GROUPS[macroId]);
    const names = new Set([
      ...modulesOf[iod].map(([id]) => nameOfModule(id)),
      ...macros.map(({ macroId }) => `macro ${macroId}`),
    ]);
    const unknown = [...names].some((name) => !attributesOf[name]);
    const used = [...names].filter((name) => addModule(modules, name, attributesOf[name] ?? {}, matters));
    iodLines.push(
      joinFields([classes.get(iod).sort(byCodeUnits).join(","), unknown ? "?" : "", used.join(",")]),
    );
  }
  return {
    "dicom/deidentify/iod/iods.generated.ts":
      header("PS3.3 2026b, IODs, PS3.4 2026b, SOP classes, and PS3.3 2019, modules.") +
      table(
        "IOD_ROWS",
        `\`SOP classes below ${DICOM_ROOT};? where the attributes of a module are not known;modules\`.`,
        iodLines,
      ) +
      "\n" +
      table(
        "MODULE_ROWS",
        "`module;path,type;…`, a path for every attribute whose action in Table E.1-1 depends on its type, or that is required and yet X.",
        [...modules.values()].sort(byCodeUnits),
      ),
  };
}

/** False where a module has no attribute whose action depends on its type. */
function addModule(modules, name, attributes, matters) {
  if (modules.has(name)) return true;
  const paths = Object.entries(attributes).filter(matters);
  for (const [path, type] of paths) {
    if (!/^[0-9A-F]{8}(\/[0-9A-F]{8})*$/.test(path) || !/^(1|1C|2|2C|3)$/.test(type ?? ""))
      fail(`module ${name}: ${path} of type ${type}`);
  }
  if (paths.length === 0) return false;
  modules.set(name, [name, ...paths.map((entry) => entry.join(",")).sort(byCodeUnits)].join(";"));
  return true;
}
