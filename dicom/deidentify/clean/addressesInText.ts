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
  for (let first = 0; first < atoms.length;) {
    let last = first;
    while (last + 1 < atoms.length && !/\s/.test(gapAfter(text, atoms, last))) last++;
    if (isAddress(text, atoms, first, last)) found(first, last);
    first = last + 1;
  }
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
  for (let first = 0; first < atoms.length;) {
    let last = first;
    while (atoms[last]?.isNumber && atoms[last + 1]?.isNumber && gapAfter(text, atoms, last) === ".") last++;
    if (last - first + 1 >= FEWEST_COMPONENTS) found(first, last);
    first = last + 1;
  }
}
