import { set, type Mutation } from "./change";

const config = { encryption: "kms" };

const AES256 = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];

/** A literal in place of what was made of the key: the input is then made of nothing. */
const of = (typeEnd: string, nameEnd: string, input: string, inputs: Readonly<Record<string, unknown>>) =>
  ((stack) => {
    const changed = set(typeEnd, nameEnd, inputs)(stack);
    return {
      ...changed,
      resources: changed.resources.map((one) =>
        one.type.endsWith(`:${typeEnd}`) && one.name.endsWith(nameEnd)
          ? { ...one, propertyDependencies: { ...one.propertyDependencies, [input]: [] } }
          : one,
      ),
    };
  }) satisfies Mutation["change"];

/** What takes the stack's own keys off. */
export const ENCRYPTION_MUTATIONS: readonly Mutation[] = [
  {
    what: "takes the data key off a state machine",
    config,
    change: of("StateMachine", "workflow-prod", "encryptionConfiguration", {
      encryptionConfiguration: undefined,
    }),
    breaks: { "data-key-used": /workflow-prod: encryptionConfiguration/ },
  },
  {
    what: "encrypts a queue with a key of SQS",
    config,
    change: of("Queue", "-ingest", "kmsMasterKeyId", {
      kmsMasterKeyId: undefined,
      sqsManagedSseEnabled: true,
    }),
    breaks: { "data-key-used": /ingest: kmsMasterKeyId/ },
  },
  {
    what: "encrypts images with a key of S3",
    config,
    change: of("BucketServerSideEncryptionConfiguration", "-processed-dicom", "rules", { rules: AES256 }),
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
