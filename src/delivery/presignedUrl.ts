import { DeliveryError } from "./deliveryErrors";

/** A link that works without credentials until it expires. Whoever holds it may use it: treat it as a secret. */
export interface PresignedUrl {
  readonly url: string;
  readonly bucketName: string;
  readonly objectKey: string;
  readonly expiresInSeconds: number;
  /** ISO 8601, UTC. Links signed with temporary credentials end with these where that is earlier. */
  readonly expiresAt: string;
}

/** An upload link, with the headers that the request has to carry exactly. */
export interface PresignedUpload extends PresignedUrl {
  readonly method: "PUT";
  readonly requiredHeaders: Readonly<Record<string, string>>;
}

export const DEFAULT_EXPIRY_SECONDS = 3600;

/** Signature Version 4 allows no more than 7 days. */
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 3600;

const LONGEST_KEY_BYTES = 1024;

/** @throws DeliveryError `INVALID_EXPIRY` */
export function checkExpiry(expiresInSeconds: number): void {
  const valid = Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1;
  if (valid && expiresInSeconds <= LONGEST_EXPIRY_SECONDS) return;
  throw new DeliveryError(
    "INVALID_EXPIRY",
    `expiresInSeconds is ${String(expiresInSeconds)}; it may be a whole number from 1 to ${LONGEST_EXPIRY_SECONDS} (7 days)`,
  );
}

/** @throws DeliveryError `INVALID_OBJECT_KEY` */
export function checkObjectKey(objectKey: string): void {
  const lengthBytes = typeof objectKey === "string" ? Buffer.byteLength(objectKey) : 0;
  if (lengthBytes >= 1 && lengthBytes <= LONGEST_KEY_BYTES) return;
  throw new DeliveryError(
    "INVALID_OBJECT_KEY",
    `an object key is a text of 1 to ${LONGEST_KEY_BYTES} bytes; this one has ${lengthBytes}`,
  );
}
