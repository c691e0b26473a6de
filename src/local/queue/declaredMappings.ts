import { availableParallelism } from "node:os";
import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { LocalFunction } from "../functions/declaredFunctions";
import { findFunction } from "../functions/functionNames";
import type { AccessControl } from "../iam/accessControl";
import { missingKeyActions, sqsKeyContext } from "../iam/keyUse";
import type { DeclaredStack } from "../program";
import { EventSourceMapping } from "./eventSourceMapping";
import type { MessageQueue } from "./messageQueue";

const mappingSchema = v.object({
  eventSourceArn: v.string(),
  functionName: v.string(),
  enabled: v.optional(v.boolean(), true),
  batchSize: v.optional(v.number(), 10),
  functionResponseTypes: v.optional(v.array(v.string()), []),
  scalingConfig: v.optional(v.object({ maximumConcurrency: v.optional(v.number()) })),
});

/** Lambda polls with the function's own role. */
const POLLING_ACTIONS = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/** Waiting out a visibility timeout of minutes would look like a hang here; on AWS it is what protects a broken function. */
const RETRY_DELAY_SECONDS = 1;

interface MappingParts {
  readonly queues: ReadonlyMap<string, MessageQueue>;
  readonly functions: readonly LocalFunction[];
  readonly access: AccessControl;
  readonly region: string;
  readonly onProblem: (problem: string) => void;
}

/** Starts the declared event source mappings from queues to functions. */
export function startDeclaredMappings(stack: DeclaredStack, parts: MappingParts): EventSourceMapping[] {
  const declarations = declared(stack, "aws:lambda/eventSourceMapping:EventSourceMapping", mappingSchema);
  return declarations.flatMap(({ resource, properties }) => {
    const queue = parts.queues.get(properties.eventSourceArn);
    const target = findFunction(parts.functions, properties.functionName)?.fn;
    if (!properties.enabled) return [];
    if (queue === undefined || target === undefined) {
      parts.onProblem(`${resource.name}: its queue or function is not declared in this stack`);
      return [];
    }
    const principal = { kind: "identity", arn: target.roleArn } as const;
    const context = sqsKeyContext(queue.arn, parts.region);
    const missing = POLLING_ACTIONS.filter(
      (action) => !parts.access.allows({ principal, action, resource: queue.arn }),
    );
    missing.push(
      ...missingKeyActions(parts.access, queue.kmsKeyArn, ["kms:Decrypt"], { principal, context }),
    );
    if (missing.length > 0) {
      parts.onProblem(
        `${resource.name}: the function's role lacks ${missing.join(", ")} on ${queue.name} or its key`,
      );
      return [];
    }
    return new EventSourceMapping({
      queue,
      region: parts.region,
      batchSize: properties.batchSize,
      maximumConcurrency: properties.scalingConfig?.maximumConcurrency ?? availableParallelism(),
      reportBatchItemFailures: properties.functionResponseTypes.includes("ReportBatchItemFailures"),
      retryDelaySeconds: RETRY_DELAY_SECONDS,
      invoke: async (event) => {
        const { payload, error } = await target.invoke(event);
        return { failed: error !== undefined, payload };
      },
    });
  });
}
