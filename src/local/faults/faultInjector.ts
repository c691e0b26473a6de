import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { InvocationOutcome } from "../functions/functionProcess";
import type { Endable, Faults } from "./faults";
import type { FaultSchedule, Kill, KillMoment, RequestFault } from "./faultSchedule";
import type { InterceptedResponse } from "./interceptedResponse";
import { answerFault, operationOf } from "./requestFaults";

export type FaultKind = RequestFault | KillMoment | "busy" | "duplicateEvent" | "delayedEvent" | "unreadable";

export interface FaultInjector extends Faults {
  /** Faults that happened, by kind. */
  readonly counts: ReadonlyMap<FaultKind, number>;
}

/** What a function's process is at. */
interface RunningInvocation {
  readonly place: string;
  readonly objectKey: string | undefined;
  readonly kill: Kill | undefined;
  readonly process: Endable;
  requests: number;
}

/** Makes the faults of a schedule happen, and counts them. */
export function createFaultInjector(schedule: FaultSchedule): FaultInjector {
  const counts = new Map<FaultKind, number>();
  const seen = new Map<string, number>();
  const running = new Map<string, RunningInvocation>();
  const held = new Set<Promise<void>>();
  let exemptKey: string | undefined;
  const count = (kind: FaultKind) => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const nextAt = (place: string) => {
    const n = seen.get(place) ?? 0;
    seen.set(place, n + 1);
    return n;
  };

  function holdBack(delayMs: number, send: () => void | Promise<void>): Promise<void> {
    let sent: void | Promise<void>;
    const release = sleep(delayMs).then(() => {
      sent = send();
      held.delete(release);
    });
    held.add(release);
    return release.then(() => sent);
  }

  function end(invocation: RunningInvocation, moment: KillMoment): void {
    count(moment);
    void invocation.process.end();
  }

  /** @returns whether the request is not to be handled */
  function kills(invocation: RunningInvocation | undefined, response: InterceptedResponse): boolean {
    if (invocation?.kill === undefined || invocation.requests++ !== invocation.kill.request) return false;
    const { moment } = invocation.kill;
    if (moment === "killAfter") response.once("finish", () => end(invocation, moment));
    else end(invocation, moment);
    return moment === "killBefore";
  }

  return {
    counts,
    exempt: (accessKeyId) => void (exemptKey = accessKeyId),
    request(request, response, handle) {
      const { headers } = request;
      if (exemptKey !== undefined && headers.authorization?.includes(`Credential=${exemptKey}/`) !== false) {
        handle();
        return;
      }
      const invocation = running.get(/ app\/([\w-]+)/.exec(headers["user-agent"] ?? "")?.[1] ?? "");
      if (kills(invocation, response)) return;
      const operation = operationOf(request);
      const isUnreadable = operation === "GET" && schedule.isUnreadable(invocation?.objectKey ?? "");
      const place = `${invocation?.place ?? "workflow"}/${operation}`;
      const fault = isUnreadable ? "internalError" : schedule.request(place, nextAt(place));
      if (fault !== undefined) count(isUnreadable ? "unreadable" : fault);
      answerFault(fault, request, response, handle);
    },
    async invocation(functionName, event, invoke) {
      const objectKey = objectKeyOf(event);
      const place = `${functionName}/${objectKey ?? ""}`;
      const n = attemptOf(event) ?? nextAt(place);
      if (schedule.isBusy(place, n)) {
        count("busy");
        return tooManyRequests();
      }
      const kill = schedule.kill(place, n);
      let id = "";
      const outcome = await invoke((process) => {
        ({ id } = process);
        running.set(id, { place, objectKey, kill, process, requests: 0 });
      });
      running.delete(id);
      return outcome;
    },
    async eventsReleased() {
      while (held.size > 0) await Promise.all(held);
    },
    events: (deliver) => async (target, event) => {
      const place = event.Records.map(({ s3 }) => s3.object.key).join();
      const delays = schedule.delivery(`${place}#${nextAt(`event ${place}`)}`);
      if (delays.length > 1) count("duplicateEvent");
      await Promise.all(
        delays.map(async (delayMs) => {
          const send = () => deliver(target, event);
          if (delayMs > 0) count("delayedEvent");
          await (delayMs > 0 ? holdBack(delayMs, send) : send());
        }),
      );
    },
  };
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
