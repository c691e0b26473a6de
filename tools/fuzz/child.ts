/** A process that works on inputs; see `supervise.ts`, which starts and ends it. */
import { performance } from "node:perf_hooks";
import { readFixtures } from "./corpus";
import { exercise } from "./exercise";
import { inputOf } from "./fuzz";
import { ProgressWriter } from "./progress";
import type { Message, Slowest, Task } from "./protocol";

const KIB_PER_MIB = 1024;

const peakMebibytes = () => process.resourceUsage().maxRSS / KIB_PER_MIB;

async function work(task: Task): Promise<Message> {
  const fixtures = await readFixtures(task.corpus);
  const progress = new ProgressWriter(task.progressPath);
  let slowest: Slowest = { run: task.firstRun, milliseconds: 0 };
  for (let run = task.firstRun; run < task.endRun; run += task.step) {
    progress.start(run);
    const start = performance.now();
    const errors = await exercise(inputOf({ seed: task.seed, fixtures }, run).bytes);
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { run, milliseconds };
    if (errors.length > 0)
      await say({ kind: "finding", finding: { run, kind: "errors", texts: errors.map(textOf) } });
    const taken = peakMebibytes();
    if (taken > task.memoryMebibytes) {
      const texts = [`the process took ${Math.round(taken)} MiB`];
      return { kind: "gaveUp", finding: { run, kind: "memory", texts } };
    }
  }
  progress.close();
  return { kind: "done", slowest, peakMebibytes: peakMebibytes() };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${textOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function say(message: Message): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

void work(JSON.parse(process.argv[2] ?? "{}") as Task)
  .then(say)
  .then(() => process.disconnect());
