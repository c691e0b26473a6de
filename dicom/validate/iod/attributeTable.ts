import { tagOf, type Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";

/** What rows of all typed tables say first. */
export interface AttributeRow {
  readonly attribute: Keyword;
  /** Modules that have it in their data set, or sequences (keywords) that have it in their items; else anywhere. */
  readonly in?: readonly string[];
}

/** Rows found by tag and by who has the attribute; made when it is first asked. */
export class AttributeTable<Row extends AttributeRow> {
  private byTag: ReadonlyMap<Tag, readonly Row[]> | undefined;

  constructor(private readonly tables: readonly (readonly Row[])[]) {}

  /**
   * The row of an attribute: one that names a holder before one for anywhere.
   *
   * @param holders modules whose data set, or the sequence whose items, the attribute is in
   */
  find(tag: Tag, holders: ReadonlySet<string>): Row | undefined {
    this.byTag ??= this.index();
    const rows = this.byTag.get(tag);
    if (!rows) return undefined;
    return rows.find((row) => row.in?.some((holder) => holders.has(holder))) ?? rows.find((row) => !row.in);
  }

  private index(): ReadonlyMap<Tag, readonly Row[]> {
    const index = new Map<Tag, Row[]>();
    for (const row of this.tables.flat()) {
      const tag = tagOf(row.attribute);
      index.set(tag, [...(index.get(tag) ?? []), row]);
    }
    return index;
  }
}
