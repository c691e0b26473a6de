/** A worker thread of `deidentify --jobs`: takes tasks from its parent, answers a result for each, in their order. */
import { parentPort, workerData } from "node:worker_threads";
import { FileDeidentifier } from "./deidentifyFile";
import type { RunOptions, Task } from "./task";

const deidentifier = new FileDeidentifier(workerData as RunOptions);

// One after the other: tasks come before the last one is done, and the deidentifier has one set of buffers.
let last = Promise.resolve();

parentPort?.on("message", (task: Task) => {
  last = last.then(async () => parentPort?.postMessage(await deidentifier.run(task)));
});
