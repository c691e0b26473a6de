import { decodeBytes, type Repertoire } from "./repertoire";

/** What the lower (G0) and the upper half (G1) of the code table mean at one place of a text, ISO/IEC 2022. */
export interface CodeElements {
  readonly g0: "ascii" | "jis-x-0208" | "jis-x-0212";
  readonly g1: Repertoire;
}

const ESCAPE = 0x1b;
const SPACE = 0x20;
const DELETE = 0x7f;

/** What an escape sequence invokes, by the characters after ESC; PS3.3 Tables C.12-3 and C.12-4. */
const ESCAPE_SEQUENCES: Readonly<Record<string, Partial<CodeElements>>> = {
  "(B": { g0: "ascii" }, // ISO-IR 6
  "(J": { g0: "ascii" }, // ISO-IR 14, whose yen sign and overline are told apart by nobody
  $B: { g0: "jis-x-0208" }, // ISO-IR 87
  "$@": { g0: "jis-x-0208" }, // its predecessor of 1978, which old systems write
  "$(D": { g0: "jis-x-0212" }, // ISO-IR 159
  ")I": { g1: "shift_jis" }, // ISO-IR 13
  "-A": { g1: "latin1" }, // ISO-IR 100
  "-B": { g1: "iso-8859-2" }, // ISO-IR 101
  "-C": { g1: "iso-8859-3" }, // ISO-IR 109
  "-D": { g1: "iso-8859-4" }, // ISO-IR 110
  "-F": { g1: "iso-8859-7" }, // ISO-IR 126
  "-G": { g1: "iso-8859-6" }, // ISO-IR 127
  "-H": { g1: "iso-8859-8" }, // ISO-IR 138
  "-L": { g1: "iso-8859-5" }, // ISO-IR 144
  "-M": { g1: "windows-1254" }, // ISO-IR 148
  "-T": { g1: "windows-874" }, // ISO-IR 166
  "-b": { g1: "iso-8859-15" }, // ISO-IR 203
  "$)A": { g1: "gbk" }, // ISO-IR 58
  "$)C": { g1: "euc-kr" }, // ISO-IR 149
};

/**
 * Decodes text with escape sequences. Control characters and `delimiters` bring `initial` back, PS3.5 §6.1.2.5.3;
 * inside a two-byte character of G0 a byte is no delimiter. Escape sequences that PS3.3 does not know stay as they are.
 */
export function decodeWithEscapes(bytes: Uint8Array, initial: CodeElements, delimiters: string): string {
  if (isPlain(bytes)) return decodeBytes(bytes, "ascii");
  let text = "";
  let state = initial;
  let start = 0;
  let at = 0;
  const turnTo = (next: CodeElements, nextStart: number) => {
    text += decodeRun(bytes.subarray(start, at), state);
    state = next;
    start = nextStart;
    at = nextStart;
  };
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const invoked = byte === ESCAPE ? escapeSequenceAt(bytes, at) : undefined;
    if (invoked) turnTo({ ...state, ...invoked.elements }, at + invoked.lengthBytes);
    else if (isPair(bytes, at, state)) at += 2;
    else if (byte < SPACE || delimiters.includes(String.fromCharCode(byte))) {
      turnTo(initial, at);
      at += 1;
    } else at += 1;
  }
  turnTo(initial, at);
  return text;
}

function isPlain(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte === ESCAPE || byte > DELETE) return false;
  return true;
}

function escapeSequenceAt(
  bytes: Uint8Array,
  at: number,
): { elements: Partial<CodeElements>; lengthBytes: number } | undefined {
  for (const lengthBytes of [3, 4]) {
    const sequence = String.fromCharCode(...bytes.subarray(at + 1, at + lengthBytes));
    const elements = ESCAPE_SEQUENCES[sequence];
    if (elements) return { elements, lengthBytes };
  }
  return undefined;
}

/** True where a two-byte character of G0 stands. */
function isPair(bytes: Uint8Array, at: number, state: CodeElements): boolean {
  return state.g0 !== "ascii" && isGraphic(bytes[at]) && isGraphic(bytes[at + 1]);
}

function isGraphic(byte: number | undefined): boolean {
  return byte !== undefined && byte > SPACE && byte < DELETE;
}

function decodeRun(run: Uint8Array, { g0, g1 }: CodeElements): string {
  if (g0 === "ascii") return decodeBytes(run, g1);
  // EUC-JP says both Japanese sets with the upper bit set, JIS X 0212 after a shift byte.
  let text = "";
  for (let at = 0; at < run.length;) {
    let end = at;
    while (end < run.length && (run[end] ?? 0) > DELETE) end += 1;
    text += decodeBytes(run.subarray(at, end), g1);
    const euc: number[] = [];
    for (at = end; at < run.length && (run[at] ?? 0) <= DELETE;) {
      if (isPair(run, at, { g0, g1 })) {
        if (g0 === "jis-x-0212") euc.push(0x8f);
        euc.push((run[at] ?? 0) | 0x80, (run[at + 1] ?? 0) | 0x80);
        at += 2;
      } else euc.push(run[at++] ?? 0);
    }
    text += decodeBytes(Uint8Array.from(euc), "euc-jp");
  }
  return text;
}
