import { tagOfName, type AttributeName } from "../dictionary/attributes";
import type { Tag } from "../dictionary/tag";
import { SPECIFIC_CHARACTER_SET } from "../dictionary/tags";
import type { DataElement } from "./dataElement";

/**
 * Data elements in ascending order of their tags, each tag once (PS3.5 §7.1).
 * Immutable: `with` and `without` answer a new data set that shares the elements.
 */
export class DataSet {
  /**
   * @param elements ascending by tag, without repetition
   * @param parent the data set whose sequence holds this one; gives the character set where this has none
   */
  constructor(
    readonly elements: readonly DataElement[],
    readonly parent?: DataSet,
  ) {}

  /** The element of a tag, or of a keyword such as `PatientName`; `undefined` where the data set has none. */
  get(name: AttributeName): DataElement | undefined {
    const index = this.indexOf(typeof name === "number" ? name : tagOfName(name));
    return index >= 0 ? this.elements[index] : undefined;
  }

  has(name: AttributeName): boolean {
    return this.indexOf(tagOfName(name)) >= 0;
  }

  /** The items of a sequence; none where it is absent, empty, or no sequence. */
  items(name: AttributeName): readonly Item[] {
    const value = this.get(name)?.value;
    return value?.kind === "sequence" ? value.items : [];
  }

  /** The element that says how text is encoded here: its own, or the nearest enclosing one (PS3.3 C.12.1.1.2). */
  get specificCharacterSet(): DataElement | undefined {
    return this.get(SPECIFIC_CHARACTER_SET) ?? this.parent?.specificCharacterSet;
  }

  /** A copy in which `element` stands in its place, instead of what had its tag. */
  with(element: DataElement): DataSet {
    const index = this.indexOf(element.tag);
    const at = index >= 0 ? index : -index - 1;
    return this.copy([
      ...this.elements.slice(0, at),
      element,
      ...this.elements.slice(index >= 0 ? at + 1 : at),
    ]);
  }

  without(name: AttributeName): DataSet {
    const tag = tagOfName(name);
    return this.copy(this.elements.filter((element) => element.tag !== tag));
  }

  protected copy(elements: readonly DataElement[]): DataSet {
    return new DataSet(elements, this.parent);
  }

  /** Index of the tag, or `-(insertion point) - 1`. */
  private indexOf(tag: Tag): number {
    let low = 0;
    let high = this.elements.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = (this.elements[middle] as DataElement).tag;
      if (found === tag) return middle;
      if (found < tag) low = middle + 1;
      else high = middle - 1;
    }
    return -low - 1;
  }
}

/** One item of a sequence. */
export class Item extends DataSet {
  /** @param undefinedLength written with undefined length and a delimiter, as it was read */
  constructor(
    elements: readonly DataElement[],
    parent?: DataSet,
    readonly undefinedLength = false,
  ) {
    super(elements, parent);
  }

  protected override copy(elements: readonly DataElement[]): Item {
    return new Item(elements, this.parent, this.undefinedLength);
  }
}
