import { setTimeout as sleep } from "node:timers/promises";
import type { OnEvent } from "../s3";
import type { FaultSchedule } from "./faultSchedule";
import type { FaultTally } from "./faultTally";

/** Delivers the events of buckets late and twice. */
export class EventFaults {
  private readonly held = new Set<Promise<void>>();

  constructor(
    private readonly schedule: FaultSchedule,
    private readonly tally: FaultTally,
  ) {}

  /** Delivers as the schedule has it: settles when each copy of the event is delivered. */
  delivering(deliver: OnEvent): OnEvent {
    return async (target, event) => {
      const place = event.Records.map(({ s3 }) => s3.object.key).join();
      const delays = this.schedule.delivery(`${place}#${this.tally.nextAt(`event ${place}`)}`);
      if (delays.length > 1) this.tally.count("duplicateEvent");
      await Promise.all(
        delays.map(async (delayMs) => {
          const send = () => deliver(target, event);
          if (delayMs > 0) this.tally.count("delayedEvent");
          await (delayMs > 0 ? this.holdBack(delayMs, send) : send());
        }),
      );
    };
  }

  /** Settles when no event is held back. */
  async released(): Promise<void> {
    while (this.held.size > 0) await Promise.all(this.held);
  }

  private holdBack(delayMs: number, send: () => void | Promise<void>): Promise<void> {
    let sent: void | Promise<void>;
    const release = sleep(delayMs).then(() => {
      sent = send();
      this.held.delete(release);
    });
    this.held.add(release);
    return release.then(() => sent);
  }
}
