import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { InvocationOutcome } from "../functions/functionProcess";
import type { Endable, Faults } from "./faults";
import type { FaultSchedule, Kill, KillMoment } from "./faultSchedule";
import type { FaultTally } from "./faultTally";
import type { InterceptedResponse } from "./interceptedResponse";

/** What a function's process is at. */
export interface RunningInvocation {
  readonly place: string;
  readonly objectKey: string | undefined;
  readonly kill: Kill | undefined;
  readonly process: Endable;
  requests: number;
}

/** Refuses invocations as Lambda does that has no room, and ends the processes of others at one of their requests. */
export class InvocationFaults {
  private readonly running = new Map<string, RunningInvocation>();

  constructor(
    private readonly schedule: FaultSchedule,
    private readonly tally: FaultTally,
  ) {}

  readonly meet: Faults["invocation"] = async (functionName, event, invoke) => {
    const objectKey = objectKeyOf(event);
    const place = `${functionName}/${objectKey ?? ""}`;
    const n = attemptOf(event) ?? this.tally.nextAt(place);
    if (this.schedule.isBusy(place, n)) {
      this.tally.count("busy");
      return tooManyRequests();
    }
    const kill = this.schedule.kill(place, n);
    let id = "";
    const outcome = await invoke((process) => {
      ({ id } = process);
      this.running.set(id, { place, objectKey, kill, process, requests: 0 });
    });
    this.running.delete(id);
    return outcome;
  };

  /** The invocation that a request is made in: a process names itself in the User-Agent. */
  requesting({ headers }: IncomingMessage): RunningInvocation | undefined {
    return this.running.get(/ app\/([\w-]+)/.exec(headers["user-agent"] ?? "")?.[1] ?? "");
  }

  /** Ends the process at the request that its kill waits for. Answers whether the request is not to be handled. */
  kills(invocation: RunningInvocation, response: InterceptedResponse): boolean {
    if (invocation.kill === undefined || invocation.requests++ !== invocation.kill.request) return false;
    const { moment } = invocation.kill;
    if (moment === "killAfter") response.once("finish", () => this.end(invocation, moment));
    else this.end(invocation, moment);
    return moment === "killBefore";
  }

  private end({ process }: RunningInvocation, moment: KillMoment): void {
    this.tally.count(moment);
    void process.end();
  }
}

function objectKeyOf(event: unknown): string | undefined {
  const { object } = event as { object?: { objectKey?: unknown } };
  return typeof object?.objectKey === "string" ? object.objectKey : undefined;
}

/** Of a batch: how often its oldest message was received before, so that no message meets faults until it is given up. */
function attemptOf(event: unknown): number | undefined {
  const { Records } = event as { Records?: readonly { attributes: { ApproximateReceiveCount: string } }[] };
  if (Records === undefined) return undefined;
  return Math.max(...Records.map(({ attributes }) => Number(attributes.ApproximateReceiveCount))) - 1;
}

function tooManyRequests(): InvocationOutcome {
  const errorMessage = "Rate Exceeded.";
  return {
    requestId: randomUUID(),
    durationMs: 0,
    error: { errorType: "Lambda.TooManyRequestsException", errorMessage },
  };
}
