import * as v from "valibot";
import { flag, oneOf, wholeNumber } from "./values";

/** How objects are kept. */
export const storageKeys = {
  // S3 takes nothing into STANDARD_IA before its 30th day.
  lifecycleDays: v.optional(wholeNumber(30, 3650, "days"), "90"),
  enableS3Encryption: v.optional(flag, "true"),
  /** Keys of S3's own, or one in KMS, which whom the account's own policies let may use, and through S3, SQS and Step Functions alone. */
  encryption: v.optional(oneOf(["aes256", "kms"]), "aes256"),
  /** How long nobody can delete or replace an audit record (Object Lock); 0 for not at all. */
  auditRetentionDays: v.optional(wholeNumber(0, 36500, "days"), "0"),
  auditRetentionMode: v.optional(oneOf(["governance", "compliance"]), "governance"),
  /** Who reads, writes or deletes which object of the raw bucket, recorded by CloudTrail. */
  enableCloudTrail: v.optional(flag, "false"),
};
