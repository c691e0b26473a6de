import { errorNameOf } from "./errors";
import { executionNameOf } from "./executionName";
import { MalformedMessageError, parseObjectEvents, type EventOutcome } from "./objectEvents";
import type { Log, Metrics, Workflow } from "./ports";

interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

export interface DispatchPorts {
  readonly workflow: Workflow;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds of the clock on the wall. */
  readonly now: () => number;
}

const STEP = "dispatch";

/**
 * Starts one execution per object version that the messages announce.
 *
 * @returns the ids of the messages that failed; the queue delivers them again and in the end moves them to
 *   its dead-letter queue. A message is done only when all of its records are.
 */
export async function dispatchMessages(
  messages: readonly QueueMessage[],
  rawBucketName: string,
  ports: DispatchPorts,
): Promise<string[]> {
  const waitsMs: number[] = [];
  const failed = await Promise.all(
    messages.map(async (message) => {
      try {
        for (const outcome of parseObjectEvents(message.body, rawBucketName))
          waitsMs.push(...(await dispatch(outcome, ports)));
        return [];
      } catch (error) {
        const code = error instanceof MalformedMessageError ? error.code : errorNameOf(error);
        ports.log.error("message failed", { step: STEP, code });
        return [message.messageId];
      }
    }),
  );
  ports.metrics.record(waitsMs.map((value) => ({ name: "ArrivalToStart", value, dimensions: {} })));
  return failed.flat();
}

/** Answers how long an object waited whose execution was started: one that was started before did not wait for this event. */
async function dispatch(
  outcome: EventOutcome,
  { workflow, log, now }: DispatchPorts,
): Promise<readonly number[]> {
  if (outcome.kind === "ignore") {
    log.info("record ignored", { step: STEP, code: outcome.reason });
    return [];
  }
  const executionName = executionNameOf(outcome.object);
  // The input holds nothing that changes between deliveries: the same name with another input is an error.
  const result = await workflow.start(executionName, outcome.object);
  log.info(result === "started" ? "execution started" : "execution already started", {
    step: STEP,
    executionName,
  });
  if (result !== "started" || outcome.arrivedAt === undefined) return [];
  return [Math.max(0, now() - outcome.arrivedAt.getTime())]; // the clocks are two
}
