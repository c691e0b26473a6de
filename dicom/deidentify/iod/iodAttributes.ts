import type { Tag } from "../../dictionary/tag";
import {
  BURNED_IN_ANNOTATION,
  DEIDENTIFICATION_METHOD,
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
  NUMBER_OF_FRAMES,
  PATIENT_IDENTITY_REMOVED,
  SPECIFIC_CHARACTER_SET,
} from "../../dictionary/tags";
import { ATTRIBUTE_NODE_ROWS, IOD_ATTRIBUTE_ROWS } from "./iodAttributes.generated";

/** The attributes of an IOD in its data set, or in the items of one sequence at one place in it. */
export interface IodAttributes {
  has(tag: Tag): boolean;
  /** Those in the items of a sequence; `undefined` where the IOD does not say what is in them. */
  items(sequence: Tag): IodAttributes | undefined;
}

/** Elements by tag, with the number of the node of their items where they have one. */
type Node = ReadonlyMap<Tag, number | undefined>;

const DICOM_ROOT = "1.2.840.10008.";

/** Sequences whose items hold the sequence again, to any depth: a tree of content, a code that is equivalent to another. */
const NESTING: ReadonlySet<Tag> = new Set([0x0040a730, 0x00080121]);

/** What the data set of every IOD may have: how the object was de-identified, and what pixels cannot be read without. */
const EVERYWHERE: ReadonlySet<Tag> = new Set([
  PATIENT_IDENTITY_REMOVED,
  DEIDENTIFICATION_METHOD,
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  BURNED_IN_ANNOTATION,
  LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
  NUMBER_OF_FRAMES,
]);

class Attributes implements IodAttributes {
  private readonly inside = new Map<Tag, IodAttributes | undefined>();

  /** @param sequence whose items these are; none for a data set */
  constructor(
    private readonly nodes: readonly Node[],
    private readonly sequence?: Tag,
  ) {}

  has(tag: Tag): boolean {
    if (tag === SPECIFIC_CHARACTER_SET) return true; // without it, text that stays cannot be read
    if (this.sequence === undefined ? EVERYWHERE.has(tag) : tag === this.sequence && NESTING.has(tag))
      return true;
    return this.nodes.some((node) => node.has(tag));
  }

  items(sequence: Tag): IodAttributes | undefined {
    if (sequence === this.sequence && NESTING.has(sequence)) return this;
    if (!this.inside.has(sequence)) {
      const numbers = new Set(this.nodes.map((node) => node.get(sequence)));
      const nodes = [...numbers].flatMap((number) => (number === undefined ? [] : nodeAt(number)));
      this.inside.set(sequence, nodes.length > 0 ? new Attributes(nodes, sequence) : undefined);
    }
    return this.inside.get(sequence);
  }
}

let classes: ReadonlyMap<string, string> | undefined;
let lines: readonly string[] | undefined;
const nodes = new Map<number, Node>();
/** By row of `IOD_ATTRIBUTE_ROWS`. */
const iods = new Map<string, IodAttributes>();

/** All attributes that the modules of an IOD have; `undefined` where the SOP class, or one of its mandatory modules, is not known. */
export function iodAttributesOf(sopClassUid: string): IodAttributes | undefined {
  if (!sopClassUid.startsWith(DICOM_ROOT)) return undefined;
  classes ??= indexClasses();
  const row = classes.get(sopClassUid.slice(DICOM_ROOT.length));
  if (row === undefined || row === "?") return undefined;
  let iod = iods.get(row);
  if (!iod)
    iods.set(row, (iod = new Attributes(row.split(",").map((number) => nodeAt(parseInt(number, 36))))));
  return iod;
}

/** SOP classes that `iodAttributesOf` knows, and those of IODs with a mandatory module that it does not know. */
export function sopClassesByKnowledge(): {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
} {
  classes ??= indexClasses();
  const known: string[] = [];
  const unknown: string[] = [];
  for (const [sopClass, row] of classes) (row === "?" ? unknown : known).push(DICOM_ROOT + sopClass);
  return { known, unknown };
}

function indexClasses(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const line of IOD_ATTRIBUTE_ROWS.trim().split("\n")) {
    const [own = "", row = ""] = line.split(";");
    for (const sopClass of own.split(",")) index.set(sopClass, row);
  }
  return index;
}

function nodeAt(number: number): Node {
  let node = nodes.get(number);
  if (!node) {
    lines ??= ATTRIBUTE_NODE_ROWS.trim().split("\n");
    nodes.set(number, (node = readNode(lines[number] ?? "")));
  }
  return node;
}

function readNode(line: string): Node {
  const node = new Map<Tag, number | undefined>();
  for (const group of line.split(" ")) {
    for (const entry of group.slice(4).split(",")) {
      const [element = "", items] = entry.split("=");
      const tag = parseInt(group.slice(0, 4) + element, 16);
      node.set(tag, items === undefined ? undefined : parseInt(items, 36));
    }
  }
  return node;
}
