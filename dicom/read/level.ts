import type { Tag } from "../dictionary/tag";
import type { Vr } from "../dictionary/vr";
import type { DataElement } from "../model/dataElement";
import { type DataSet, Item } from "../model/dataSet";
import { formatKnownTag } from "../model/elementPath";
import type { Encoding } from "../syntax/transferSyntax";

/** A data set or item whose elements are being read. */
export interface DataSetLevel {
  readonly kind: "dataSet";
  readonly dataSet: DataSet;
  /** The array inside `dataSet`, filled while reading. */
  readonly elements: DataElement[];
  readonly encoding: Encoding;
  /** Offset behind the last byte; for undefined length, that of the nearest enclosing level. */
  readonly end: number;
  readonly undefinedLength: boolean;
  lastTag: Tag;
  sorted: boolean;
}

/** A sequence whose items are being read. */
export interface SequenceLevel {
  readonly kind: "sequence";
  readonly tag: Tag;
  readonly items: Item[];
  readonly parent: DataSetLevel;
  readonly encoding: Encoding;
  readonly end: number;
  readonly undefinedLength: boolean;
}

/** Encapsulated pixel data whose fragments are being skipped. */
export interface FragmentsLevel {
  readonly kind: "fragments";
  readonly tag: Tag;
  readonly vr: Vr;
  readonly parent: DataSetLevel;
  readonly start: number;
  readonly end: number;
  offsetTableBytes: number;
  /** Absent where it is too long to be kept. */
  offsetTable: Float64Array | undefined;
  /** Items so far, the Basic Offset Table included. */
  items: number;
  /** Where the bytes of each item after it begin. */
  readonly offsets: number[];
}

/** The zeros behind the outermost data set. */
export interface PaddingLevel {
  readonly kind: "padding";
  readonly end: number;
}

/** What is open where the parser stands: a level of nesting. (A frame, the word of other parsers, is part of an image here.) */
export type Level = DataSetLevel | SequenceLevel | FragmentsLevel | PaddingLevel;

export function dataSetLevel(
  dataSet: DataSet,
  elements: DataElement[],
  encoding: Encoding,
  end: number,
  undefinedLength: boolean,
): DataSetLevel {
  return { kind: "dataSet", dataSet, elements, encoding, end, undefinedLength, lastTag: -1, sorted: true };
}

/** Opens an item of `sequence` and puts it into its list. */
export function itemLevel(sequence: SequenceLevel, end: number, undefinedLength: boolean): DataSetLevel {
  const elements: DataElement[] = [];
  const item = new Item(elements, sequence.parent.dataSet, undefinedLength);
  sequence.items.push(item);
  return dataSetLevel(item, elements, sequence.encoding, end, undefinedLength);
}

/** Puts elements that came out of order into order; of repeated tags the last one stays. */
export function sortElements(level: DataSetLevel): void {
  if (level.sorted) return;
  const { elements } = level;
  const byTag = new Map(elements.map((element) => [element.tag, element]));
  elements.length = 0;
  // One by one: as arguments of one call, some hundred thousand do not fit the call stack.
  for (const element of byTag.values()) elements.push(element);
  elements.sort((a, b) => a.tag - b.tag);
  level.sorted = true;
}

/**
 * Tags and item numbers from the data set down to `tag`: `00081140[0].00081155`. A tag that PS3.6 does not
 * list is `unknown`: where a length is wrong, what stands in the place of a tag is part of somebody's value.
 */
export function pathOf(stack: readonly Level[], tag: Tag | undefined): string {
  const parts: string[] = [];
  for (const level of stack) {
    if (level.kind === "sequence")
      parts.push(`${formatKnownTag(level.tag)}[${Math.max(0, level.items.length - 1)}]`);
    if (level.kind === "fragments") parts.push(formatKnownTag(level.tag));
  }
  if (tag !== undefined) parts.push(formatKnownTag(tag));
  return parts.join(".");
}
