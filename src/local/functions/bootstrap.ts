/**
 * Runs inside each function's child process, in place of Lambda's runtime: loads the declared handler
 * from the unpacked archive and answers one event at a time over IPC. Imports nothing of this project
 * but types, so that a function finds only what its archive holds.
 */
import Module, { createRequire } from "node:module";
import { join, sep } from "node:path";
import { inspect } from "node:util";
import type { FunctionError, InvokeMessage, OutcomeMessage } from "./protocol";

type Callback = (error?: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: object, callback: Callback) => unknown;

const environment = process.env;
const taskRoot = environment.LAMBDA_TASK_ROOT ?? process.cwd();

/** Loads nothing from a `node_modules` above the archive: a file missing in it must be missed here as on AWS. */
function confineModules(): void {
  const loader = Module as unknown as { _nodeModulePaths(from: string): string[] };
  const everywhere = loader._nodeModulePaths.bind(loader);
  loader._nodeModulePaths = (from) => everywhere(from).filter((path) => path.startsWith(taskRoot + sep));
}

function loadHandler(): Handler {
  confineModules();
  const [moduleName = "", ...path] = (environment._HANDLER ?? "").split(".");
  const load = createRequire(join(taskRoot, "bootstrap.js"));
  let value: unknown = load(`./${moduleName}`);
  for (const name of path) value = (value as Record<string, unknown>)[name];
  if (typeof value !== "function")
    throw named("Runtime.HandlerNotFound", "the declared handler is no function");
  return value as Handler;
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

let handler: Handler | undefined;

async function answer({ requestId, event, deadlineMs }: InvokeMessage): Promise<void> {
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    invokedFunctionArn: environment.LOCAL_FUNCTION_ARN,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
  try {
    handler ??= loadHandler();
    reply({ requestId, payload: (await call(handler, event, context)) ?? null, peakRssBytes: peakRss() });
  } catch (error) {
    reply({ requestId, error: describe(error), peakRssBytes: peakRss() });
  }
}

/** A handler answers by promise, or by the callback that it declares as third parameter. */
function call(run: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const result = run(event, context, (error, value) => {
      if (error === undefined || error === null) resolve(value);
      else reject(error instanceof Error ? error : named("Error", inspect(error, { depth: 0 })));
    });
    if (result instanceof Promise || run.length < 3) resolve(result);
  });
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error))
    return { errorType: typeof error, errorMessage: inspect(error, { depth: 0 }), trace: [] };
  const trace = (error.stack ?? "").split("\n");
  return { errorType: error.name, errorMessage: error.message, trace };
}

let seenBytes = 0;

/** The most memory that was seen. Not what the kernel counts: the peak of a new process can be the size of its parent. */
function peakRss(): number {
  return (seenBytes = Math.max(seenBytes, process.memoryUsage.rss()));
}

const MEBIBYTE = 1024 * 1024;
const WATCH_INTERVAL_MS = 100;
const memoryBytes = Number(environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE) * MEBIBYTE;

/**
 * Lambda ends a function that takes more memory than is declared, buffers outside of the heap included. Here
 * the function looks at itself, and once more before it answers.
 */
function endWhenOverMemory(): void {
  if (peakRss() > memoryBytes) process.kill(process.pid, "SIGKILL");
}

function reply(message: OutcomeMessage): void {
  endWhenOverMemory();
  process.send?.(message);
}

setInterval(endWhenOverMemory, WATCH_INTERVAL_MS).unref();

// Without its parent a function would wait for ever: the channel closes with the parent, however it dies.
process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole process group. The parent decides what becomes of a running event: a function
// that died of it would look like a fault, and send a sound object to quarantine.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("message", (message: InvokeMessage) => void answer(message));
