import { unless, type ResourceRule, type Rule } from "../rule";

const encryption: ResourceRule = {
  name: "queue-encrypted",
  description: "A queue encrypts its messages: they hold object keys.",
  types: ["aws:sqs/queue:Queue"],
  check: ({ props }) =>
    unless(
      props.sqsManagedSseEnabled === true || "kmsMasterKeyId" in props,
      "sqsManagedSseEnabled has to be true, or kmsMasterKeyId name a key",
    ),
};

const completeness: Rule = {
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

export const queueRules: readonly Rule[] = [encryption, completeness];
