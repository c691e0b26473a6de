import { decodeBytes } from "./repertoire";

type GbRepertoire = "gbk" | "gb18030";

/** GB 18030 counts the four-byte codes of the Basic Multilingual Plane from 81 30 81 30 to 84 31 A4 39 … */
const FOUR_BYTE_CODES = 39420;
/** … and those of the other planes, in the order of Unicode, from 90 30 81 30. */
const FIRST_BEYOND = 189000;
const BASIC_PLANE = 0x10000;

const pairs = new Map<GbRepertoire, ReadonlyMap<string, number>>();
let indexes: ReadonlyMap<string, number> | undefined;

/** Encodes in GBK or GB 18030; `undefined` where a character has no code. */
export function encodeGb(text: string, repertoire: GbRepertoire): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const pair = character < "\x80" ? character.charCodeAt(0) : pairsOf(repertoire).get(character);
    if (pair !== undefined) {
      if (pair > 0xff) bytes.push(pair >>> 8);
      bytes.push(pair & 0xff);
      continue;
    }
    const index = repertoire === "gb18030" ? fourByteIndex(character) : undefined;
    if (index === undefined) return undefined;
    bytes.push(...fourBytes(index));
  }
  return Uint8Array.from(bytes);
}

/**
 * The two-byte codes. The single bytes 80 and FF, to which decoders give a meaning as well, are in neither standard.
 */
function pairsOf(repertoire: GbRepertoire): ReadonlyMap<string, number> {
  let codes = pairs.get(repertoire);
  if (!codes) {
    const found = new Map<string, number>();
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        addCharacter(found, decodeBytes(Uint8Array.of(lead, trail), repertoire), lead * 0x100 + trail);
    pairs.set(repertoire, (codes = found));
  }
  return codes;
}

function fourByteIndex(character: string): number | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= BASIC_PLANE) return FIRST_BEYOND + codePoint - BASIC_PLANE;
  if (!indexes) {
    const found = new Map<string, number>();
    for (let index = 0; index < FOUR_BYTE_CODES; index++)
      addCharacter(found, decodeBytes(Uint8Array.from(fourBytes(index)), "gb18030"), index);
    indexes = found;
  }
  return indexes.get(character);
}

/** Digits of the base 126, 10, 126, 10. */
function fourBytes(index: number): [number, number, number, number] {
  return [
    0x81 + Math.floor(index / 12600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

/** Takes in what is one character, at the first of its codes. */
function addCharacter(found: Map<string, number>, decoded: string, code: number): void {
  if (/^[^\ufffd]$/u.test(decoded) && !found.has(decoded)) found.set(decoded, code);
}
