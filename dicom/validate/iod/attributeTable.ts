import { tagOf, type Keyword } from "../../dictionary/attributes";
import type { Tag } from "../../dictionary/tag";

/** What rows of all typed tables say first. */
export interface AttributeRow {
  readonly attribute: Keyword;
  /** Modules that have it in their data set, or sequences (keywords) that have it in their items; else anywhere. */
  readonly in?: readonly string[];
}

/** Rows of attributes that only these have: modules in their data set, or sequences (keywords) in their items. */
export function inside<Row extends AttributeRow>(
  holders: readonly string[],
  ...rows: readonly (readonly Row[])[]
): readonly Row[] {
  return rows.flat().map((row) => ({ ...row, in: holders }));
}

const NONE: readonly never[] = [];

/** Rows found by tag and by who has the attribute; made when it is first asked. */
export class AttributeTable<Row extends AttributeRow> {
  private byTag: ReadonlyMap<Tag, readonly Row[]> | undefined;
  /** What was found for holders, which objects of a kind share; only of tags that have rows. */
  private readonly found = new WeakMap<ReadonlySet<string>, Map<Tag, readonly Row[]>>();

  constructor(private readonly tables: readonly (readonly Row[])[]) {}

  /**
   * The row of an attribute: one that names a holder before one for anywhere, and of several the first.
   *
   * @param holders modules whose data set, or the sequence whose items, the attribute is in
   */
  find(tag: Tag, holders: ReadonlySet<string>): Row | undefined {
    return this.findAll(tag, holders)[0];
  }

  /** All rows of an attribute that name a holder, or where none does all for anywhere. */
  findAll(tag: Tag, holders: ReadonlySet<string>): readonly Row[] {
    const rows = this.rowsOf(tag);
    if (!rows) return NONE;
    let known = this.found.get(holders);
    if (!known) this.found.set(holders, (known = new Map<Tag, readonly Row[]>()));
    let fitting = known.get(tag);
    if (!fitting) {
      const named = rows.filter((row) => namesOne(row, holders));
      known.set(tag, (fitting = named.length > 0 ? named : rows.filter((row) => !row.in)));
    }
    return fitting;
  }

  private rowsOf(tag: Tag): readonly Row[] | undefined {
    this.byTag ??= this.index();
    return this.byTag.get(tag);
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

function namesOne(row: AttributeRow, holders: ReadonlySet<string>): boolean {
  return row.in?.some((holder) => holders.has(holder)) ?? false;
}
