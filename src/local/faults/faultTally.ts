import type { KillMoment, RequestFault } from "./faultSchedule";

export type FaultKind = RequestFault | KillMoment | "busy" | "duplicateEvent" | "delayedEvent" | "unreadable";

/** Counts the faults that happened, and what came to the places where they may happen. */
export class FaultTally {
  readonly counts = new Map<FaultKind, number>();
  private readonly seen = new Map<string, number>();

  count(kind: FaultKind): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  /** How often something came to a place before. */
  nextAt(place: string): number {
    const n = this.seen.get(place) ?? 0;
    this.seen.set(place, n + 1);
    return n;
  }
}
