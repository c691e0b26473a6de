import { attributeOf } from "../../dictionary/attributes";
import { formatTag, isPrivate, type Tag } from "../../dictionary/tag";
import { formatPath, type ItemPlace } from "../../model/elementPath";
import type { ActionLetter, Decision } from "../rules/decision";

/** One thing that was done; no values. */
export interface Change {
  /** See `formatPath`. */
  readonly path: string;
  /** `ggggeeee` */
  readonly tag: string;
  readonly keyword?: string;
  readonly action: ActionLetter;
  readonly rule: string;
}

/**
 * How often each action was done, by keyword; attributes without one are counted together as `private` and
 * `unknown`, since in a broken file the tag of such an attribute can be part of somebody's value.
 */
export type ActionCounts = Record<ActionLetter, Record<string, number>>;

interface Entry {
  readonly tag: Tag;
  readonly place: ItemPlace | undefined;
  readonly action: ActionLetter;
  readonly rule: string;
}

/** Collects what was done; texts are made only when somebody asks. */
export class ChangeLog {
  private readonly entries: Entry[] = [];
  private listed: readonly Change[] | undefined;
  private counted: ActionCounts | undefined;

  add(tag: Tag, place: ItemPlace | undefined, { rule, action: done }: Decision, action = done): void {
    this.entries.push({ tag, place, action, rule });
  }

  get changes(): readonly Change[] {
    this.listed ??= this.entries.map(({ tag, place, action, rule }) => {
      const keyword = attributeOf(tag)?.keyword;
      const where = { path: formatPath(tag, place), tag: formatTag(tag) };
      return { ...where, ...(keyword ? { keyword } : {}), action, rule };
    });
    return this.listed;
  }

  get counts(): ActionCounts {
    this.counted ??= this.count();
    return this.counted;
  }

  private count(): ActionCounts {
    const counts: ActionCounts = { D: {}, Z: {}, X: {}, K: {}, U: {}, C: {} };
    for (const { tag, action } of this.entries) {
      const name = attributeOf(tag)?.keyword || (isPrivate(tag) ? "private" : "unknown");
      counts[action][name] = (counts[action][name] ?? 0) + 1;
    }
    return counts;
  }
}
