import { set, type Mutation } from "./change";

const config = { encryption: "kms" };

const AES256 = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];

/** The default encryption of a bucket, made of no key any more. */
const withKeyOfS3 =
  (nameEnd: string): Mutation["change"] =>
  (stack) => {
    const end = "BucketServerSideEncryptionConfiguration";
    const changed = set(end, nameEnd, { rules: AES256 })(stack);
    const resources = changed.resources.map((one) =>
      one.type.endsWith(`:${end}`) && one.name.endsWith(nameEnd)
        ? { ...one, propertyDependencies: { ...one.propertyDependencies, rules: [] } }
        : one,
    );
    return { ...changed, resources };
  };

/** What takes the stack's own keys off. */
export const ENCRYPTION_MUTATIONS: readonly Mutation[] = [
  {
    what: "takes the data key off a state machine",
    config,
    change: set("StateMachine", "workflow-prod", {
      encryptionConfiguration: undefined,
    }),
    breaks: { "data-key-used": /workflow-prod: encryptionConfiguration/ },
  },
  {
    what: "encrypts a queue with a key of SQS",
    config,
    change: set("Queue", "-ingest", {
      kmsMasterKeyId: undefined,
      sqsManagedSseEnabled: true,
    }),
    breaks: { "data-key-used": /ingest: kmsMasterKeyId/ },
  },
  {
    what: "encrypts images with a key of S3",
    config,
    change: withKeyOfS3("-processed-dicom"),
    breaks: {
      "data-key-used": /processed-dicom: rules/,
      "bucket-refuses-other-encryption": /processed-dicom/,
    },
  },
  {
    what: "takes the key off the alarms' topic",
    change: set("Topic", "-alarms", { kmsMasterKeyId: undefined }),
    breaks: { "topic-encrypted": /alarms: kmsMasterKeyId/ },
  },
];
