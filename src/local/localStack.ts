import { writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Closing } from "./closing";
import { accountOf, unrunResources } from "./declaredAccount";
import { openDeclaredServices } from "./declaredServices";
import { startDeclaredWork } from "./declaredWork";
import type { RecordedMetric } from "./endpoint/cloudWatchService";
import type { RecordedEvent } from "./endpoint/eventBridgeService";
import type { ExecutionListener } from "./executionWatch";
import type { Faults } from "./faults/faults";
import { localUserArn } from "./iam/accessControl";
import type { CountedAccess } from "./iam/accessLedger";
import { createCredentialStore, type AccessKey } from "./iam/credentials";
import { createRecordedAccess } from "./iam/recordedAccess";
import { explainDataFailure } from "./localStartError";
import { openLocalSecrets } from "./localSecrets";
import { lockDirectory } from "./lockDirectory";
import { requireLogKeys } from "./logKeys";
import { evaluateProgram, type DeclaredStack } from "./program";
import { whenIdle } from "./whenIdle";
import type { ExecutionResult } from "./workflow/execution";
import type { StateMachineRunner } from "./workflow/stateMachineRunner";

export type { ExecutionListener } from "./executionWatch";
export { LocalStartError, type LocalStartCode } from "./localStartError";
export type { ExecutionEvent, ExecutionResult } from "./workflow/execution";

export interface LocalStackOptions {
  /** Keeps all state; made where it is missing. One stack at a time may use it. */
  readonly directory: string;
  /** Name of the Pulumi stack; `dev` unless given. */
  readonly stack?: string | undefined;
  /** Of the endpoint on 127.0.0.1; any free one unless given. */
  readonly port?: number | undefined;
  /** Folder of Pulumi.yaml, with dist/ built. */
  readonly projectRoot: string;
  /** Instead of evaluating the program: what to run. For tests of changed declarations. */
  readonly declaredStack?: DeclaredStack | undefined;
  /** What is to go wrong; nothing unless given. */
  readonly faults?: Faults | undefined;
}

export interface LocalStack {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly endpoint: string;
  readonly region: string;
  /** Of the local user, who may do what no policy explicitly denies. */
  readonly credentials: AccessKey;
  /** What is declared and does not happen here as on AWS, for people to read; grows while the stack runs. */
  readonly problems: readonly string[];
  readonly metrics: readonly RecordedMetric[];
  /** What was asked of the declared policies so far, and what they answered; grows while the stack runs. */
  readonly accesses: readonly CountedAccess[];
  /** What the stack has put on its event buses. */
  readonly events: readonly RecordedEvent[];
  onExecution(listener: ExecutionListener): () => void;
  /** Resolves when the execution has ended, also one that is yet to be started. */
  waitForExecution(executionName: string): Promise<ExecutionResult>;
  /**
   * Resolves when no event, message or execution is on its way. A dead-lettered message is at rest. Messages that are
   * delayed are delivered as soon as everything else is at rest.
   */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs what the Pulumi program declares, on this machine, until it is closed. What is not declared does
 * not happen.
 * @throws LocalStartError where a person can mend what keeps the stack from starting
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const directory = resolve(options.directory);
  return startIn(directory, options).catch((error: unknown) => {
    throw explainDataFailure(error, directory);
  });
}

async function startIn(directory: string, options: LocalStackOptions): Promise<LocalStack> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const closing = new Closing();
  closing.first(lockDirectory(directory));
  try {
    // Whoever waits for the file must not find that of an earlier run.
    await rm(join(directory, "stack.json"), { force: true });
    const { stack = "dev", projectRoot } = options;
    const program = options.declaredStack ?? (await evaluateProgram({ stack, projectRoot }));
    return await run(program, directory, options, closing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

async function run(
  program: DeclaredStack,
  directory: string,
  { port, faults }: Pick<LocalStackOptions, "port" | "faults">,
  closing: Closing,
): Promise<LocalStack> {
  const { outputs } = program;
  const { region, accountId } = accountOf(program);
  const problems = new Set<string>(unrunResources(program));
  const onProblem = (problem: string) => void problems.add(problem);
  const secrets = openLocalSecrets(directory);
  const credentials = createCredentialStore({ [localUserArn(accountId)]: secrets.user });
  const { access, ledger } = createRecordedAccess(program, { directory, accountId, onProblem });
  requireLogKeys(program, access, region);
  faults?.exempt(secrets.user.accessKeyId);

  const machines = new Map<string, StateMachineRunner>();
  const parts = { directory, region, credentials, access, faults, machines, onProblem };
  const services = await openDeclaredServices(program, { ...parts, secrets, port }, closing);
  const { endpointUrl, metrics, events } = services;
  const { mappings, watch } = await startDeclaredWork(program, { ...parts, ...services }, closing);

  const stackFile = { ...outputs, s3Endpoint: endpointUrl, region, ...secrets.user };
  writeFileSync(join(directory, "stack.json"), `${JSON.stringify(stackFile, null, 2)}\n`, { mode: 0o600 });
  return {
    outputs,
    endpoint: endpointUrl,
    region,
    credentials: secrets.user,
    get problems() {
      return [...problems];
    },
    metrics,
    get accesses() {
      return ledger.accesses;
    },
    events,
    onExecution: (listener) => watch.listen(listener),
    waitForExecution: (executionName) => watch.resultOf(executionName),
    idle: async () => {
      // Otherwise an event is in the queue before S3 answers.
      await faults?.eventsReleased();
      await whenIdle({ mappings, machines: [...machines.values()], watch });
    },
    close: () => closing.run(),
  };
}
