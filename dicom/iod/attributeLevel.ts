import type { Tag } from "../dictionary/tag";
import { NODE_ROWS } from "./iods.generated";

/** Requirement types of attributes, PS3.5 §7.4, the strongest first. */
export const ATTRIBUTE_TYPES = ["1", "1C", "2", "2C", "3"] as const;

export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** What modules say of one attribute at its place. */
interface AttributeEntry {
  /** The strongest of all modules that have it; `undefined` where none of them is known to say. */
  readonly type: AttributeType | undefined;
  /** Numbers of the nodes of its items. */
  readonly nodes: readonly number[];
}

/** Sequences whose items hold the sequence again, to any depth: a tree of content, a code that is equivalent to another. */
const NESTING: ReadonlySet<Tag> = new Set([0x0040a730, 0x00080121]);

/** Shared and Per-Frame Functional Groups Sequence, PS3.3 §C.7.6.16. */
export const FUNCTIONAL_GROUP_SEQUENCES: readonly Tag[] = [0x52009229, 0x52009230];

/** The attributes that one or several modules have in a data set, or in the items of one sequence at one place in it. */
export class AttributeLevel {
  /** By the tag of the sequence; levels are shared by all objects of a SOP class. */
  private readonly inside = new Map<Tag, AttributeLevel | undefined>();

  private constructor(
    /** Overlay planes by the tags of the first, (6000,eeee). */
    readonly entries: ReadonlyMap<Tag, AttributeEntry>,
    /** Whose items these are; none for a data set. */
    private readonly sequence: Tag | undefined,
  ) {}

  /** @param functionalGroups nodes of the macros that the items of the functional group sequences may hold */
  static ofDataSet(nodes: readonly number[], functionalGroups: readonly number[]): AttributeLevel {
    const entries = new Map(merged(nodes));
    for (const sequence of FUNCTIONAL_GROUP_SEQUENCES) {
      const entry = entries.get(sequence);
      if (entry) entries.set(sequence, { ...entry, nodes: functionalGroups });
    }
    return new AttributeLevel(entries, undefined);
  }

  private static ofItems(sequence: Tag, nodes: readonly number[]): AttributeLevel {
    const key = `${sequence}:${nodes.join(",")}`;
    let level = levels.get(key);
    if (!level) levels.set(key, (level = new AttributeLevel(merged(nodes), sequence)));
    return level;
  }

  has(tag: Tag): boolean {
    return this.entries.has(tag) || this.isNested(tag);
  }

  /** `undefined` where none of the modules has the attribute here, or none is known to say its type. */
  typeOf(tag: Tag): AttributeType | undefined {
    return this.entries.get(tag)?.type;
  }

  /** The level of a sequence's items; `undefined` where the modules do not say what is in them. */
  items(sequence: Tag): AttributeLevel | undefined {
    if (this.isNested(sequence)) return this;
    if (!this.inside.has(sequence)) {
      const { nodes } = this.entries.get(sequence) ?? { nodes: [] };
      this.inside.set(sequence, nodes.length > 0 ? AttributeLevel.ofItems(sequence, nodes) : undefined);
    }
    return this.inside.get(sequence);
  }

  private isNested(tag: Tag): boolean {
    return tag === this.sequence && NESTING.has(tag);
  }
}

/** By the nodes that they are made of: the standard repeats its macros. */
const levels = new Map<string, AttributeLevel>();

function merged(nodes: readonly number[]): ReadonlyMap<Tag, AttributeEntry> {
  const [first, ...others] = nodes;
  if (first === undefined) return new Map();
  if (others.length === 0) return nodeAt(first);
  const entries = new Map(nodeAt(first));
  for (const number of others) {
    for (const [tag, { type, nodes: inner }] of nodeAt(number)) {
      const own = entries.get(tag);
      const added = inner.filter((node) => !own?.nodes.includes(node));
      entries.set(tag, {
        type: stronger(own?.type, type),
        nodes: own ? [...own.nodes, ...added] : inner,
      });
    }
  }
  return entries;
}

function stronger(a: AttributeType | undefined, b: AttributeType | undefined): AttributeType | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

let lines: readonly string[] | undefined;
const parsed = new Map<number, ReadonlyMap<Tag, AttributeEntry>>();

function nodeAt(number: number): ReadonlyMap<Tag, AttributeEntry> {
  let node = parsed.get(number);
  if (!node) {
    lines ??= NODE_ROWS.trim().split("\n");
    parsed.set(number, (node = parseNode(lines[number] ?? "")));
  }
  return node;
}

const ELEMENT_DIGITS = 4;

function parseNode(line: string): ReadonlyMap<Tag, AttributeEntry> {
  const node = new Map<Tag, AttributeEntry>();
  for (const group of line.split(" ")) {
    for (const entry of group.slice(ELEMENT_DIGITS).split(",")) {
      const [element = "", items] = entry.split("=");
      const tag = parseInt(group.slice(0, ELEMENT_DIGITS) + element.slice(0, ELEMENT_DIGITS), 16);
      const text = element.slice(ELEMENT_DIGITS);
      node.set(tag, {
        type: ATTRIBUTE_TYPES.find((type) => type === text),
        nodes: items === undefined ? [] : [parseInt(items, 36)],
      });
    }
  }
  return node;
}
