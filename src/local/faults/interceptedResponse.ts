import { ServerResponse, type IncomingMessage } from "node:http";

/** How long a slow answer is held. */
const HELD_MS = 120;

type Interception = "drop" | "cut" | "hold";

/** An answer that can be told to get lost on its way. */
export class InterceptedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  /** Nothing of the answer, half of its first bytes, or all of it but late. */
  interception: Interception | undefined;

  override write(...args: unknown[]): boolean {
    return this.intercepts(args[0]) ? false : super.write(...(args as Parameters<ServerResponse["write"]>));
  }

  override end(...args: unknown[]): this {
    return this.intercepts(args[0]) ? this : super.end(...(args as Parameters<ServerResponse["end"]>));
  }

  /** Whether the bytes are not to be sent as they are. */
  private intercepts(chunk: unknown): boolean {
    const { interception, socket } = this;
    if (interception === undefined || socket === null) return false;
    if (interception === "hold") {
      this.interception = undefined;
      socket.cork();
      setTimeout(() => socket.uncork(), HELD_MS);
      return false;
    }
    if (interception === "cut") {
      this.interception = "drop";
      const bytes =
        typeof chunk === "string" || chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);
      super.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroy());
      return true;
    }
    socket.destroy();
    return true;
  }
}
