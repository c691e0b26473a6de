import { propertiesOf, unless, type ResourceRule, type Rule } from "../rule";
import { isProduction } from "./production";

/** Somebody who comes back from a holiday still finds what happened. */
const SHORTEST_PRODUCTION_DAYS = 30;

const retention: ResourceRule = {
  name: "log-retention",
  description: "A log group keeps its log for a declared time, in production for a month at least.",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: ({ props }) =>
    unless(
      Number(props.retentionInDays) >= (isProduction(props) ? SHORTEST_PRODUCTION_DAYS : 1),
      `retentionInDays has to be a number of days, in production ${SHORTEST_PRODUCTION_DAYS} at least`,
    ),
};

const encryption: Rule = {
  name: "log-encryption-whole",
  description: "Where one log group has a key in KMS, all have.",
  checkStack(resources) {
    const groups = resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    // Whether there is a key is known before the key is.
    const without = groups.filter(({ props }) => !("kmsKeyId" in props));
    if (without.length === groups.length) return [];
    return without.map((resource) => ({
      resource,
      message: "kmsKeyId has to be there, as on the other log groups",
    }));
  },
};

const executionData: ResourceRule = {
  name: "workflow-logs-without-data",
  description: "A state machine logs what happens, and not the data it happens to.",
  types: ["aws:sfn/stateMachine:StateMachine"],
  check({ props }) {
    const { level, includeExecutionData } = propertiesOf(props.loggingConfiguration);
    return [
      ...unless(
        includeExecutionData !== true,
        "includeExecutionData has to be false: the input holds object keys",
      ),
      ...unless(level !== undefined && level !== "OFF", "the state machine has to have a log"),
    ];
  },
};

export const logRules: readonly Rule[] = [retention, encryption, executionData];
