import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { FileDeidentifier } from "./deidentifyFile";
import type { RunOptions, Task, TaskResult } from "./task";

/** Tasks that a worker may be ahead of the slowest one, per worker: bounds the outputs that wait. */
const AHEAD_PER_WORKER = 64;

/** Tasks that a worker has at hand, so that it never waits for the next one to come … */
const QUEUED_PER_WORKER = 4;

/** … except among the last ones, for each worker: there the next task goes to whoever is free. */
const EVENLY_SHARED = 8;

/**
 * Runs the tasks on `jobs` threads and yields their results in the order of the tasks, so that a run's
 * outcome does not depend on the number of threads.
 */
export async function* runTasks(
  tasks: readonly Task[],
  options: RunOptions,
  jobs: number,
): AsyncGenerator<TaskResult, void, undefined> {
  if (jobs === 1 || tasks.length === 1) {
    const deidentifier = new FileDeidentifier(options);
    for (const task of tasks) {
      yield await deidentifier.run(task);
      await setImmediate(); // nothing else waits for anything here, and Ctrl-C is to be heard
    }
    return;
  }
  const workers = Array.from(
    { length: Math.min(jobs, tasks.length) },
    () => new Worker(join(__dirname, "worker.js"), { workerData: options }),
  );
  try {
    yield* inOrder(tasks, workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function* inOrder(
  tasks: readonly Task[],
  workers: readonly Worker[],
): AsyncGenerator<TaskResult, void, undefined> {
  const finished = new Map<number, TaskResult>();
  const waiting = new Map<Worker, number>(workers.map((worker) => [worker, 0]));
  let given = 0;
  let taken = 0;
  const failures: Error[] = [];
  let wake: () => void = () => undefined;

  const give = (worker: Worker) => {
    const depth = tasks.length - given > EVENLY_SHARED * workers.length ? QUEUED_PER_WORKER : 1;
    let queued = waiting.get(worker) ?? 0;
    while (queued < depth && given < tasks.length && given - taken < AHEAD_PER_WORKER * workers.length) {
      worker.postMessage(tasks[given++]);
      queued++;
    }
    waiting.set(worker, queued);
  };
  for (const worker of workers) {
    worker.on("message", (result: TaskResult) => {
      finished.set(result.index, result);
      waiting.set(worker, (waiting.get(worker) ?? 1) - 1);
      give(worker);
      wake();
    });
    worker.on("error", (error: Error) => {
      failures.push(error);
      wake();
    });
    give(worker);
  }
  for (const task of tasks) {
    while (!finished.has(task.index)) {
      if (failures[0]) throw failures[0];
      await new Promise<void>((resolve) => (wake = resolve));
    }
    const result = finished.get(task.index);
    finished.delete(task.index);
    taken++;
    for (const [worker, queued] of waiting) if (queued === 0) give(worker);
    if (result) yield result;
  }
}
