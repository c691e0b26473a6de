import { GetObjectLegalHoldCommand, GetObjectRetentionCommand, type S3Client } from "@aws-sdk/client-s3";
import type { StoredVersion } from "./listVersions";

/** Versions that are asked about; a bucket's default retention is the same for all. */
const SAMPLE = 20;

/** Which Object Lock stands in the way of deleting versions, in a sentence; undefined where none does. */
export async function describeRetention(
  s3: S3Client,
  bucketName: string,
  versions: readonly StoredVersion[],
): Promise<string | undefined> {
  const held = { COMPLIANCE: 0, GOVERNANCE: 0, LEGAL_HOLD: 0 };
  let until: Date | undefined;
  for (const { key, versionId } of versions.slice(0, SAMPLE)) {
    const input = { Bucket: bucketName, Key: key, VersionId: versionId };
    // Each fails where there is none, or where asking is not allowed: then there is nothing to say of it.
    const retention = await s3
      .send(new GetObjectRetentionCommand(input))
      .then(({ Retention }) => Retention)
      .catch(() => undefined);
    const hold = await s3
      .send(new GetObjectLegalHoldCommand(input))
      .then(({ LegalHold }) => LegalHold?.Status)
      .catch(() => undefined);
    if (hold === "ON") held.LEGAL_HOLD += 1;
    if (retention?.Mode === undefined || retention.RetainUntilDate === undefined) continue;
    held[retention.Mode] += 1;
    if (until === undefined || retention.RetainUntilDate > until) until = retention.RetainUntilDate;
  }
  const day = until?.toISOString().slice(0, 10) ?? "";
  if (held.COMPLIANCE > 0)
    return `Object Lock retains them in COMPLIANCE mode until ${day}: nobody can delete them before, not even the account's root user. Leave the bucket, or take it out of the stack with \`npx pulumi state delete\`.`;
  if (held.GOVERNANCE > 0)
    return `Object Lock retains them in GOVERNANCE mode until ${day}: somebody with s3:BypassGovernanceRetention can delete them before.`;
  if (held.LEGAL_HOLD > 0) return "A legal hold is on them: whoever put it there has to take it away first.";
  return undefined;
}
