import type { DicomLocation, DicomWarning, DicomWarningCode } from "../errors";

/** Warnings kept per object; a broken file can hold millions of the same. */
const KEPT = 100;

/** Collects deviations that reading goes past, in bounded memory. */
export class Warnings {
  readonly list: DicomWarning[] = [];

  get full(): boolean {
    return this.list.length >= KEPT;
  }

  add(code: DicomWarningCode, location: DicomLocation = {}): void {
    // That something was given up must be said, however much else there was to say.
    if (!this.full || code === "SALVAGED") this.list.push({ code, ...location });
  }
}
