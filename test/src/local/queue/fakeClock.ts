import type { Clock } from "../../../../src/local/queue/clock";

/** A clock that stands still until told to go on. */
export class FakeClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(seconds: number): void {
    this.#nowMs += seconds * 1000;
    for (const timer of [...this.#timers].sort((one, other) => one.at - other.at)) {
      if (timer.at > this.#nowMs || !this.#timers.delete(timer)) continue;
      timer.callback();
    }
  }
}
