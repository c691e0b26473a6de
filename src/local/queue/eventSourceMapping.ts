import type { MessageQueue, ReceivedMessage } from "./messageQueue";

export interface EventSourceMappingOptions {
  readonly queue: MessageQueue;
  readonly region: string;
  /** Most messages given to one invocation. */
  readonly batchSize: number;
  /** Most invocations at a time. */
  readonly maximumConcurrency: number;
  /** Whether `batchItemFailures` in the answer is heeded (`ReportBatchItemFailures`). */
  readonly reportBatchItemFailures: boolean;
  /** Seconds until failed messages are tried again, instead of the queue's visibility timeout. */
  readonly retryDelaySeconds?: number;
  /** Runs the function; `failed` where the invocation as a whole failed. */
  invoke(event: unknown): Promise<{ failed: boolean; payload?: unknown }>;
}

/**
 * What Lambda's poller does between a queue and a function: hands over batches, deletes what the function
 * has dealt with, and lets the rest come back.
 */
export class EventSourceMapping {
  private readonly options: EventSourceMappingOptions;
  private readonly stopListening: () => void;
  private running = 0;
  private closed = false;

  constructor(options: EventSourceMappingOptions) {
    this.options = options;
    this.stopListening = options.queue.onChange(() => this.poll());
    this.poll();
  }

  get queue(): MessageQueue {
    return this.options.queue;
  }

  close(): void {
    this.closed = true;
    this.stopListening();
  }

  private poll(): void {
    const { queue, batchSize, maximumConcurrency } = this.options;
    while (!this.closed && this.running < maximumConcurrency && queue.counts.visible > 0) {
      this.running++;
      void this.handle(queue.receive(batchSize)).finally(() => {
        this.running--;
        this.poll();
      });
    }
  }

  private async handle(messages: readonly ReceivedMessage[]): Promise<void> {
    const { queue, retryDelaySeconds } = this.options;
    const failedIds = await this.failures(messages);
    if (this.closed) return;
    for (const { messageId, receiptHandle } of messages) {
      if (!failedIds.has(messageId)) queue.delete(receiptHandle);
      else if (retryDelaySeconds !== undefined) queue.changeVisibility(receiptHandle, retryDelaySeconds);
    }
  }

  private async failures(messages: readonly ReceivedMessage[]): Promise<ReadonlySet<string>> {
    const all = new Set(messages.map(({ messageId }) => messageId));
    const Records = messages.map((message) => this.record(message));
    const { failed, payload } = await this.options
      .invoke({ Records })
      .catch(() => ({ failed: true, payload: null }));
    if (failed) return all;
    if (!this.options.reportBatchItemFailures) return new Set();
    const reported = reportedFailures(payload);
    // An answer that cannot be read, or names a message that was not in the batch, fails all of it.
    return reported?.every((id) => all.has(id)) === true ? new Set(reported) : all;
  }

  private record({ messageId, receiptHandle, body, md5OfBody, ...message }: ReceivedMessage) {
    return {
      messageId,
      receiptHandle,
      body,
      attributes: {
        ApproximateReceiveCount: String(message.receiveCount),
        SentTimestamp: String(message.sentAtMs),
        SenderId: "local",
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
      },
      messageAttributes: {},
      md5OfBody,
      eventSource: "aws:sqs",
      eventSourceARN: this.options.queue.arn,
      awsRegion: this.options.region,
    };
  }
}

/** No answer and no list mean that all went well, as Lambda reads them. */
function reportedFailures(payload: unknown): string[] | undefined {
  if (payload === null || payload === undefined) return [];
  if (typeof payload !== "object") return undefined;
  const failures: unknown = "batchItemFailures" in payload ? payload.batchItemFailures : [];
  if (failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = failures.map((failure: unknown) => {
    const id: unknown = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    return typeof id === "string" && id !== "" ? id : undefined;
  });
  return ids.some((id) => id === undefined) ? undefined : (ids as string[]);
}
