import { mkdir, rm } from "node:fs/promises";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createCloudWatchService, type RecordedMetric } from "./endpoint/cloudWatchService";
import { createDeclaredMacKeys } from "./endpoint/declaredMacKeys";
import {
  createEventBridgeService,
  declaredEventBuses,
  type RecordedEvent,
} from "./endpoint/eventBridgeService";
import { createKmsService } from "./endpoint/kmsService";
import { openLocalEndpoint } from "./endpoint/localEndpoint";
import { createSqsService } from "./endpoint/sqsService";
import { createStepFunctionsService } from "./endpoint/stepFunctionsService";
import { ExecutionWatch, type ExecutionListener } from "./executionWatch";
import type { Faults } from "./faults/faults";
import { createDeclaredFunctions } from "./functions/declaredFunctions";
import { createAccessControl, localUserArn } from "./iam/accessControl";
import { openAccessLedger, type CountedAccess } from "./iam/accessLedger";
import { createCredentialStore, type AccessKey } from "./iam/credentials";
import { collectPolicies } from "./iam/declaredPolicies";
import { requireLogKeys } from "./logKeys";
import { createJsonLinesFile } from "./jsonLinesFile";
import { openLocalSecrets } from "./localSecrets";
import { accountOf, unrunResources } from "./declaredAccount";
import { explainDataFailure } from "./localStartError";
import { lockDirectory } from "./lockDirectory";
import { createMetricsRecord } from "./metricsRecord";
import { evaluateProgram, type DeclaredStack } from "./program";
import { createDeclaredQueues } from "./queue/declaredQueues";
import { startDeclaredMappings } from "./queue/declaredMappings";
import { createS3RequestHandler, createS3Service } from "./s3";
import { authorizeS3, createDeclaredBuckets, notifyQueues } from "./storage/declaredBuckets";
import { createDeclaredStateMachines } from "./workflow/declaredStateMachines";
import type { ExecutionEvent, ExecutionResult } from "./workflow/execution";
import { whenIdle } from "./whenIdle";
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
  const releaseLock = lockDirectory(directory);
  try {
    // Whoever waits for the file must not find that of an earlier run.
    await rm(join(directory, "stack.json"), { force: true });
    const { stack = "dev", projectRoot } = options;
    const program = options.declaredStack ?? (await evaluateProgram({ stack, projectRoot }));
    return await run(program, directory, options, releaseLock);
  } catch (error) {
    releaseLock();
    throw error;
  }
}

async function run(
  program: DeclaredStack,
  directory: string,
  { port, faults }: Pick<LocalStackOptions, "port" | "faults">,
  releaseLock: () => void,
): Promise<LocalStack> {
  const { region, accountId } = accountOf(program);
  const problems = new Set<string>(unrunResources(program));
  const onProblem = (problem: string) => void problems.add(problem);
  const secrets = openLocalSecrets(directory);
  const credentials = createCredentialStore({ [localUserArn(accountId)]: secrets.user });
  const policies = collectPolicies(program);
  policies.problems.forEach(onProblem);
  const recordDenial = createJsonLinesFile(join(directory, "denials.jsonl"));
  const ledger = openAccessLedger(join(directory, "accesses.jsonl"));
  const access = createAccessControl(policies, accountId, (answer) => {
    ledger.record(answer);
    if (!answer.allowed) recordDenial({ at: new Date(), ...answer });
  });

  requireLogKeys(program, access, region);
  faults?.exempt(secrets.user.accessKeyId);
  const queues = createDeclaredQueues(program);
  const notify = notifyQueues(queues, access, onProblem);
  const s3 = await createS3Service({
    directory: join(directory, "s3"),
    region,
    onEvent: faults?.events(notify) ?? notify,
  });
  await createDeclaredBuckets(program, s3, onProblem);

  const { metrics, onMetric, onLogLine } = createMetricsRecord(directory, onProblem);
  const events: RecordedEvent[] = [];
  const recordEvent = createJsonLinesFile(join(directory, "events.jsonl"));
  const machines = new Map<string, StateMachineRunner>();
  const onInternalError = (error: unknown) =>
    onProblem(`internal error of the endpoint: ${error instanceof Error ? error.name : typeof error}`);
  const endpoint = await openLocalEndpoint({
    port,
    faults,
    region,
    credentials,
    access,
    onInternalError,
    s3: createS3RequestHandler({
      service: s3,
      authorize: authorizeS3(credentials, access),
      credentials: (accessKeyId) => credentials.secretOf(accessKeyId),
      onInternalError,
    }),
    services: [
      createStepFunctionsService(machines, region),
      createCloudWatchService(onMetric),
      createKmsService(createDeclaredMacKeys(program, secrets)),
      createSqsService(queues.values()),
      createEventBridgeService(declaredEventBuses(program), (event) => {
        events.push(event);
        recordEvent(event);
      }),
    ],
  });
  const closing: (() => unknown)[] = [() => endpoint.close(), releaseLock];
  try {
    const parts = { directory, endpointUrl: endpoint.url, region, credentials, access, onProblem };
    const functions = await createDeclaredFunctions(program, { ...parts, faults, onLogLine });
    closing.unshift(...functions.map((one) => () => one.close()));

    const watch = new ExecutionWatch();
    const recordExecution = createJsonLinesFile(join(directory, "executions.jsonl"));
    watch.listen((event) => {
      if (event.kind === "end") recordExecution(event);
    });
    const onExecution = (event: ExecutionEvent) => watch.tell(event);
    const stateMachines = await createDeclaredStateMachines(program, { ...parts, functions, onExecution });
    for (const { runner } of stateMachines) machines.set(runner.arn, runner);
    closing.unshift(...stateMachines.map((one) => () => one.close()));

    const mappings = startDeclaredMappings(program, { queues, functions, access, region, onProblem });
    closing.unshift(...mappings.map((one) => () => one.close()));

    stateMachines.forEach((one) => one.resume());

    const { outputs } = program;
    const stackFile = { ...outputs, s3Endpoint: endpoint.url, region, ...secrets.user };
    writeFileSync(join(directory, "stack.json"), `${JSON.stringify(stackFile, null, 2)}\n`, { mode: 0o600 });
    return {
      outputs,
      endpoint: endpoint.url,
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
      close: onlyOnce(() => closeAll(closing)),
    };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

/** In order: what makes new work first, what it needs last. */
async function closeAll(closing: readonly (() => unknown)[]): Promise<void> {
  for (const close of closing) await close();
}

function onlyOnce(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => (closed ??= close());
}
