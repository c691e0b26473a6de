import { AttributeLevel } from "./attributeLevel";
import { IOD_ROWS, MACRO_ROWS, MODULE_ROWS } from "./iods.generated";

/** Mandatory, conditional, or up to who makes the object, PS3.3 §A.1.3. */
export type ModuleUsage = "M" | "C" | "U";

/** A module, or a functional group macro, of an IOD. */
export interface IodModule {
  /** Such as `general-series`. */
  readonly id: string;
  readonly usage: ModuleUsage;
  /** Of PS3.3, such as `C.7.3.1`; empty for some of later editions. */
  readonly section: string;
  /** The number of the node of its attributes; `undefined` where they are not known. */
  readonly node: number | undefined;
}

/** An Information Object Definition, PS3.3 Annex A. */
export interface Iod {
  /** Such as `ct-image`. */
  readonly id: string;
  readonly modules: readonly IodModule[];
  /** Of the items of Shared and Per-Frame Functional Groups Sequence. */
  readonly functionalGroups: readonly IodModule[];
}

const DICOM_ROOT = "1.2.840.10008.";

let rows: ReadonlyMap<string, string> | undefined;
let modules: readonly string[] | undefined;
let macros: readonly string[] | undefined;
/** By row of `IOD_ROWS`, of which there are some hundred. */
const iods = new Map<string, Iod>();

/** `undefined` where the tables do not know the SOP class. */
export function iodOf(sopClassUid: string): Iod | undefined {
  if (!sopClassUid.startsWith(DICOM_ROOT)) return undefined;
  rows ??= indexClasses();
  const row = rows.get(sopClassUid.slice(DICOM_ROOT.length));
  if (row === undefined) return undefined;
  let iod = iods.get(row);
  if (!iod) iods.set(row, (iod = parseIod(row)));
  return iod;
}

/** All SOP classes whose IOD the tables have. */
export function sopClassesWithIod(): readonly string[] {
  rows ??= indexClasses();
  return [...rows.keys()].map((sopClass) => DICOM_ROOT + sopClass);
}

/** The attributes of a data set that `modules` make up, with those of the IOD's functional groups. */
export function levelOf({ functionalGroups }: Iod, modules: readonly IodModule[]): AttributeLevel {
  return AttributeLevel.ofDataSet(nodesOf(modules), nodesOf(functionalGroups));
}

function nodesOf(modules: readonly IodModule[]): readonly number[] {
  return [...new Set(modules.flatMap(({ node }) => node ?? []))];
}

function indexClasses(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const row of IOD_ROWS.trim().split("\n")) {
    for (const sopClass of row.slice(0, row.indexOf(";")).split(",")) index.set(sopClass, row);
  }
  return index;
}

function parseIod(row: string): Iod {
  modules ??= MODULE_ROWS.trim().split("\n");
  macros ??= MACRO_ROWS.trim().split("\n");
  const [, id = "", ofModules = "", ofMacros = ""] = row.split(";");
  return {
    id,
    modules: parseModules(ofModules, modules),
    functionalGroups: parseModules(ofMacros, macros),
  };
}

function parseModules(text: string, table: readonly string[]): readonly IodModule[] {
  if (text === "") return [];
  return text.split(",").map((entry) => {
    const [id = "", section = "", node = ""] = (table[parseInt(entry.slice(1), 36)] ?? "").split(";");
    return {
      id,
      section,
      usage: entry.slice(0, 1) as ModuleUsage,
      node: node === "?" ? undefined : parseInt(node, 36),
    };
  });
}
