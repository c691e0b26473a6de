import { rmSync } from "node:fs";
import { createJsonLinesFile } from "../jsonLinesFile";
import type { AccessAnswer } from "./accessControl";

/** An answer of the policies, and how often it was given. */
export interface CountedAccess extends AccessAnswer {
  readonly count: number;
}

export interface AccessLedger {
  record(answer: AccessAnswer): void;
  /** One entry for each distinct answer. */
  readonly accesses: readonly CountedAccess[];
}

/** Far more than the roles, actions and statements of a program come to. */
const MOST_ENTRIES = 10_000;

/**
 * Keeps what was asked of the policies in a run: in memory with its count, and in the file as one line at its first time. Both are
 * bounded by what the program declares, and beyond that by a number: somebody who asks for buckets that do not exist does not fill the disk.
 */
export function openAccessLedger(path: string): AccessLedger {
  rmSync(path, { force: true });
  const write = createJsonLinesFile(path);
  const counted = new Map<string, { answer: AccessAnswer; count: number }>();
  return {
    record(answer) {
      const id = JSON.stringify(answer);
      const known = counted.get(id);
      if (known !== undefined) known.count++;
      else if (counted.size < MOST_ENTRIES) {
        counted.set(id, { answer, count: 1 });
        write(answer);
      }
    },
    get accesses() {
      return Array.from(counted.values(), ({ answer, count }) => ({ ...answer, count }));
    },
  };
}
