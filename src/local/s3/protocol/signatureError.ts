/** Why a request is not taken to come from the holder of a known key. */
export type SignatureFault =
  | "anonymous"
  | "malformed"
  | "malformedQuery"
  | "unknownKey"
  | "invalidToken"
  | "mismatch"
  | "skewed"
  | "expired"
  | "notYetValid"
  | "unsignedHeaders"
  | "bodyHash";

/** A request whose signature does not hold. Each service has its own error codes for these faults. */
export class SignatureError extends Error {
  override readonly name = "SignatureError";

  constructor(
    readonly fault: SignatureFault,
    message: string,
  ) {
    super(message);
  }
}
