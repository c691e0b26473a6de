import { createHash, randomUUID } from "node:crypto";
import { systemClock, type Clock } from "./clock";

export interface MessageQueueOptions {
  readonly name: string;
  readonly arn: string;
  readonly visibilityTimeoutSeconds: number;
  /** Of KMS. Nothing is encrypted here: senders and receivers have to be allowed to use it. */
  readonly kmsKeyArn?: string | undefined;
  /** Where a message goes that was received `maxReceiveCount` times and is visible again. */
  readonly redrive?: { readonly target: MessageQueue; readonly maxReceiveCount: number };
  readonly clock?: Clock;
}

export interface SendOptions {
  /** Until the message can be received for the first time; 0 unless given. */
  readonly delaySeconds?: number;
  /** Called once, when the message is deleted or goes to the dead-letter queue. */
  readonly onSettled?: (() => void) | undefined;
}

export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** 1 for the first receipt. */
  readonly receiveCount: number;
  readonly sentAtMs: number;
  readonly firstReceivedAtMs: number;
}

interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly sentAtMs: number;
  firstReceivedAtMs?: number;
  receiveCount: number;
  receiptHandle?: string;
  cancelReturn?: () => void;
  readonly onSettled?: (() => void) | undefined;
}

/**
 * A standard SQS queue within this process: a received message is hidden for the visibility timeout and
 * comes back unless deleted, and goes to the dead-letter queue when it came back too often.
 */
export class MessageQueue {
  readonly name: string;
  readonly arn: string;
  readonly kmsKeyArn: string | undefined;
  private readonly options: MessageQueueOptions;
  private readonly clock: Clock;
  private readonly visible: StoredMessage[] = [];
  private readonly delayed = new Map<StoredMessage, () => void>();
  private readonly inFlight = new Map<string, StoredMessage>();
  private readonly listeners = new Set<() => void>();

  constructor(options: MessageQueueOptions) {
    this.name = options.name;
    this.arn = options.arn;
    this.kmsKeyArn = options.kmsKeyArn;
    this.options = options;
    this.clock = options.clock ?? systemClock;
  }

  /** Messages that a receiver could get now, those that one has and did not delete yet, and those whose time has not come. */
  get counts(): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    return { visible: this.visible.length, inFlight: this.inFlight.size, delayed: this.delayed.size };
  }

  /** Calls `listener` whenever a message becomes visible or is deleted; answers what ends that. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  send(body: string, { delaySeconds = 0, onSettled }: SendOptions = {}): string {
    const messageId = randomUUID();
    const message = { messageId, body, sentAtMs: this.clock.now(), receiveCount: 0, onSettled };
    const show = () => {
      this.delayed.delete(message);
      this.visible.push(message);
      this.changed();
    };
    if (delaySeconds === 0) show();
    else this.delayed.set(message, this.clock.after(delaySeconds * 1000, show));
    return messageId;
  }

  /** Shows every delayed message now, in the order in which they were sent. */
  skipDelays(): void {
    if (this.delayed.size === 0) return;
    for (const [message, cancel] of this.delayed) {
      cancel();
      this.visible.push(message);
    }
    this.delayed.clear();
    this.changed();
  }

  /** At most `limit` messages, oldest first; each is hidden from now on. */
  receive(limit: number): ReceivedMessage[] {
    return this.visible.splice(0, limit).map((message) => this.hide(message));
  }

  /** Without effect for a receipt that is no longer the message's latest, as in SQS. */
  delete(receiptHandle: string): void {
    const message = this.inFlight.get(receiptHandle);
    if (message === undefined) return;
    message.cancelReturn?.();
    this.inFlight.delete(receiptHandle);
    message.onSettled?.();
    this.changed();
  }

  /** Makes a received message visible after `delaySeconds` from now instead. */
  changeVisibility(receiptHandle: string, delaySeconds: number): void {
    const message = this.inFlight.get(receiptHandle);
    if (message === undefined) return;
    message.cancelReturn?.();
    message.cancelReturn = this.clock.after(delaySeconds * 1000, () => this.makeVisible(receiptHandle));
  }

  private hide(message: StoredMessage): ReceivedMessage {
    const receiptHandle = randomUUID();
    const firstReceivedAtMs = (message.firstReceivedAtMs ??= this.clock.now());
    message.receiveCount++;
    this.inFlight.set(receiptHandle, message);
    this.changeVisibility(receiptHandle, this.options.visibilityTimeoutSeconds);
    const { messageId, body, sentAtMs, receiveCount } = message;
    const md5OfBody = createHash("md5").update(body).digest("hex");
    return { messageId, receiptHandle, body, md5OfBody, receiveCount, sentAtMs, firstReceivedAtMs };
  }

  private makeVisible(receiptHandle: string): void {
    const message = this.inFlight.get(receiptHandle);
    if (message === undefined) return;
    this.inFlight.delete(receiptHandle);
    const { redrive } = this.options;
    if (redrive !== undefined && message.receiveCount >= redrive.maxReceiveCount) {
      redrive.target.send(message.body);
      message.onSettled?.();
    } else this.visible.push(message);
    this.changed();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
