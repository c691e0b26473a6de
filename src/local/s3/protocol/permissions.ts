import { bucketArn, objectArn, type Permission } from "./authorization";
import { listingConditionKeys, tagConditionKeys } from "./conditionKeys";
import type { Exchange } from "./exchange";
import type { OperationName } from "./router";
import { parseCopySource } from "./requestTarget";
import { parseTaggingHeader } from "./tags";

type ConditionKeys = Record<string, string | readonly string[]>;

export interface RequiredPermission extends Permission {
  readonly conditionKeys?: ConditionKeys;
}

type PermissionsOf = (exchange: Exchange) => readonly RequiredPermission[];

const onBucket =
  (action: string): PermissionsOf =>
  ({ bucketName }) => [{ action, resource: bucketArn(bucketName) }];

const onListing =
  (action: string): PermissionsOf =>
  ({ bucketName, query }) => [
    { action, resource: bucketArn(bucketName), conditionKeys: listingConditionKeys(query) },
  ];

const onObject =
  (action: string): PermissionsOf =>
  ({ bucketName, key }) => [{ action, resource: objectArn(bucketName, key) }];

/** Naming a version is another action than taking the latest. */
const onVersion =
  (action: string, versionAction: string): PermissionsOf =>
  (exchange) =>
    onObject(exchange.versionId === undefined ? action : versionAction)(exchange);

/** Writing an object, and its tags and retention where the request brings some. */
const onPut: PermissionsOf = ({ bucketName, key, header }) => {
  const resource = objectArn(bucketName, key);
  const tagging = header("x-amz-tagging");
  const conditionKeys = tagConditionKeys("s3:RequestObjectTag", parseTaggingHeader(tagging ?? ""));
  const needed = [{ action: "s3:PutObject", resource, conditionKeys }];
  if (tagging !== undefined) needed.push({ action: "s3:PutObjectTagging", resource, conditionKeys });
  if (header("x-amz-object-lock-mode") !== undefined)
    needed.push({ action: "s3:PutObjectRetention", resource, conditionKeys });
  return needed;
};

/** Reading the source of a copy; that its tags are read too is asked for where they are. */
const onCopySource: PermissionsOf = ({ header, service }) => {
  const { bucketName, key, versionId } = parseCopySource(header("x-amz-copy-source") ?? "");
  const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  const { objects } = service.bucket(bucketName);
  const version = versionId === undefined ? objects.latest(key) : objects.find(key, versionId);
  const conditionKeys = tagConditionKeys("s3:ExistingObjectTag", version?.tags ?? []);
  return [{ action, resource: objectArn(bucketName, key), conditionKeys }];
};

/** What each operation needs, after "Actions, resources, and condition keys for Amazon S3". */
const PERMISSIONS: Readonly<Record<OperationName, PermissionsOf>> = {
  ListBuckets: () => [{ action: "s3:ListAllMyBuckets", resource: "*" }],
  HeadBucket: onBucket("s3:ListBucket"),
  GetBucketLocation: onBucket("s3:GetBucketLocation"),
  GetBucketVersioning: onBucket("s3:GetBucketVersioning"),
  GetObjectLockConfiguration: onBucket("s3:GetBucketObjectLockConfiguration"),
  ListObjects: onListing("s3:ListBucket"),
  ListObjectsV2: onListing("s3:ListBucket"),
  ListObjectVersions: onListing("s3:ListBucketVersions"),
  ListMultipartUploads: onBucket("s3:ListBucketMultipartUploads"),
  // Asked for each key, so that one that is denied does not hinder the others.
  DeleteObjects: () => [],
  GetObject: onVersion("s3:GetObject", "s3:GetObjectVersion"),
  HeadObject: onVersion("s3:GetObject", "s3:GetObjectVersion"),
  PutObject: onPut,
  CopyObject: (exchange) => [...onPut(exchange), ...onCopySource(exchange)],
  DeleteObject: onVersion("s3:DeleteObject", "s3:DeleteObjectVersion"),
  GetObjectRetention: onObject("s3:GetObjectRetention"),
  PutObjectRetention: onObject("s3:PutObjectRetention"),
  GetObjectTagging: onVersion("s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
  PutObjectTagging: onVersion("s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
  DeleteObjectTagging: onVersion("s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"),
  CreateMultipartUpload: onPut,
  UploadPart: onObject("s3:PutObject"),
  UploadPartCopy: (exchange) => [...onObject("s3:PutObject")(exchange), ...onCopySource(exchange)],
  CompleteMultipartUpload: onObject("s3:PutObject"),
  AbortMultipartUpload: onObject("s3:AbortMultipartUpload"),
  ListParts: onObject("s3:ListMultipartUploadParts"),
};

export function permissionsOf(operation: OperationName, exchange: Exchange): readonly RequiredPermission[] {
  return PERMISSIONS[operation](exchange);
}
