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

/** What ICU makes of three control characters in Shift_JIS, as IBM's code pages have them; and what they are. */
const TURNED_CONTROLS: ReadonlyMap<string, string> = new Map([
  ["\x1a", "\x7f"],
  ["\x1c", "\x1a"],
  ["\x7f", "\x1c"],
]);

const decoders = new Map<Repertoire, TextDecoder>();

/** Decodes; bytes that mean nothing become U+FFFD. */
export function decodeBytes(bytes: Uint8Array, repertoire: Repertoire): string {
  if (repertoire === "ascii" || repertoire === "latin1") return viewOf(bytes).toString("latin1");
  if (repertoire === "utf-8") return viewOf(bytes).toString("utf8");
  let decoder = decoders.get(repertoire);
  if (!decoder) decoders.set(repertoire, (decoder = new TextDecoder(repertoire)));
  const text = decoder.decode(bytes);
  return repertoire === "shift_jis"
    ? text.replace(/\p{Cc}/gu, (control) => TURNED_CONTROLS.get(control) ?? control)
    : text;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
