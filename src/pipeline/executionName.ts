import { createHash } from "node:crypto";
import type { ObjectVersion } from "./ports";

/**
 * The name of the execution that processes one version of one object: 64 hex characters, the same
 * each time, so that an event that is delivered twice starts nothing twice.
 *
 * It stands in records, logs and events, and a key can hold a patient's name. What keeps somebody from trying guessed keys
 * against it is the version's id, which S3 makes up: nothing outside of the raw bucket and the executions may hold that id.
 */
export function executionNameOf({ bucketName, objectKey, versionId }: ObjectVersion): string {
  return createHash("sha256").update(`${bucketName}\n${objectKey}\n${versionId}`).digest("hex");
}
