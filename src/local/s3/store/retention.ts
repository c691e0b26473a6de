import { accessDenied, S3Error } from "../errors";
import type { BucketConfiguration, ObjectVersion, Retention } from "../model";

/** @throws S3Error InvalidRequest where the bucket cannot lock, InvalidArgument where the time has passed */
export function checkRetention(
  { objectLock }: BucketConfiguration,
  retention: Retention | undefined,
  now: Date,
): void {
  if (retention === undefined) return;
  checkObjectLock(objectLock);
  if (retention.retainUntil <= now.getTime())
    throw new S3Error("InvalidArgument", "The retain until date must be in the future!");
}

/** @throws S3Error InvalidRequest */
export function checkObjectLock(objectLock: boolean | undefined): void {
  if (objectLock !== true) throw new S3Error("InvalidRequest", "Bucket is missing Object Lock Configuration");
}

/** @throws S3Error AccessDenied where the version is locked and the lock is not lifted */
export function checkRemovable({ retention }: ObjectVersion, now: Date, bypassGovernance: boolean): void {
  if (isLocked(retention, now, bypassGovernance)) throw accessDenied();
}

/**
 * Whether a retention may take the place of another one: always where it holds as much and longer, else only where
 * the present one has run out or is lifted.
 * @throws S3Error AccessDenied
 */
export function checkReplaceable(
  { retention: present }: ObjectVersion,
  next: Retention | undefined,
  now: Date,
  bypassGovernance: boolean,
): void {
  if (present === undefined || !isLocked(present, now, bypassGovernance)) return;
  if (next?.mode !== present.mode || next.retainUntil < present.retainUntil) throw accessDenied();
}

function isLocked(retention: Retention | undefined, now: Date, bypassGovernance: boolean): boolean {
  if (retention === undefined || retention.retainUntil <= now.getTime()) return false;
  return retention.mode === "COMPLIANCE" || !bypassGovernance;
}
