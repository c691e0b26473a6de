import { SIGNING_ALGORITHM } from "./canonicalRequest";
import { SignatureError } from "./signatureError";
import { readParameters, type SignatureParameters } from "./signatureParameters";

/** Seven days, the longest that AWS lets a presigned URL live. */
const MAX_EXPIRES_SECONDS = 604_800;

/** Parses the query parameters of a presigned URL; `undefined` where the request is not one. */
export function parsePresignedQuery(
  query: ReadonlyMap<string, string>,
): (SignatureParameters & { readonly expiresSeconds: number }) | undefined {
  const algorithm = query.get("X-Amz-Algorithm");
  const signature = query.get("X-Amz-Signature");
  if (algorithm === undefined && signature === undefined) return undefined;
  const fail = (message: string) => new SignatureError("malformedQuery", message);
  if (algorithm !== SIGNING_ALGORITHM) throw fail(`X-Amz-Algorithm only supports "${SIGNING_ALGORITHM}"`);
  const credential = query.get("X-Amz-Credential");
  const signedHeaders = query.get("X-Amz-SignedHeaders");
  const amzDate = query.get("X-Amz-Date");
  const expires = query.get("X-Amz-Expires");
  if (!credential || !signedHeaders || !amzDate || !signature || expires === undefined)
    throw fail(
      "Query-string authentication requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, " +
        "X-Amz-SignedHeaders and X-Amz-Expires parameters",
    );
  const expiresSeconds = /^\d+$/.test(expires) ? Number(expires) : NaN;
  if (!(expiresSeconds <= MAX_EXPIRES_SECONDS))
    throw fail("X-Amz-Expires must be a number of seconds, less than a week");
  const token = query.get("X-Amz-Security-Token");
  return {
    ...readParameters("malformedQuery", { credential, signedHeaders, amzDate, signature, token }),
    expiresSeconds,
  };
}
