import { DEFAULT_EXTENSION, type CodeExtension, type Designation } from "./codeExtensions";
import { codesOf } from "./codeTables";

const ESCAPE = 0x1b;
const SPACE = 0x20;
const DELETE = 0x7f;

/**
 * Encodes text with the escape sequences of `extensions`, of which the first holds at the start, PS3.5 §6.1.2.5. It is
 * brought back before `delimiters`, before control characters and at the end (§6.1.2.5.3). Every change of the set is said by
 * an escape sequence, also where a half of the code table still holds what is needed: many readers look at the
 * last sequence only.
 *
 * @returns `undefined` where none of the sets has a character, and for ESC
 */
export function encodeWithEscapes(
  text: string,
  extensions: readonly CodeExtension[],
  delimiters: string,
): Uint8Array | undefined {
  if (/^\p{ASCII}*$/u.test(text) && !text.includes("\x1b")) return Buffer.from(text, "latin1");
  const encoder = new EscapingEncoder(extensions);
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === ESCAPE) return undefined;
    if (code < SPACE || delimiters.includes(character)) encoder.writeDelimiter(code);
    else if (code <= DELETE) encoder.writeAscii(code);
    else if (!encoder.writeBeyondAscii(character)) return undefined;
  }
  return encoder.finish();
}

/** Where codes of a set are, and what brings it there. */
interface Extension extends Designation {
  readonly half: "g0" | "g1";
}

class EscapingEncoder {
  private readonly bytes: number[] = [];
  private readonly initialG0: Designation;
  private readonly initialG1: Extension | undefined;
  /** What the terms offer beyond ASCII, in their order. */
  private readonly offered: readonly Extension[];
  /** A set of two bytes in the lower half, where ASCII is not to be had. */
  private replacesAscii = false;
  private g1: Extension | undefined;
  /** What the last escape sequence brought, as far as it is beyond ASCII. */
  private current: Extension | undefined;

  constructor(extensions: readonly CodeExtension[]) {
    this.initialG0 = extensions[0]?.g0 ?? (DEFAULT_EXTENSION.g0 as Designation);
    this.offered = extensions.flatMap(({ g0, g1 }) => [
      ...(g0 && g0.set !== "ascii" ? [{ ...g0, half: "g0" } as const] : []),
      ...(g1 ? [{ ...g1, half: "g1" } as const] : []),
    ]);
    this.initialG1 = extensions[0]?.g1 && this.offered[0];
    this.g1 = this.current = this.initialG1;
  }

  writeDelimiter(code: number): void {
    this.comeBack();
    this.bytes.push(code);
  }

  writeAscii(code: number): void {
    this.bringBackAscii();
    this.bytes.push(code);
  }

  /** @returns false where no set has the character */
  writeBeyondAscii(character: string): boolean {
    const has = ({ set }: Extension) => codesOf(set).has(character);
    const extension = this.current && has(this.current) ? this.current : this.offered.find(has);
    if (!extension) return false;
    this.turnTo(extension);
    const code = codesOf(extension.set).get(character) ?? 0;
    if (code > 0xff) this.bytes.push(code >>> 8);
    this.bytes.push(code & 0xff);
    return true;
  }

  finish(): Uint8Array {
    this.comeBack();
    return Uint8Array.from(this.bytes);
  }

  private turnTo(extension: Extension): void {
    if (extension === this.current) return;
    if (extension.half === "g1") {
      this.bringBackAscii();
      this.g1 = extension;
    } else this.replacesAscii = true;
    this.invoke(extension);
    this.current = extension;
  }

  private bringBackAscii(): void {
    if (!this.replacesAscii) return;
    this.invoke(this.initialG0);
    this.replacesAscii = false;
    this.current = undefined;
  }

  private comeBack(): void {
    this.bringBackAscii();
    // Where the first term leaves the upper half undefined, whatever is in it may stay there.
    if (this.initialG1 && this.g1 !== this.initialG1) this.invoke(this.initialG1);
    this.g1 = this.current = this.initialG1;
  }

  private invoke({ escape }: Designation): void {
    this.bytes.push(ESCAPE, ...Buffer.from(escape, "latin1"));
  }
}
