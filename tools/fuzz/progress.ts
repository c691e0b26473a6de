import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** No input has been started. */
export const NOT_STARTED = -1;

/**
 * Says in a file which input is being worked on, at once and for good: a message would not leave a process that hangs
 * or breaks down.
 */
export class ProgressWriter {
  private readonly bytes = Buffer.alloc(4);
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, "w", 0o600);
  }

  start(run: number): void {
    this.bytes.writeInt32LE(run);
    writeSync(this.file, this.bytes, 0, 4, 0);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The input that was started last. */
export function readProgress(path: string): number {
  try {
    const bytes = readFileSync(path);
    return bytes.length === 4 ? bytes.readInt32LE() : NOT_STARTED;
  } catch {
    return NOT_STARTED; // the process has not come to making the file
  }
}
