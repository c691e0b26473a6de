import { EventFaults } from "./eventFaults";
import type { Faults } from "./faults";
import type { FaultSchedule } from "./faultSchedule";
import { FaultTally, type FaultKind } from "./faultTally";
import { InvocationFaults } from "./invocationFaults";
import { answerFault, operationOf } from "./requestFaults";

export interface FaultInjector extends Faults {
  /** Faults that happened, by kind. */
  readonly counts: ReadonlyMap<FaultKind, number>;
}

/** Makes the faults of a schedule happen, and counts them. */
export function createFaultInjector(schedule: FaultSchedule): FaultInjector {
  const tally = new FaultTally();
  const invocations = new InvocationFaults(schedule, tally);
  const events = new EventFaults(schedule, tally);
  let exemptKey: string | undefined;
  return {
    counts: tally.counts,
    exempt: (accessKeyId) => void (exemptKey = accessKeyId),
    request(request, response, handle) {
      const { authorization } = request.headers;
      if (exemptKey !== undefined && authorization?.includes(`Credential=${exemptKey}/`) !== false) {
        handle();
        return;
      }
      const invocation = invocations.requesting(request);
      if (invocation && invocations.kills(invocation, response)) return;
      const operation = operationOf(request);
      const isUnreadable = operation === "GET" && schedule.isUnreadable(invocation?.objectKey ?? "");
      const place = `${invocation?.place ?? "workflow"}/${operation}`;
      const fault = isUnreadable ? "internalError" : schedule.request(place, tally.nextAt(place));
      if (fault !== undefined) tally.count(isUnreadable ? "unreadable" : fault);
      answerFault(fault, request, response, handle);
    },
    invocation: invocations.meet,
    events: (deliver) => events.delivering(deliver),
    eventsReleased: () => events.released(),
  };
}
