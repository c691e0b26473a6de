import { join } from "node:path";
import type { Closing } from "./closing";
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
import type { Faults } from "./faults/faults";
import type { RoleParts } from "./iam/credentialsOfRole";
import { createJsonLinesFile } from "./jsonLinesFile";
import type { LocalSecrets } from "./localSecrets";
import { createMetricsRecord } from "./metricsRecord";
import type { DeclaredStack } from "./program";
import { createDeclaredQueues } from "./queue/declaredQueues";
import type { MessageQueue } from "./queue/messageQueue";
import { createS3RequestHandler, createS3Service, type S3Service } from "./s3";
import { authorizeS3, createDeclaredBuckets, notifyQueues } from "./storage/declaredBuckets";
import type { StateMachineRunner } from "./workflow/stateMachineRunner";

export interface ServiceParts extends RoleParts {
  readonly directory: string;
  readonly region: string;
  readonly secrets: LocalSecrets;
  /** Of the endpoint on 127.0.0.1; any free one unless given. */
  readonly port: number | undefined;
  readonly faults: Faults | undefined;
  /** Those that executions can be started of, by ARN; looked up with each request. */
  readonly machines: ReadonlyMap<string, StateMachineRunner>;
}

export interface DeclaredServices {
  readonly endpointUrl: string;
  readonly queues: ReadonlyMap<string, MessageQueue>;
  readonly metrics: readonly RecordedMetric[];
  readonly events: readonly RecordedEvent[];
  /** To be told each line of a function's log. */
  readonly onLogLine: (line: string) => void;
}

/** Opens the endpoint that answers for the declared buckets, queues, keys, event buses and state machines. */
export async function openDeclaredServices(
  program: DeclaredStack,
  parts: ServiceParts,
  closing: Closing,
): Promise<DeclaredServices> {
  const { directory, region, credentials, access, faults, machines, onProblem } = parts;
  const queues = createDeclaredQueues(program);
  const s3 = await openBuckets(program, parts, queues);
  const { metrics, onMetric, onLogLine } = createMetricsRecord(directory, onProblem);
  const events: RecordedEvent[] = [];
  const recordEvent = createJsonLinesFile(join(directory, "events.jsonl"));
  const onInternalError = (error: unknown) =>
    onProblem(`internal error of the endpoint: ${error instanceof Error ? error.name : typeof error}`);
  const endpoint = await openLocalEndpoint({
    port: parts.port,
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
      createKmsService(createDeclaredMacKeys(program, parts.secrets)),
      createSqsService(queues.values(), region),
      createEventBridgeService(declaredEventBuses(program), (event) => {
        events.push(event);
        recordEvent(event);
      }),
    ],
  });
  closing.first(() => endpoint.close());
  return { endpointUrl: endpoint.url, queues, metrics, events, onLogLine };
}

/** The declared buckets, whose events go to the declared queues. */
async function openBuckets(
  program: DeclaredStack,
  { directory, region, access, faults, onProblem }: ServiceParts,
  queues: ReadonlyMap<string, MessageQueue>,
): Promise<S3Service> {
  const notify = notifyQueues(queues, access, onProblem);
  const s3 = await createS3Service({
    directory: join(directory, "s3"),
    region,
    onEvent: faults?.events(notify) ?? notify,
  });
  await createDeclaredBuckets(program, s3, onProblem);
  return s3;
}
