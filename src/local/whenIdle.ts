import type { ExecutionWatch } from "./executionWatch";
import type { EventSourceMapping } from "./queue/eventSourceMapping";
import type { StateMachineRunner } from "./workflow/stateMachineRunner";

interface Workers {
  readonly mappings: readonly EventSourceMapping[];
  readonly machines: readonly StateMachineRunner[];
  readonly watch: ExecutionWatch;
}

/**
 * Resolves when no message is in a queue that something reads, and no execution is pending. An object's
 * event is in the queue before S3 answers its upload; a message is deleted only after its execution is
 * pending: so there is no moment at which work is in neither.
 *
 * Whoever waits does not wait out delays: once everything else is at rest, time skips ahead to what is delayed.
 */
export async function whenIdle({ mappings, machines, watch }: Workers): Promise<void> {
  const queues = mappings.map(({ queue }) => queue);
  const busy = () =>
    queues.some(({ counts }) => counts.visible + counts.inFlight > 0) ||
    machines.some(({ pendingCount }) => pendingCount > 0);
  const skipDelays = () => {
    for (const queue of queues) queue.skipDelays();
  };
  if (!busy()) skipDelays();
  if (!busy()) return;
  await new Promise<void>((resolve) => {
    const check = () => {
      if (busy()) return;
      skipDelays();
      if (busy()) return;
      stops.forEach((stop) => stop());
      resolve();
    };
    // An execution leaves the machine's count after its end is told.
    const stops = [...queues.map((queue) => queue.onChange(check)), watch.listen(() => setImmediate(check))];
  });
}
