import type { FlatDataSet, FlatElement } from "./flatten";
import { RULES } from "./rules";

/** How far two readings of one file agree; counts of elements, at all levels. */
export interface Comparison {
  readonly same: number;
  /** Differences that a rule explains, by its name. */
  readonly explained: ReadonlyMap<string, number>;
  /** Paths of those that none does; no values. */
  readonly unexplained: readonly string[];
}

/** @param theirs what the peer of that name made of the file */
export function compare(ours: FlatDataSet, theirs: FlatDataSet, peer: string): Comparison {
  let same = 0;
  const explained = new Map<string, number>();
  const unexplained: string[] = [];
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, other] = [ours.get(path), theirs.get(path)];
    if (mine && other && isSame(mine, other)) {
      same++;
      continue;
    }
    const rule = RULES.find(
      ({ peers, explains }) => peers.includes(peer) && explains({ path, mine, other, ours, theirs }),
    );
    if (rule) explained.set(rule.name, (explained.get(rule.name) ?? 0) + 1);
    else unexplained.push(path);
  }
  return { same, explained, unexplained };
}

function isSame(mine: FlatElement, other: FlatElement): boolean {
  return (
    mine.vr === other.vr &&
    mine.items === other.items &&
    mine.binary?.digest === other.binary?.digest &&
    mine.values.length === other.values.length &&
    mine.values.every(
      (value, index) => Object.is(value, other.values[index]) || value === other.values[index],
    )
  );
}
