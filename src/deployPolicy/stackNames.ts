import {
  ALARM_NAMES,
  FUNCTION_NAMES,
  lambdaFunctionName,
  namePrefix,
  reprocessingName,
  workflowName,
  type Named,
} from "./names";

/** What Pulumi puts behind the name of what the program gives no name: a hyphen and 7 hexadecimal digits. */
export const AUTO_SUFFIX = "-???????";

/**
 * What the things of a stack are called, as patterns of IAM. Each is spelled out: "<project>-dev-*" would be the things of a stack `dev-eu`
 * too. A thing that the program declares newly has to be named here, or whoever deploys may not make it.
 */
export function stackNames(stack: Named) {
  const prefix = namePrefix(stack);
  const ours = (...names: readonly string[]) => names.map((name) => `${prefix}-${name}`);
  const auto = (names: readonly string[]) => names.map((name) => `${name}${AUTO_SUFFIX}`);
  const functions = FUNCTION_NAMES.map((name) => lambdaFunctionName(stack, name));
  const stateMachines = [workflowName(stack), reprocessingName(stack)];
  return {
    buckets: auto(ours("raw-dicom", "processed-dicom", "logs", "access-logs")),
    queues: auto(ours("ingest", "ingest-dead-letter", "study", "study-dead-letter")),
    functions,
    stateMachines,
    /** Those that the pipeline works with; GitHub's are apart. */
    roles: auto([...functions, ...stateMachines, ...ours("flow-logs")]),
    githubRoles: auto(ours("github-deploy", "github-preview")),
    githubPolicies: auto(ours("github-deploy-?", "github-preview-?")),
    logGroups: [
      ...functions.map((name) => `/aws/lambda/${name}`),
      ...stateMachines.map((name) => `/aws/stepfunctions/${name}`),
      ...ours("flow-logs").map((name) => `/aws/vpc/${name}`),
    ],
    alarms: ours(...ALARM_NAMES),
    topics: ours("alarms"),
    dashboards: [prefix],
    eventBuses: [prefix],
    trails: ours("raw-dicom"),
    keyAliases: ours(
      "alarms",
      "data",
      "logs",
      "deidentification",
      "deidentification-v?",
      "deidentification-v??",
    ).map((name) => `alias/${name}`),
  };
}
