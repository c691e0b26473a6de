import { errorNameOf, OutOfTimeError } from "../../pipeline/errors";
import type { Clock, Log, Metric, Metrics, StepName } from "../../pipeline/ports";
import { rejectionOf, type Rejection } from "../../pipeline/rejection";
import { isTransient, TRANSIENT_SERVICE_ERROR } from "./transientError";
import { parseStepEvent, type StepEvent } from "./stepEvent";

export type { StepName } from "../../pipeline/ports";

/** What every step answers; the workflow goes on with 200 only. `body` is JSON. */
export interface StepResponse {
  readonly statusCode: number;
  readonly body: string;
}

/** Lambda's second argument, as far as it is looked at. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

export type StepHandler = (event: unknown, context?: InvocationContext) => Promise<StepResponse>;

/** Time to end requests that are on their way and to take back what was begun; less where there is less than five times. */
const ENDING_MS = 15_000;

export interface StepRuntime {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

export const monotonicClock: Clock = { monotonicMs: () => performance.now() };

/**
 * Wraps a use case as the handler of a step: checks the event, times it, counts it, and turns errors into
 * what the workflow understands. An input at fault is answered as 422 with a reason that holds no value;
 * anything else is thrown under a stable name with a message without data.
 *
 * @param measure what is counted of facts, beside the duration
 * @param measureRejection the same of an input at fault
 */
export function createStepHandler<Facts extends object>(
  step: StepName,
  { log, metrics, clock }: StepRuntime,
  run: (event: StepEvent, deadline: AbortSignal) => Promise<Facts>,
  measure: (facts: Facts) => readonly Metric[] = () => [],
  measureRejection: (rejection: Rejection) => readonly Metric[] = () => [],
): StepHandler {
  return async (event, context) => {
    const startedMs = clock.monotonicMs();
    let executionName: string | undefined;
    const fieldsAtEnd = (code: string) => {
      return { executionName, step, durationMs: Math.round(clock.monotonicMs() - startedMs), code };
    };
    const deadline = deadlineOf(context);
    try {
      const parsed = parseStepEvent(event);
      executionName = parsed.executionName;
      const facts = await run(parsed, deadline.signal);
      const fields = fieldsAtEnd("OK");
      log.info("step done", fields);
      metrics.record([durationMetric(step, fields.durationMs), ...measure(facts)]);
      return { statusCode: 200, body: JSON.stringify(facts) };
    } catch (error) {
      const rejection = rejectionOf(error);
      const fields = fieldsAtEnd(rejection?.code ?? errorNameOf(error));
      // The workflow counts what went wrong, once an execution and by code: it also knows of functions that did not come to this.
      const refused = rejection ? measureRejection(rejection) : [];
      metrics.record([durationMetric(step, fields.durationMs), ...refused]);
      if (!rejection) {
        log.error("step failed", fields);
        throw withoutData(error, step);
      }
      log.warn("input rejected", fields);
      return { statusCode: 422, body: JSON.stringify({ step, fault: "input", ...rejection }) };
    } finally {
      deadline.clear();
    }
  };
}

/** Aborted shortly before Lambda ends the process, which it does without a word and with uploads half done. */
function deadlineOf(context: InvocationContext | undefined) {
  const controller = new AbortController();
  const remainingMs = context?.getRemainingTimeInMillis();
  const timer =
    remainingMs === undefined
      ? undefined
      : setTimeout(
          () => controller.abort(new OutOfTimeError()),
          remainingMs - Math.min(ENDING_MS, remainingMs / 5),
        );
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

function durationMetric(step: StepName, value: number): Metric {
  return { name: "StepDuration", value, dimensions: { Step: step } };
}

/**
 * The error that leaves the function. Messages of errors may quote what they were given (an XML answer, a
 * key), so only the name goes on, and the stack's frames, which are places in this code. What may be gone at the next
 * attempt goes by one name, since the state machine cannot list all that services call it.
 */
function withoutData(error: unknown, step: StepName): Error {
  const name = errorNameOf(error);
  const safe = new Error(`the ${step} step failed with ${name}`);
  safe.name = isTransient(error) ? TRANSIENT_SERVICE_ERROR : name;
  safe.stack = [`${safe.name}: ${safe.message}`, ...framesOf(error)].join("\n");
  return safe;
}

function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  // A message of several lines could look like a frame: cut it off by length, not by form.
  const messageAt = error.stack.indexOf(error.message);
  const afterMessage = messageAt < 0 ? "" : error.stack.slice(messageAt + error.message.length);
  return afterMessage.split("\n").filter((line) => /^\s+at /.test(line));
}
