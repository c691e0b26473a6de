/** A worker thread of `deidentify --jobs`: takes tasks from its parent, answers a result for each. */
import { parentPort, workerData } from "node:worker_threads";
import { FileDeidentifier } from "./deidentifyFile";
import type { RunOptions, Task } from "./task";

const deidentifier = new FileDeidentifier(workerData as RunOptions);

parentPort?.on("message", (task: Task) => {
  void deidentifier.run(task).then((result) => parentPort?.postMessage(result));
});
