import { MULTI_BYTE, SINGLE_BYTE, type LowerSet } from "./codeExtensions";
import { decodeBytes, type Repertoire } from "./repertoire";

/** What the lower (G0) and the upper half (G1) of the code table mean at one place of a text. */
export interface CodeElements {
  readonly g0: LowerSet;
  readonly g1: Repertoire;
}

const ESCAPE = 0x1b;
const SPACE = 0x20;
const DELETE = 0x7f;

/** What an escape sequence invokes, by the characters after ESC. */
const ESCAPE_SEQUENCES = new Map<string, Partial<CodeElements>>();
for (const { g0, g1 } of [...SINGLE_BYTE.values(), ...MULTI_BYTE.values()]) {
  if (g0) ESCAPE_SEQUENCES.set(g0.escape, { g0: g0.set });
  if (g1) ESCAPE_SEQUENCES.set(g1.escape, { g1: g1.set });
}
ESCAPE_SEQUENCES.set("$@", { g0: "jis-x-0208" }); // its edition of 1978, which old systems write

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
    const elements = ESCAPE_SEQUENCES.get(sequence);
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
