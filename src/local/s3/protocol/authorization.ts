/** A question to the policies: may the holder of this key do this? */
export interface AuthorizationRequest {
  readonly accessKeyId: string;
  /** Such as `s3:GetObjectVersion`; where a KMS key encrypts the object also `kms:Decrypt` and `kms:GenerateDataKey`. */
  readonly action: string;
  /** ARN of a bucket, an object (its key undecorated, `*` and all) or a KMS key; `*` for `s3:ListAllMyBuckets`. */
  readonly resource: string;
  /** By the names of the IAM reference, such as `s3:prefix`; those that the request does not set are absent. */
  readonly conditionKeys: Readonly<Record<string, string | readonly string[]>>;
}

export type AuthorizationDecision = "allow" | "deny";

export type Authorize = (
  request: AuthorizationRequest,
) => AuthorizationDecision | Promise<AuthorizationDecision>;

/** One permission that an operation needs. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

export function bucketArn(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}

export function objectArn(bucketName: string, key: string): string {
  return `${bucketArn(bucketName)}/${key}`;
}
