import { createHmac, createSecretKey } from "node:crypto";
import { DicomUsageError } from "../../errors";

/** What a keyed value is for; the same text gives unrelated values in different domains. */
export type KeyDomain = "uid" | "pseudonym" | "date offset";

/** A secret that keyed values are made with. It can be used, but not read back, printed or serialised. */
export interface DeidentificationKey {
  /** HMAC-SHA-256 (32 bytes) of the domain and the text. */
  readonly mac: (domain: KeyDomain, text: string) => Buffer;
}

const MINIMUM_BYTES = 32;

/**
 * A key that keeps its secret: it answers keyed hashes only. The same bytes give the same identifiers on any machine.
 *
 * @param bytes at least 32 bytes of secret; copied
 * @throws DicomUsageError KEY_TOO_SHORT
 */
export function createDeidentificationKey(bytes: Uint8Array): DeidentificationKey {
  if (bytes.length < MINIMUM_BYTES)
    throw new DicomUsageError(
      "KEY_TOO_SHORT",
      `the key has ${bytes.length} bytes and needs at least ${MINIMUM_BYTES}`,
    );
  const secret = createSecretKey(bytes);
  return { mac: (domain, text) => createHmac("sha256", secret).update(`${domain}\0${text}`).digest() };
}
