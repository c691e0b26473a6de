import * as v from "valibot";
import { flag, oneOfNumbers } from "./values";

/** Days that CloudWatch Logs can keep a log group for. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** What people get to see of a running stack. */
export const observabilityKeys = {
  logRetentionDays: v.optional(
    oneOfNumbers(RETENTION_DAYS, `a number of days that CloudWatch Logs knows: ${RETENTION_DAYS.join(", ")}`),
    "30",
  ),
  /** A key of the stack for its log groups, instead of CloudWatch Logs' own. */
  encryptLogs: v.optional(flag, "false"),
  /** Traces of a sample of calls and executions in AWS X-Ray. */
  enableXray: v.optional(flag, "false"),
};
