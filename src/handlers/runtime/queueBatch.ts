import * as v from "valibot";
import { InvalidStepEventError } from "../../pipeline/errors";

const batchSchema = v.object({ Records: v.array(v.object({ messageId: v.string(), body: v.string() })) });

type QueueMessages = v.InferOutput<typeof batchSchema>["Records"];

/** What SQS expects of a function with `ReportBatchItemFailures`. */
interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

export type QueueHandler = (event: unknown) => Promise<BatchResponse>;

/**
 * Wraps a use case as the handler of a queue's messages.
 *
 * @param run answers the ids of the messages that failed
 */
export const createQueueHandler =
  (name: string, run: (messages: QueueMessages) => Promise<readonly string[]>): QueueHandler =>
  async (event) => {
    if (!v.is(batchSchema, event)) throw new InvalidStepEventError(`${name}: the event is no SQS batch`);
    const failed = await run(event.Records);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
