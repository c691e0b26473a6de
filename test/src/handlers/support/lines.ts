import { Writable } from "node:stream";
import { createLog } from "../../../../src/handlers/runtime/log";
import type { Log, LogMessage } from "../../../../src/pipeline/ports";

/** A log whose lines are kept, as text and read back. */
export class CapturedLog {
  text = "";
  readonly log: Log;

  constructor(level?: string) {
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.text += chunk.toString();
        done();
      },
    });
    this.log = createLog(stream, level);
  }

  get lines(): (Record<string, unknown> & { message: LogMessage })[] {
    return this.text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown> & { message: LogMessage });
  }
}
