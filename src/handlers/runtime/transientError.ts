import { OutputConflictError } from "../../pipeline/errors";

/** The name under which a step throws what may be gone when it is tried again; the state machine knows it. */
export const TRANSIENT_SERVICE_ERROR = "TransientServiceError";

/** How services say that they are asked too often, or gave up waiting; the SDK has tried again by then. */
const THROTTLED =
  /^(SlowDown|RequestTimeout|TimeoutError|Throttl|TooManyRequests|RequestLimitExceeded|ServiceUnavailable)/;

const CONNECTION_LOST = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);

/** Whether an error is of a service or the way to it, so that another attempt may succeed. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof OutputConflictError || THROTTLED.test(error.name)) return true;
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return CONNECTION_LOST.has(String(code)) || status === 429 || status >= 500;
}
