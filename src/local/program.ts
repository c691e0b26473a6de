import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { join, resolve, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { existsSync } from "node:fs";
import { LocalStartError } from "./localStartError";
import type { DeclaredStack } from "./program/declaredStack";
import { RecordingMocks } from "./program/recordingMocks";
import { readProjectName, readStackFile } from "./program/stackFile";

export type { DeclaredResource, DeclaredStack } from "./program/declaredStack";
export { unpackFunctionArchive } from "./program/functionArchive";

export interface EvaluateProgramOptions {
  /** The stack whose Pulumi.<stack>.yaml configures the program. */
  readonly stack: string;
  /** The folder of Pulumi.yaml, with dist/ built. */
  readonly projectRoot: string;
  /** Instead of the stack's `aws:region`. */
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
  /** Configuration by full key (`medical-imaging-pipeline:lifecycleDays`), over that of the stack's file. */
  readonly config?: Readonly<Record<string, string>> | undefined;
}

let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs the Pulumi program as `pulumi up` would, with no engine and no account, and says what it
 * declares. While it runs, the process's working directory is the project's, as Pulumi has it;
 * evaluations in one process wait for each other.
 *
 * @throws LocalStartError CANNOT_RUN_LOCALLY that names every resource type and provider call that local mode does
 *   not know; WRONG_CONFIGURATION with what the program says of its configuration; UNKNOWN_STACK; NOT_BUILT; or what
 *   else the program itself threw
 */
export function evaluateProgram(options: EvaluateProgramOptions): Promise<DeclaredStack> {
  const evaluation = previous.then(() => evaluate(options));
  previous = evaluation.catch(() => undefined);
  return evaluation;
}

async function evaluate(options: EvaluateProgramOptions): Promise<DeclaredStack> {
  const { stack } = options;
  const projectRoot = resolve(options.projectRoot);
  const config = { ...readStackFile(projectRoot, stack), ...options.config };
  const region = options.region ?? config["aws:region"] ?? "us-east-1";
  const mocks = new RecordingMocks({ region, accountId: options.accountId ?? "000000000000" }, projectRoot);

  const workingDirectory = process.cwd();
  const onRejection = (reason: unknown) => void mocks.failures.push(reason);
  process.chdir(projectRoot);
  process.on("unhandledRejection", onRejection);
  try {
    await mocks.install(readProjectName(projectRoot), stack);
    pulumi.runtime.setAllConfig({ ...config, "aws:region": region });
    const program = loadProgram(projectRoot);
    await pulumi.runtime.disconnect();
    // Promises that nobody awaits are reported once the queue of callbacks is empty.
    await setImmediate();
    if (mocks.failures.length > 0) throw failure(mocks.failures);
    return { outputs: await resolveOutputs(program), resources: mocks.resources };
  } catch (error) {
    throw explained(error);
  } finally {
    process.off("unhandledRejection", onRejection);
    process.chdir(workingDirectory);
  }
}

/** The exports of dist/index.js, run anew: only the program's own modules keep what they made. */
function loadProgram(projectRoot: string): Record<string, unknown> {
  const dist = join(projectRoot, "dist");
  if (!existsSync(join(dist, "index.js")))
    throw new LocalStartError("NOT_BUILT", 'dist/index.js is missing: run "npm run build" first');
  const requireProgram = createRequire(join(dist, "index.js"));
  const own = [join(dist, "index.js"), join(dist, "src", "infra") + sep];
  for (const file of Object.keys(requireProgram.cache))
    if (own.some((path) => file.startsWith(path))) Reflect.deleteProperty(requireProgram.cache, file);
  return requireProgram("./index.js") as Record<string, unknown>;
}

async function resolveOutputs(program: Record<string, unknown>): Promise<Record<string, unknown>> {
  const entries = Object.entries(program).map(
    async ([name, value]) => [name, await resolved(value)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const resolved = (value: unknown): Promise<unknown> =>
  new Promise((done) => {
    const output: pulumi.Output<unknown> = pulumi.output(value);
    output.apply(done);
  });

/** One error for all failures; those that a person can mend stand before what followed from them. */
function failure(failures: readonly unknown[]): unknown {
  const all = failures.map(explained);
  const mendable = all.filter((reason) => reason instanceof LocalStartError);
  const messages = (mendable.length > 0 ? mendable : all).map((reason) =>
    reason instanceof Error ? reason.message : String(reason),
  );
  const text = [...new Set(messages)].join("\n");
  const [first] = mendable;
  return first ? new LocalStartError(first.code, text, { cause: first }) : new Error(text, { cause: all[0] });
}

/** A program ends with a RunError to tell a person what to change. */
const explained = (error: unknown): unknown =>
  pulumi.RunError.isInstance(error)
    ? new LocalStartError("WRONG_CONFIGURATION", error.message, { cause: error })
    : error;
