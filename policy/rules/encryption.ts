import {
  isMadeOf,
  ofType,
  propertiesOf,
  textOf,
  unless,
  type DeclaredThing,
  type ResourceRule,
  type Rule,
} from "../rule";
import { holdsImages } from "./buckets";

/** What is encrypted with the data key where there is one, and by which input. */
const ENCRYPTED_BY: Readonly<Record<string, string>> = {
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "rules",
  "aws:sqs/queue:Queue": "kmsMasterKeyId",
  "aws:sfn/stateMachine:StateMachine": "encryptionConfiguration",
};

/** S3 delivers access logs to a bucket with keys of its own only; audit records hold no patient data. */
const hasKeyOfS3 = ({ madeOf: { bucket = [] } }: DeclaredThing): boolean =>
  bucket.length > 0 && !bucket.some(holdsImages);

/** A key that encrypts what may tell of a patient: not that of logs or alarms, nor one that makes codes. */
const isDataKey = ({ props }: DeclaredThing): boolean =>
  propertiesOf(props.tags).dataClassification === "phi" &&
  ["", "ENCRYPT_DECRYPT"].includes(textOf(props.keyUsage));

const dataKey: Rule = {
  name: "data-key-used",
  description: "Where there is a data key, images, messages and executions are encrypted with it.",
  checkStack(resources, configured) {
    const keys = ofType(resources, "aws:kms/key:Key").filter(isDataKey);
    if (keys.length === 0 && configured("encryption") !== "kms") return [];
    return resources.flatMap((resource) => {
      const input = ENCRYPTED_BY[resource.type];
      if (input === undefined || hasKeyOfS3(resource)) return [];
      const hasKey = input in resource.props && keys.some((key) => isMadeOf(resource, input, key));
      return unless(hasKey, `${input} has to have the data key`).map((message) => ({ resource, message }));
    });
  },
};

const topic: ResourceRule = {
  name: "topic-encrypted",
  description: "A topic encrypts what it tells with a key of the stack.",
  types: ["aws:sns/topic:Topic"],
  check: ({ props }) => unless("kmsMasterKeyId" in props, "kmsMasterKeyId has to name a key"),
};

export const encryptionRules: readonly Rule[] = [dataKey, topic];
