import { closeSync, fstatSync, openSync, readSync } from "node:fs";

export interface LogTail {
  /** The whole lines that were written since the last call. */
  readLines(): string[];
  close(): void;
}

/** Reads what is appended to a log file from now on. */
export function openLogTail(path: string): LogTail {
  const descriptor = openSync(path, "r");
  let offset = fstatSync(descriptor).size;
  return {
    readLines() {
      const chunk = Buffer.alloc(fstatSync(descriptor).size - offset);
      const read = chunk.subarray(0, readSync(descriptor, chunk, 0, chunk.length, offset));
      // What is behind the last end of a line may be going on.
      const end = read.lastIndexOf("\n") + 1;
      offset += end;
      return read.toString("utf8", 0, end).split("\n").slice(0, -1);
    },
    close: () => closeSync(descriptor),
  };
}
