import type { Tag } from "../../dictionary/tag";
import { IOD_ROWS, MODULE_ROWS } from "./iods.generated";

/** Requirement types of attributes, PS3.5 §7.4. */
const ATTRIBUTE_TYPES = ["1", "1C", "2", "2C", "3"] as const;

export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/**
 * What an IOD asks of a data set, or of the items of one sequence at one place in it. Only attributes whose action in
 * Table E.1-1 depends on their type, and the sequences down to them.
 */
export interface IodLevel {
  readonly types: ReadonlyMap<Tag, AttributeType>;
  /** By the tag of the sequence. */
  readonly items: ReadonlyMap<Tag, IodLevel>;
}

interface MutableLevel {
  readonly types: Map<Tag, AttributeType>;
  readonly items: Map<Tag, MutableLevel>;
}

const DICOM_ROOT = "1.2.840.10008.";

let rows: ReadonlyMap<string, string> | undefined;
let modules: ReadonlyMap<string, string> | undefined;
/** By row of `IOD_ROWS`, of which there are some hundred. */
const levels = new Map<string, IodLevel>();

/**
 * The data set of an IOD; `undefined` where the SOP class is not known. Of the same attribute in several modules the
 * strongest type counts, whether the modules are mandatory or not: an attribute that is there is the sign that its
 * module is.
 */
export function iodOf(sopClassUid: string): IodLevel | undefined {
  if (!sopClassUid.startsWith(DICOM_ROOT)) return undefined;
  rows ??= indexClasses();
  const row = rows.get(sopClassUid.slice(DICOM_ROOT.length));
  if (row === undefined) return undefined;
  let level = levels.get(row);
  if (!level) levels.set(row, (level = buildIod(row)));
  return level;
}

/**
 * The strongest type of an attribute at its place in an IOD.
 *
 * @param path tags of the sequences that hold it, outermost first, and its own
 * @returns `undefined` where the tables do not know the IOD, one of its modules that could matter, or the place;
 *   and for attributes whose type changes no action
 */
export function attributeType(sopClassUid: string, path: readonly Tag[]): AttributeType | undefined {
  let level = iodOf(sopClassUid);
  for (const tag of path.slice(0, -1)) level = level?.items.get(tag);
  const own = path.at(-1);
  return own === undefined ? undefined : level?.types.get(own);
}

function indexClasses(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const row of IOD_ROWS.trim().split("\n")) {
    for (const sopClass of row.slice(0, row.indexOf(";")).split(",")) index.set(sopClass, row);
  }
  return index;
}

function indexModules(): ReadonlyMap<string, string> {
  return new Map(
    MODULE_ROWS.trim()
      .split("\n")
      .map((row) => [row.slice(0, row.indexOf(";")), row]),
  );
}

function buildIod(row: string): IodLevel {
  modules ??= indexModules();
  const [, unknown, names = ""] = row.split(";");
  const iod: MutableLevel = { types: new Map(), items: new Map() };
  for (const name of names.split(",")) {
    const [, ...attributes] = modules.get(name)?.split(";") ?? [];
    for (const attribute of attributes) addAttribute(iod, attribute);
  }
  // A module that the tables do not know may ask more of an attribute of the data set than the others do.
  if (unknown === "?") {
    for (const [tag, type] of iod.types) if (!type.startsWith("1")) iod.types.delete(tag);
  }
  return iod;
}

function addAttribute(iod: MutableLevel, attribute: string): void {
  const [path = "", text] = attribute.split(",");
  const tags = path.split("/").map((tag) => parseInt(tag, 16));
  const own = tags.pop();
  const type = ATTRIBUTE_TYPES.find((one) => one === text);
  if (own === undefined || !type) return;
  let level = iod;
  for (const tag of tags) {
    let inner = level.items.get(tag);
    if (!inner) level.items.set(tag, (inner = { types: new Map(), items: new Map() }));
    level = inner;
  }
  const other = level.types.get(own);
  level.types.set(own, other === undefined || type < other ? type : other);
}
