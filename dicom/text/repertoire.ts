import { TextDecoder } from "node:util";

/**
 * One encoding of text. `ascii` is the default repertoire: bytes above 7F mean nothing in it, and are decoded as
 * Latin-1 so that nothing is lost; the others go by the names that `TextDecoder` knows.
 */
export type Repertoire =
  | "ascii"
  | "latin1"
  | "iso-8859-2"
  | "iso-8859-3"
  | "iso-8859-4"
  | "iso-8859-5"
  | "iso-8859-6"
  | "iso-8859-7"
  | "iso-8859-8"
  | "windows-1254" // ISO 8859-9 and glyphs where that has control characters
  | "windows-874" // TIS 620 likewise
  | "iso-8859-15"
  | "shift_jis" // of which JIS X 0201 is the single-byte part
  | "euc-jp"
  | "euc-kr"
  | "gbk"
  | "gb18030"
  | "utf-8";

const decoders = new Map<Repertoire, TextDecoder>();
const encodings = new Map<Repertoire, ReadonlyMap<string, number>>();

/** Decodes; bytes that mean nothing become U+FFFD. */
export function decodeBytes(bytes: Uint8Array, repertoire: Repertoire): string {
  if (repertoire === "ascii" || repertoire === "latin1") return viewOf(bytes).toString("latin1");
  if (repertoire === "utf-8") return viewOf(bytes).toString("utf8");
  let decoder = decoders.get(repertoire);
  if (!decoder) decoders.set(repertoire, (decoder = new TextDecoder(repertoire)));
  return decoder.decode(bytes);
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Encodes; `undefined` where a character has no code of one or two bytes. */
export function encodeText(text: string, repertoire: Repertoire): Uint8Array | undefined {
  if (repertoire === "utf-8") return Buffer.from(text, "utf8");
  const bytes: number[] = [];
  for (const character of text) {
    const code = character < "\x80" ? character.charCodeAt(0) : encodingOf(repertoire).get(character);
    if (code === undefined) return undefined;
    if (code > 0xff) bytes.push(code >>> 8);
    bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** Codes by character, found by decoding every code: a table of our own could say something else than the decoder. */
function encodingOf(repertoire: Repertoire): ReadonlyMap<string, number> {
  const known = encodings.get(repertoire);
  if (known) return known;
  const encoding = new Map<string, number>();
  const add = (...bytes: number[]) => {
    const character = decodeBytes(Uint8Array.from(bytes), repertoire);
    if (!character.includes("\ufffd") && Array.from(character).length === 1 && !encoding.has(character))
      encoding.set(character, Buffer.from(bytes).readUIntBE(0, bytes.length));
  };
  if (repertoire !== "ascii") for (let byte = 0x80; byte <= 0xff; byte++) add(byte);
  if (repertoire === "gbk" || repertoire === "gb18030")
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) add(lead, trail);
  encodings.set(repertoire, encoding);
  return encoding;
}
