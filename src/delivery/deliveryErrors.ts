/** What went wrong, for programs; the message is for people. Neither holds an object key or a URL. */
export type DeliveryErrorCode =
  /** The lifetime is not a whole number of seconds from 1 to 604,800 (7 days). */
  | "INVALID_EXPIRY"
  /** The object key is empty, longer than 1,024 bytes, or not a text. */
  | "INVALID_OBJECT_KEY"
  /** The handler was made without a bucket name or a region. */
  | "INVALID_OPTIONS"
  /** The object is not there, or these credentials may not know. */
  | "OBJECT_NOT_FOUND"
  /** The credentials lack the permission. */
  | "ACCESS_DENIED"
  /** S3 could not be asked; trying again may help. */
  | "SERVICE_ERROR";

/** Thrown by everything in this module. `cause` holds the error of the AWS SDK where there is one. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";

  constructor(
    readonly code: DeliveryErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The error of an S3 call by who has to do something about it. */
export function deliveryErrorOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const status = statusOf(error);
  if (status === 404)
    return new DeliveryError("OBJECT_NOT_FOUND", "the object does not exist", { cause: error });
  if (status === 403) {
    return new DeliveryError("ACCESS_DENIED", "the credentials do not allow reading the object", {
      cause: error,
    });
  }
  const name = error instanceof Error ? error.name : "unknown error";
  return new DeliveryError("SERVICE_ERROR", `S3 could not be asked: ${name}`, { cause: error });
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  return (error.$metadata as { httpStatusCode?: number } | undefined)?.httpStatusCode;
}
