import { DicomLimitError } from "../errors";
import type { DicomLocation, LimitErrorCode } from "../errors";
import type { Limits } from "../limits";

/** What one object has cost so far, held against its limits. */
export class Budget {
  private elements = 0;
  private heldBytes = 0;
  private depth = 0;

  /** @param locate where the parser stands, asked only when a limit is passed */
  constructor(
    private readonly limits: Limits,
    private readonly locate: () => DicomLocation,
  ) {}

  /** One more data element, or item: empty items hold no element, but each one costs memory. */
  countElement(): void {
    if (++this.elements > this.limits.elements) {
      this.fail("TOO_MANY_ELEMENTS", `more than ${this.limits.elements} elements and items`);
    }
  }

  countFragment(fragments: number): void {
    if (fragments > this.limits.fragments) {
      this.fail("TOO_MANY_FRAGMENTS", `more than ${this.limits.fragments} fragments`);
    }
  }

  hold(lengthBytes: number): void {
    this.heldBytes += lengthBytes;
    if (this.heldBytes > this.limits.headerBytes) {
      this.fail(
        "HEADER_TOO_LARGE",
        `more than ${this.limits.headerBytes} bytes of headers, short values and padding`,
      );
    }
  }

  enterSequence(): void {
    if (++this.depth > this.limits.depth) {
      this.fail("NESTING_TOO_DEEP", `sequences nest deeper than ${this.limits.depth}`);
    }
  }

  leaveSequence(): void {
    this.depth--;
  }

  private fail(code: LimitErrorCode, message: string): never {
    throw new DicomLimitError(code, message, this.locate());
  }
}
