import { gapAfter, type Atom } from "./atoms";

/** Ends of host names that no description has as its own word behind a point. */
const DOMAINS: ReadonlySet<string> = new Set(
  "com org net edu gov mil info local lan de uk fr es it nl ch at be se dk fi pl cz ru jp cn kr au ca us eu br in".split(
    " ",
  ),
);

const FEWEST_COMPONENTS = 3;

/** Calls `found` with the first and last atom of every e-mail address, URL, path and host name. */
export function findAddresses(
  text: string,
  atoms: readonly Atom[],
  found: (first: number, last: number) => void,
): void {
  const goesOn = (last: number) => last + 1 < atoms.length && !/\s/.test(gapAfter(text, atoms, last));
  for (const [first, last] of runsOf(atoms, goesOn))
    if (isAddress(text, atoms, first, last)) found(first, last);
}

/** @param first of atoms without white space between them, up to `last` */
function isAddress(text: string, atoms: readonly Atom[], first: number, last: number): boolean {
  if (atoms[first]?.folded === "www") return true;
  for (let index = first; index <= last; index++) {
    const gap = index === last ? "" : gapAfter(text, atoms, index);
    if (gap.includes("@") || gap.includes("://") || gap.includes("\\") || gap.includes(":/")) return true;
    const next = atoms[index + 1];
    if (gap === "." && next && !atoms[index]?.isNumber && DOMAINS.has(next.folded)) return true;
  }
  return false;
}

/** Calls `found` with the first and last atom of every UID, network address and version: numbers joined by points. */
export function findDotted(
  text: string,
  atoms: readonly Atom[],
  found: (first: number, last: number) => void,
): void {
  const goesOn = (last: number) =>
    atoms[last]?.isNumber === true &&
    atoms[last + 1]?.isNumber === true &&
    gapAfter(text, atoms, last) === ".";
  for (const [first, last] of runsOf(atoms, goesOn))
    if (last - first + 1 >= FEWEST_COMPONENTS) found(first, last);
}

/** First and last atom of each longest run; every atom is in one. */
function* runsOf(atoms: readonly Atom[], goesOn: (last: number) => boolean): Generator<[number, number]> {
  for (let first = 0; first < atoms.length;) {
    let last = first;
    while (goesOn(last)) last++;
    yield [first, last];
    first = last + 1;
  }
}
