import * as v from "valibot";
import { wholeNumberOrOff } from "./values";

const SUBSCRIPTIONS =
  "a list such as email:oncall@example.org,https:https://example.org/alarm, each of them once";

/** Where alarms are sent to. Both protocols ask the receiver to confirm. */
export interface AlarmSubscription {
  readonly protocol: "email" | "https";
  readonly endpoint: string;
}

const SUBSCRIPTION =
  /^(?:(email):([^\s,:@]+@[^\s,:@]+\.[^\s,:@]+)|(https):(https:\/\/[^\s,/@]+(?:\/[^\s,]*)?))$/;

function parseSubscription(text: string): AlarmSubscription | undefined {
  const [, email, address, , url] = SUBSCRIPTION.exec(text.trim()) ?? [];
  if (email !== undefined && address !== undefined) return { protocol: "email", endpoint: address };
  return url === undefined ? undefined : { protocol: "https", endpoint: url };
}

const subscriptions = v.pipe(
  v.string(SUBSCRIPTIONS),
  v.transform((text) => (text.trim() === "" ? [] : text.split(",").map(parseSubscription))),
  v.check((all) => !all.includes(undefined), SUBSCRIPTIONS),
  v.check((all) => new Set(all.map((one) => JSON.stringify(one))).size === all.length, SUBSCRIPTIONS),
  v.transform((all) => all.filter((one) => one !== undefined)),
);

const count = (unit: string, fallback: number) =>
  v.optional(wholeNumberOrOff(100_000, unit), String(fallback));

/** When people are told; what each alarm means and what to do is in docs/operations.md. 0 turns an alarm off. */
export const alarmKeys = {
  alarmSubscriptions: v.optional(subscriptions, ""),
  alarmServiceFailures: count("executions in 5 minutes", 1),
  alarmUnrecordedFailures: count("executions in an hour", 1),
  alarmTimedOutExecutions: count("executions in 5 minutes", 1),
  alarmAbortedExecutions: count("executions in 5 minutes", 1),
  alarmThrottledTransitions: count("state transitions in 5 minutes", 100),
  alarmQuarantinedPercent: v.optional(wholeNumberOrOff(100, "percent"), "20"),
  alarmStalledMinutes: v.optional(wholeNumberOrOff(720, "minutes"), "30"),
  alarmQueueAgeSeconds: count("seconds", 900),
  alarmDeadLetters: count("messages", 1),
  alarmFunctionErrors: count("calls in 5 minutes", 3),
  alarmThrottles: count("calls in 5 minutes", 10),
  alarmDurationPercent: v.optional(wholeNumberOrOff(100, "percent of a function's timeout"), "80"),
};
