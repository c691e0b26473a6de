import { createHash } from "node:crypto";
import type { ObjectVersion } from "./ports";

/**
 * The name of the execution that processes one version of one object: 64 hex characters, the same
 * each time, so that an event that is delivered twice starts nothing twice.
 */
export function executionNameOf({ bucketName, objectKey, versionId }: ObjectVersion): string {
  return createHash("sha256").update(`${bucketName}\n${objectKey}\n${versionId}`).digest("hex");
}
