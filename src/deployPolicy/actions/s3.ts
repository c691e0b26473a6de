import type { ActionsByType, Grant } from "../grant";

/** To see whether a bucket is there takes ListBucket, which also shows the keys: not for somebody who only looks. */
const bucketPart = (write: readonly string[], read: readonly string[] = []): readonly Grant[] => [
  { scope: "Buckets", read: ["s3:GetBucket*", ...read], write: ["s3:ListBucket", ...write] },
];

/** Buckets, and each of their settings. */
export const S3_ACTIONS: ActionsByType = {
  "aws:s3/bucket:Bucket": bucketPart(
    [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:PutBucketTagging",
      "s3:TagResource",
      "s3:UntagResource",
      "s3:PutBucketObjectLockConfiguration",
    ],
    [
      "s3:GetAccelerateConfiguration",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListTagsForResource",
    ],
  ),
  "aws:s3/bucketVersioning:BucketVersioning": bucketPart(["s3:PutBucketVersioning"]),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucketPart([
    "s3:PutBucketObjectLockConfiguration",
  ]),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketPart(
    ["s3:PutEncryptionConfiguration"],
    ["s3:GetEncryptionConfiguration"],
  ),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketPart(["s3:PutBucketPublicAccessBlock"]),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketPart(["s3:PutBucketOwnershipControls"]),
  "aws:s3/bucketPolicy:BucketPolicy": bucketPart(["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"]),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketPart(
    ["s3:PutLifecycleConfiguration"],
    ["s3:GetLifecycleConfiguration"],
  ),
  "aws:s3/bucketLogging:BucketLogging": bucketPart(["s3:PutBucketLogging"]),
  "aws:s3/bucketNotification:BucketNotification": bucketPart(["s3:PutBucketNotification"]),
};

/** What `npm run destroy` calls to empty the buckets; no deployment needs it. */
export const EMPTYING_BUCKETS: readonly Grant[] = [
  {
    scope: "Buckets",
    read: ["s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
  },
  {
    scope: "Objects",
    read: ["s3:GetObjectRetention", "s3:GetObjectLegalHold"],
    write: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"],
  },
];
