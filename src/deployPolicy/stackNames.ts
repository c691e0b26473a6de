interface Named {
  readonly projectName: string;
  readonly environment: string;
}

/** What Pulumi puts behind the name of what the program gives no name: a hyphen and 7 hexadecimal digits. */
export const AUTO_SUFFIX = "-???????";

const FUNCTIONS = ["dispatch", "ingestion", "validation", "deidentification", "study"];

const STATE_MACHINES = ["dicom-processing-workflow", "dicom-reprocessing"];

const ALARMS = [
  "aborted",
  "dead-letters",
  "quarantined-share",
  "queue-age",
  "service-failures",
  "stalled",
  "study-dead-letters",
  "throttled-transitions",
  "timed-out",
  "unrecorded-failures",
  ...["duration", "errors", "throttles"].flatMap((what) =>
    FUNCTIONS.map((name) => `function-${what}-${name}`),
  ),
];

/**
 * What the things of a stack are called, as patterns of IAM. Each is spelled out: "<project>-dev-*" would be the things of a stack `dev-eu`
 * too. A thing that the program declares newly has to be named here, or whoever deploys may not make it.
 */
export function stackNames({ projectName, environment }: Named) {
  const prefix = `${projectName}-${environment}`;
  const ours = (...names: readonly string[]) => names.map((name) => `${prefix}-${name}`);
  const auto = (names: readonly string[]) => names.map((name) => `${name}${AUTO_SUFFIX}`);
  const functions = ours(...FUNCTIONS);
  const stateMachines = STATE_MACHINES.map((name) => `${name}-${environment}`);
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
    alarms: ours(...ALARMS),
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
