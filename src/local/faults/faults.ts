import type { IncomingMessage } from "node:http";
import type { InvocationOutcome } from "../functions/functionProcess";
import type { OnEvent } from "../s3";
import type { InterceptedResponse } from "./interceptedResponse";

/** A function's process as far as a fault can end it. */
export interface Endable {
  readonly id: string;
  end(): Promise<void>;
}

/** What can be made to go wrong in the local stack, one hook a part. */
export interface Faults {
  /** Answers a request in the place of `handle`, or lets it. */
  request(request: IncomingMessage, response: InterceptedResponse, handle: () => void): void;
  /** @param invoke tells which process takes the event before it does */
  invocation(
    functionName: string,
    event: unknown,
    invoke: (onProcess: (process: Endable) => void) => Promise<InvocationOutcome>,
  ): Promise<InvocationOutcome>;
  /** Delivers events late, twice and in another order. */
  events(deliver: OnEvent): OnEvent;
  /** Settles when no event is held back. */
  eventsReleased(): Promise<void>;
  /** Told which access key is the local user's, whose requests are left alone. */
  exempt(accessKeyId: string): void;
}
