import { set, take, type Mutation } from "./change";

const RAW = "raw-dicom";

/** What drops the encryption, retention or protection of anything but a bucket. */
export const KEY_AND_QUEUE_MUTATIONS: readonly Mutation[] = [
  {
    what: "stops rotating the data key",
    config: { encryption: "kms" },
    change: set("Key", "-data", { enableKeyRotation: false }),
    breaks: { "key-rotated": /enableKeyRotation/ },
  },
  {
    what: "deletes a key after a week",
    change: set("Key", "-deidentification", { deletionWindowInDays: 7 }),
    breaks: { "key-deletion-waits": /30/ },
  },
  {
    what: "stops encrypting a queue",
    change: set("Queue", "-ingest", { sqsManagedSseEnabled: false }),
    breaks: { "queue-encrypted": /sqsManagedSseEnabled/ },
  },
  {
    what: "takes the policy of a queue away",
    change: take("QueuePolicy", "-ingest-dead-letter"),
    breaks: { "queue-complete": /dead-letter: the queue/ },
  },
  {
    what: "keeps a log for ever",
    change: set("LogGroup", "-ingestion", { retentionInDays: undefined }),
    breaks: { "log-retention": /retentionInDays/ },
  },
  {
    what: "encrypts one log only",
    change: set("LogGroup", "-ingestion", { kmsKeyId: "arn:key" }),
    breaks: { "log-encryption-whole": /workflow-prod: kmsKeyId has to be there/ },
  },
  {
    what: "logs what executions work on",
    change: set("StateMachine", "workflow-prod", {
      loggingConfiguration: { level: "ALL", includeExecutionData: true },
    }),
    breaks: { "workflow-logs-without-data": /includeExecutionData/ },
  },
  {
    what: "logs no executions",
    change: set("StateMachine", "workflow-prod", { loggingConfiguration: { level: "OFF" } }),
    breaks: { "workflow-logs-without-data": /log/ },
  },
  {
    what: "leaves a bucket of production unprotected",
    change: set("Bucket", RAW, {}, { protect: false }),
    breaks: { "production-protected": /raw-dicom/ },
  },
  ...["production", "prod-eu", "hospital-prod", "production-1"].map((environment) => ({
    what: `leaves a bucket of ${environment} unprotected`,
    config: { environment },
    change: set("Bucket", RAW, {}, { protect: false }),
    breaks: { "production-protected": /raw-dicom/ },
  })),
  {
    what: "leaves a key of production unprotected",
    change: set("Key", "-deidentification", {}, { protect: false }),
    breaks: { "production-protected": /deidentification/ },
  },
];
