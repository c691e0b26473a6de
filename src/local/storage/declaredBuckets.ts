import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { AccessControl } from "../iam/accessControl";
import { missingKeyActions, SENDING_KEY_ACTIONS } from "../iam/keyUse";
import type { DeclaredStack } from "../program";
import type { MessageQueue } from "../queue/messageQueue";
import type { Authorize, BucketOptions, NotificationRule, OnEvent, S3Service } from "../s3";
import type { CredentialStore } from "../iam/credentials";

const bucketSchema = v.object({ bucket: v.string() });
const versioningSchema = v.object({
  bucket: v.string(),
  versioningConfiguration: v.object({ status: v.string() }),
});
const encryptionSchema = v.object({
  bucket: v.string(),
  rules: v.array(
    v.object({
      applyServerSideEncryptionByDefault: v.optional(
        v.object({ sseAlgorithm: v.picklist(["AES256", "aws:kms"]), kmsMasterKeyId: v.optional(v.string()) }),
      ),
    }),
  ),
});
const objectLockSchema = v.object({ bucket: v.string(), rule: v.optional(v.never()) });
const ruleFields = {
  events: v.array(v.string()),
  filterPrefix: v.optional(v.string()),
  filterSuffix: v.optional(v.string()),
  id: v.optional(v.string()),
};
const notificationSchema = v.object({
  bucket: v.string(),
  queues: v.optional(v.array(v.object({ ...ruleFields, queueArn: v.string() })), []),
  lambdaFunctions: v.optional(v.array(v.unknown()), []),
  topics: v.optional(v.array(v.unknown()), []),
  eventbridge: v.optional(v.boolean(), false),
});

/** Gives the S3 service the declared buckets, each with its declared versioning, encryption, Object Lock and notifications. */
export async function createDeclaredBuckets(
  stack: DeclaredStack,
  service: S3Service,
  onProblem: (problem: string) => void,
): Promise<void> {
  const versioned = declared(stack, "aws:s3/bucketVersioning:BucketVersioning", versioningSchema)
    .filter(({ properties }) => properties.versioningConfiguration.status === "Enabled")
    .map(({ properties }) => properties.bucket);
  const encryptionType =
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
  const encryptions = declared(stack, encryptionType, encryptionSchema).map(({ properties }) => properties);
  // A rule would lock by default, which nobody does here: it is no property that could run.
  const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
  const locking = declared(stack, lockType, objectLockSchema).map(({ properties }) => properties.bucket);
  const notifications = declaredNotifications(stack, onProblem);
  for (const { properties } of declared(stack, "aws:s3/bucket:Bucket", bucketSchema)) {
    const name = properties.bucket;
    const rules = encryptions.find(({ bucket }) => bucket === name)?.rules;
    const byDefault = rules?.[0]?.applyServerSideEncryptionByDefault;
    const options: BucketOptions = {
      versioning: versioned.includes(name),
      notifications: notifications.get(name),
      objectLock: locking.includes(name),
      ...(byDefault && {
        encryption: { algorithm: byDefault.sseAlgorithm, kmsKeyId: byDefault.kmsMasterKeyId },
      }),
    };
    await service.createBucket(name, options);
  }
}

function declaredNotifications(
  stack: DeclaredStack,
  onProblem: (problem: string) => void,
): Map<string, NotificationRule[]> {
  const byBucket = new Map<string, NotificationRule[]>();
  const type = "aws:s3/bucketNotification:BucketNotification";
  for (const { resource, properties } of declared(stack, type, notificationSchema)) {
    const { bucket, queues, lambdaFunctions, topics, eventbridge } = properties;
    // A bucket has one notification configuration: on AWS, the second to be declared replaces the first.
    if (byBucket.has(bucket))
      onProblem(`${resource.name}: the bucket has another notification declared already`);
    if (lambdaFunctions.length > 0 || topics.length > 0 || eventbridge)
      onProblem(`${resource.name}: locally, notifications go to queues only`);
    byBucket.set(
      bucket,
      queues.map(({ queueArn, events, filterPrefix, filterSuffix, id }) => ({
        target: queueArn,
        events,
        prefix: filterPrefix,
        suffix: filterSuffix,
        id,
      })),
    );
  }
  return byBucket;
}

/** Sends a bucket's events to the queue that it names, where the queue's policy lets S3 in from that bucket. */
export function notifyQueues(
  queues: ReadonlyMap<string, MessageQueue>,
  access: AccessControl,
  onProblem: (problem: string) => void,
): OnEvent {
  return (target, event) => {
    const queue = queues.get(target);
    const bucketArn = event.Records[0]?.s3.bucket.arn;
    if (queue === undefined || bucketArn === undefined) {
      onProblem(`a notification names ${target}, which is not a queue of this stack`);
      return;
    }
    const principal = { kind: "service", service: "s3.amazonaws.com" } as const;
    const context = { "aws:SourceArn": bucketArn, "aws:SourceAccount": access.accountId };
    const allowed = access.allows({ principal, action: "sqs:SendMessage", resource: target, context });
    if (!allowed) {
      onProblem(`${queue.name}: its policy does not let S3 send events of ${bucketArn}`);
      return;
    }
    if (missingKeyActions(access, queue.kmsKeyArn, SENDING_KEY_ACTIONS, { principal, context }).length > 0) {
      onProblem(`${queue.name}: the policy of its key does not let S3 send events of ${bucketArn}`);
      return;
    }
    // Struck off S3's list once it is dealt with: what a run leaves in the queue, the next one gets again.
    return new Promise((resolve) => queue.send(JSON.stringify(event), { onSettled: resolve }));
  };
}

/** Asks the declared policies for each permission that an S3 request needs. */
export function authorizeS3(credentials: CredentialStore, access: AccessControl): Authorize {
  return ({ accessKeyId, action, resource, conditionKeys }) => {
    const principal = credentials.principalOf(accessKeyId);
    const allowed =
      principal !== undefined && access.allows({ principal, action, resource, context: conditionKeys });
    return allowed ? "allow" : "deny";
  };
}
