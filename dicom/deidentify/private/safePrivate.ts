import { SAFE_PRIVATE_ROWS } from "./safePrivate.generated";

/** VRs of the attributes of one block, by the two lower digits of the element number; empty where the table has none. */
type SafeBlock = ReadonlyMap<number, string>;

let blocks: ReadonlyMap<string, SafeBlock> | undefined;

/** A block of private attributes: blocks are told by group and creator, never by number (PS3.5 §7.8.1). */
export function blockKey(group: number, creator: string): string {
  return `${group.toString(16)},${creator}`;
}

/**
 * The VR, or several joined by a bar, that PS3.15 Table E.3.10-1 gives to a private attribute; empty where its row has
 * none, `undefined` where it has no row.
 *
 * @param block see `blockKey`
 * @param element the two lower digits of the element number
 */
export function safePrivateVr(block: string, element: number): string | undefined {
  blocks ??= parseRows();
  return blocks.get(block)?.get(element);
}

function parseRows(): ReadonlyMap<string, SafeBlock> {
  const parsed = SAFE_PRIVATE_ROWS.trim()
    .split("\n")
    .map((row): [string, SafeBlock] => {
      const [entries = "", group = "", creator = ""] = row.split(";");
      const vrs = entries
        .split(" ")
        .map((entry): [number, string] => [parseInt(entry.slice(0, 2), 16), entry.slice(2)]);
      return [blockKey(parseInt(group, 16), creator), new Map(vrs)];
    });
  return new Map(parsed);
}
