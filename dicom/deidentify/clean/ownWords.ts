import { readAtoms, type Atom } from "./atoms";
import { IDEOGRAPHIC, umlautSpellingsOf } from "./nameSpellings";
import type { OwnIdentifier } from "./ownIdentifiers";

/** Longest run of letters and digits that is compared; of longer values the start stands for the whole. */
const LONGEST = 64;
const PREFIX = 3;
const SHORTEST_NAME = 2;
const SHORTEST = 3;

/** Parts of names that belong to thousands; without them, Mr would take MR out of every description. */
const TITLES: ReadonlySet<string> = new Set(
  "mr mrs ms miss dr prof md do phd rn rt bs ba msc jr sr ii iii iv herr frau mme mlle sir the de la le von van der".split(
    " ",
  ),
);

/**
 * What may not be said of an object: parts of its names, and its ids and texts whatever separates their letters
 * and digits. Only whole words and numbers are compared, so that Est is not found in Chest.
 */
export class OwnWords {
  private readonly patterns = new Set<string>();
  private readonly prefixes = new Set<string>();

  constructor(identifiers: Iterable<OwnIdentifier>) {
    for (const { kind, text } of identifiers) {
      if (kind === "name") this.addName(text);
      else if (kind === "id") this.addId(text);
      else if (kind === "text") this.addRun(readAtoms(text), SHORTEST);
    }
  }

  /** Calls `found` with the first and the last index of the atoms of every identifier; each atom costs a bounded time. */
  find(atoms: readonly Atom[], found: (first: number, last: number) => void): void {
    if (this.patterns.size === 0) return;
    const { joined, starts } = join(atoms);
    for (let first = 0; first < atoms.length; first++) {
      const start = starts[first] ?? 0;
      if (!this.startsHere(joined, start)) continue;
      for (let last = first; last < atoms.length; last++) {
        const end = starts[last + 1] ?? joined.length;
        if (end - start > LONGEST) break;
        if (this.patterns.has(joined.slice(start, end))) found(first, last);
      }
    }
  }

  private startsHere(joined: string, start: number): boolean {
    return (
      this.prefixes.has(joined.slice(start, start + PREFIX)) ||
      this.prefixes.has(joined.slice(start, start + SHORTEST_NAME))
    );
  }

  private addName(text: string): void {
    for (const group of text.split("=")) {
      const [family = "", given = ""] = group.split("^");
      if (IDEOGRAPHIC.test(group)) this.addRun(readAtoms(family + given), SHORTEST_NAME);
    }
    for (const part of text.split(/[\^=]/).flatMap(umlautSpellingsOf)) {
      const atoms = readAtoms(part);
      if (atoms.every(({ folded }) => TITLES.has(folded))) continue;
      this.addRun(atoms, SHORTEST_NAME);
      for (const { folded } of atoms) if (!TITLES.has(folded)) this.add(folded, SHORTEST_NAME);
    }
  }

  private addId(text: string): void {
    const atoms = readAtoms(text);
    this.addRun(atoms, SHORTEST);
    const [only] = atoms;
    if (only && atoms.length === 1 && only.isNumber) this.add(only.folded.replace(/^0+/, ""), SHORTEST);
  }

  private addRun(atoms: readonly Atom[], shortest: number): void {
    let run = "";
    for (const { folded } of atoms) {
      if (run.length + folded.length > LONGEST) break;
      run += folded;
    }
    this.add(run, shortest);
  }

  private add(pattern: string, shortest: number): void {
    if (pattern.length < shortest) return;
    this.patterns.add(pattern);
    this.prefixes.add(pattern.slice(0, PREFIX));
  }
}

function join(atoms: readonly Atom[]): { joined: string; starts: readonly number[] } {
  const starts: number[] = [];
  let length = 0;
  for (const { folded } of atoms) {
    starts.push(length);
    length += folded.length;
  }
  return { joined: atoms.map(({ folded }) => folded).join(""), starts };
}
