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
    if (!this.full) this.list.push({ code, ...location });
  }
}
