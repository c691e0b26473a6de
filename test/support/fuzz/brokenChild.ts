/** Stands in for `tools/fuzz/child.ts`: some inputs are its end. The seed 13 is its end before the first. */
import { writeSync } from "node:fs";
import { ProgressWriter } from "../../../tools/fuzz/progress";
import type { Message, Task } from "../../../tools/fuzz/protocol";

const say = (message: Message) =>
  new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));

async function work({ seed, firstRun, endRun, step, progressPath }: Task): Promise<void> {
  if (seed === 13) process.exit(3);
  const progress = new ProgressWriter(progressPath);
  for (let run = firstRun; run < endRun; run += step) {
    progress.start(run);
    if (run === 2) for (;;); // forever
    if (run === 3) await say({ kind: "finding", finding: { run, kind: "errors", texts: ["three"] } });
    if (run === 4) writeSync(2, "four is too much");
    if (run === 4) process.exit(9);
    if (run === 5) process.kill(process.pid, "SIGTERM");
    if (run === 5) for (;;);
    if (run === 6) {
      await say({ kind: "gaveUp", finding: { run, kind: "memory", texts: ["much"] } });
      process.exit(0);
    }
  }
  await say({ kind: "done", slowest: { run: 7, milliseconds: 1 }, peakMebibytes: 100 });
  process.disconnect();
}

void work(JSON.parse(process.argv[2] ?? "{}") as Task);
