import { createHash } from "node:crypto";

/** What may happen to one request at the endpoint, in the order of how far the request gets. */
export const REQUEST_FAULTS = [
  "throttled",
  "internalError",
  "resetBefore",
  "resetAfter",
  "cutAnswer",
  "slowAnswer",
] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

/** When in a request of its own a function's process is ended. */
const KILL_MOMENTS = ["killBefore", "killDuring", "killAfter"] as const;
export type KillMoment = (typeof KILL_MOMENTS)[number];

/** Ends a function's process at the n-th request that it makes in one invocation, from 0. */
export interface Kill {
  readonly moment: KillMoment;
  readonly request: number;
}

/** What faults a run meets. `recoverable` ones stay below what the pipeline tries again; by `unrecoverable` some objects never can be read. */
export type FaultProfile = "recoverable" | "unrecoverable";

/**
 * Which faults happen, as a function of nothing but seed, place and number: the same run meets the same faults. A place is
 * a text such as `ingestion/incoming/a.dcm/GET`; `n` counts what happens there, from 0.
 */
export interface FaultSchedule {
  request(place: string, n: number): RequestFault | undefined;
  /** Whether Lambda has no room for the n-th invocation of a function for an object. */
  isBusy(place: string, n: number): boolean;
  kill(place: string, n: number): Kill | undefined;
  /** Milliseconds after which each copy of an event is delivered; one of no delay where nothing happens. */
  delivery(place: string): readonly number[];
  /** Whether nothing can be read of an object, however often it is tried. */
  isUnreadable(objectKey: string): boolean;
}

/** Of four requests at a place only the first two may fail: no retry of the SDK meets three failures in a row. */
const BLOCK = 4;
const FAULTS_OF_BLOCK = 2;

/** Invocations for one object at one function that may end in a kill; the state machine tries three times more. */
const KILLS = 2;

/** Requests of an invocation among which the last one is that a kill waits for. */
const LATEST_REQUEST = 5;
const LONGEST_DELAY_MS = 400;

const CHANCES = { request: 0.2, busy: 0.1, kill: 0.3, copy: 0.25, delay: 0.3, unreadable: 0.1 } as const;

export function createFaultSchedule(seed: number, profile: FaultProfile = "recoverable"): FaultSchedule {
  /** From 0 up to 1. */
  const chance = (...of: readonly (string | number)[]) =>
    createHash("sha256")
      .update(JSON.stringify([seed, ...of]))
      .digest()
      .readUInt32BE(0) /
    2 ** 32;
  const choose = <T>(items: readonly T[], ...of: readonly (string | number)[]) =>
    items[Math.floor(chance(...of, "choice") * items.length)];
  const delayOf = (...of: readonly (string | number)[]) =>
    chance("delay", ...of) < CHANCES.delay ? Math.floor(chance("ms", ...of) * LONGEST_DELAY_MS) : 0;
  return {
    request: (place, n) =>
      n % BLOCK < FAULTS_OF_BLOCK && chance("request", place, n) < CHANCES.request
        ? choose(REQUEST_FAULTS, "request", place, n)
        : undefined,
    isBusy: (place, n) => n < KILLS && chance("busy", place, n) < CHANCES.busy,
    kill(place, n) {
      const moment = choose(KILL_MOMENTS, "kill", place, n);
      if (n >= KILLS || moment === undefined || chance("kill", place, n) >= CHANCES.kill) return undefined;
      return { moment, request: Math.floor(chance("killed request", place, n) * LATEST_REQUEST) };
    },
    delivery(place) {
      const copies = chance("copy", place) < CHANCES.copy ? 2 : 1;
      return Array.from({ length: copies }, (_, copy) => delayOf(place, copy));
    },
    isUnreadable: (objectKey) =>
      profile === "unrecoverable" && chance("unreadable", objectKey) < CHANCES.unreadable,
  };
}
