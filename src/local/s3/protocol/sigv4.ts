import { timingSafeEqual } from "node:crypto";
import {
  deriveSigningKey,
  formatScope,
  headerNames,
  headerValue,
  signText,
  stringToSign,
  type SignableRequest,
} from "./canonicalRequest";
import { parsePresignedQuery } from "./presigned";
import { SignatureError } from "./signatureError";
import { parseAuthorizationHeader, queryParameters, type SignatureParameters } from "./signatureParameters";

export interface Credentials {
  readonly secretAccessKey: string;
  /** Where set, requests have to carry it. */
  readonly sessionToken?: string | undefined;
}

export type CredentialsLookup = (
  accessKeyId: string,
) => Credentials | undefined | Promise<Credentials | undefined>;

/** How the body is covered by the signature; the hashes are to be checked while the body streams. */
export type PayloadMode =
  | { readonly kind: "unsigned" }
  | { readonly kind: "sha256"; readonly sha256Hex: string }
  /** `aws-chunked` without chunk signatures, checksums in the trailer. */
  | { readonly kind: "unsignedChunks" }
  /** `aws-chunked`, each chunk signed. */
  | { readonly kind: "signedChunks"; readonly trailer: boolean; readonly signer: ChunkSigner };

/** Continues the chain of signatures that starts with the request's own. */
export interface ChunkSigner {
  readonly seedSignature: string;
  /** @param label `PAYLOAD` or `TRAILER`; @param hashes the lines after the previous signature */
  sign(label: "PAYLOAD" | "TRAILER", previousSignature: string, hashes: readonly string[]): string;
}

export interface VerifiedRequest {
  readonly accessKeyId: string;
  /** From the credential scope. */
  readonly region: string;
  readonly service: string;
  readonly authentication: "header" | "query";
  readonly signedAt: Date;
  readonly payload: PayloadMode;
}

export interface VerifyOptions {
  /** Hash of the whole body, for services whose clients do not send `x-amz-content-sha256`. */
  readonly bodySha256Hex?: string | undefined;
}

/** Clock difference that AWS tolerates. */
const MAX_SKEW_MILLISECONDS = 15 * 60 * 1000;

/**
 * Checks the Signature Version 4 of a request to any AWS service, in the header or in the query.
 * The body is not read: see `payload`.
 * @throws SignatureError
 */
export async function verifyRequest(
  request: SignableRequest,
  lookup: CredentialsLookup,
  now: Date = new Date(),
  options: VerifyOptions = {},
): Promise<VerifiedRequest> {
  const query = queryParameters(request);
  const presigned = parsePresignedQuery(query);
  const authorization = headerValue(request, "authorization");
  if (presigned !== undefined && authorization !== undefined)
    throw new SignatureError("malformedQuery", "Only one auth mechanism allowed");
  const parameters = presigned ?? (authorization && parseAuthorizationHeader(request, authorization));
  if (!parameters) throw new SignatureError("anonymous", "The request carries no signature");

  const credentials = await lookup(parameters.accessKeyId);
  if (credentials === undefined) throw new SignatureError("unknownKey", "The access key is not known");
  if (credentials.sessionToken !== parameters.sessionToken)
    throw new SignatureError("invalidToken", "The security token is not the one of this access key");
  checkTime(parameters, now, presigned?.expiresSeconds);
  checkHeadersAreSigned(request, parameters);

  const payloadHash = payloadHashOf(request, presigned !== undefined, parameters.scope.service, options);
  const signingKey = deriveSigningKey(credentials.secretAccessKey, parameters.scope);
  const leaveOut = presigned && "X-Amz-Signature";
  const expected = signText(signingKey, stringToSign({ ...parameters, request, payloadHash, leaveOut }));
  if (!equalInConstantTime(expected, parameters.signature))
    throw new SignatureError("mismatch", "The signature is not the one that the key gives for this request");

  return {
    accessKeyId: parameters.accessKeyId,
    region: parameters.scope.region,
    service: parameters.scope.service,
    authentication: presigned === undefined ? "header" : "query",
    signedAt: parameters.signedAt,
    payload: payloadModeOf(payloadHash, chunkSigner(signingKey, parameters)),
  };
}

export function equalInConstantTime(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function checkTime(parameters: SignatureParameters, now: Date, expiresSeconds: number | undefined): void {
  const age = now.getTime() - parameters.signedAt.getTime();
  if (expiresSeconds === undefined) {
    if (Math.abs(age) > MAX_SKEW_MILLISECONDS)
      throw new SignatureError("skewed", "The time of the request and the server's time are too far apart");
  } else if (age > expiresSeconds * 1000) throw new SignatureError("expired", "Request has expired");
  else if (-age > MAX_SKEW_MILLISECONDS) throw new SignatureError("notYetValid", "Request is not yet valid");
}

/** Every `x-amz-` header changes what is asked for, so none may be added to a signed request. */
function checkHeadersAreSigned(request: SignableRequest, parameters: SignatureParameters): void {
  const unsigned = headerNames(request).some(
    (name) => name.startsWith("x-amz-") && !parameters.signedHeaders.includes(name),
  );
  if (unsigned)
    throw new SignatureError(
      "unsignedHeaders",
      "There were headers present in the request which were not signed",
    );
}

function payloadHashOf(
  request: SignableRequest,
  isPresigned: boolean,
  service: string,
  options: VerifyOptions,
): string {
  const header = headerValue(request, "x-amz-content-sha256");
  if (header !== undefined) return header;
  if (isPresigned && service === "s3") return "UNSIGNED-PAYLOAD";
  if (options.bodySha256Hex !== undefined) return options.bodySha256Hex;
  throw new SignatureError("bodyHash", "Missing required header for this request: x-amz-content-sha256");
}

function payloadModeOf(payloadHash: string, signer: ChunkSigner): PayloadMode {
  switch (payloadHash) {
    case "UNSIGNED-PAYLOAD":
      return { kind: "unsigned" };
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return { kind: "unsignedChunks" };
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
      return { kind: "signedChunks", trailer: false, signer };
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return { kind: "signedChunks", trailer: true, signer };
    default:
      if (/^[0-9a-f]{64}$/.test(payloadHash)) return { kind: "sha256", sha256Hex: payloadHash };
      throw new SignatureError(
        "bodyHash",
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-…, or a valid sha256 value",
      );
  }
}

function chunkSigner(signingKey: Uint8Array, parameters: SignatureParameters): ChunkSigner {
  return {
    seedSignature: parameters.signature,
    sign: (label, previousSignature, hashes) =>
      signText(
        signingKey,
        [
          `AWS4-HMAC-SHA256-${label}`,
          parameters.amzDate,
          formatScope(parameters.scope),
          previousSignature,
          ...hashes,
        ].join("\n"),
      ),
  };
}
