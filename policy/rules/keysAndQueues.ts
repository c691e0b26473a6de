import { propertiesOf, unless, type ResourceRule, type Rule } from "../rule";

/** As long as KMS waits: until then a deletion can be taken back. */
const DELETION_DAYS = 30;

const rotation: ResourceRule = {
  name: "key-rotated",
  description: "A key that encrypts is rotated by KMS every year.",
  types: ["aws:kms/key:Key"],
  check: ({ props }) =>
    unless(
      (props.keyUsage ?? "ENCRYPT_DECRYPT") !== "ENCRYPT_DECRYPT" || props.enableKeyRotation === true,
      "enableKeyRotation has to be true",
    ),
};

const deletion: ResourceRule = {
  name: "key-deletion-waits",
  description: "A key is deleted after 30 days at the earliest: what it encrypted or named is lost with it.",
  types: ["aws:kms/key:Key"],
  // KMS takes 30 where nothing is declared.
  check: ({ props }) =>
    unless(
      Number(props.deletionWindowInDays ?? DELETION_DAYS) >= DELETION_DAYS,
      `deletionWindowInDays has to be ${DELETION_DAYS}`,
    ),
};

const queueEncryption: ResourceRule = {
  name: "queue-encrypted",
  description: "A queue encrypts its messages: they hold object keys.",
  types: ["aws:sqs/queue:Queue"],
  check: ({ props }) =>
    unless(
      props.sqsManagedSseEnabled === true || "kmsMasterKeyId" in props,
      "sqsManagedSseEnabled has to be true, or kmsMasterKeyId name a key",
    ),
};

const queuePolicy: Rule = {
  name: "queue-complete",
  description: "Every queue has a policy.",
  checkStack: (resources) =>
    resources
      .filter(({ type }) => type === "aws:sqs/queue:Queue")
      .filter(
        (queue) =>
          !resources.some(
            ({ type, madeOf }) =>
              type === "aws:sqs/queuePolicy:QueuePolicy" &&
              (madeOf.queueUrl ?? []).some(({ urn }) => urn === queue.urn),
          ),
      )
      .map((resource) => ({ resource, message: "the queue has to have a policy" })),
};

const logRetention: ResourceRule = {
  name: "log-retention",
  description: "A log group keeps its log for a declared time.",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: ({ props }) =>
    unless(Number(props.retentionInDays) > 0, "retentionInDays has to be a number of days"),
};

const logEncryption: Rule = {
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

/** A whole word of the environment's name. The program says it in src/infra/names.ts, which this pack does not trust. */
const PRODUCTION = /(^|-)prod(uction)?(-|$)/;

const PROTECTED = ["aws:s3/bucket:Bucket", "aws:kms/key:Key"];

const production: ResourceRule = {
  name: "production-protected",
  description: "In production, Pulumi deletes neither a bucket nor a key.",
  types: PROTECTED,
  check: ({ props, protect }) =>
    unless(
      protect || !PRODUCTION.test(String(propertiesOf(props.tags).environment)),
      "the resource has to be protected (protect: true)",
    ),
};

export const keyAndQueueRules: readonly Rule[] = [
  rotation,
  deletion,
  queueEncryption,
  queuePolicy,
  logRetention,
  logEncryption,
  executionData,
  production,
];
