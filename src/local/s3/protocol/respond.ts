import type { ServerResponse } from "node:http";
import { S3Error, type S3ErrorCode } from "../errors";
import { SignatureError, type SignatureFault } from "./signatureError";
import { formatDocument, formatErrorDocument, type XmlElement } from "./xml";

export type ResponseHeaders = Readonly<Record<string, string | number | undefined>>;

export function setHeaders(response: ServerResponse, headers: ResponseHeaders): void {
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
}

export function sendXml(response: ServerResponse, root: XmlElement, headers: ResponseHeaders = {}): void {
  send(response, 200, formatDocument(root), headers);
}

export function sendEmpty(response: ServerResponse, statusCode: number, headers: ResponseHeaders = {}): void {
  response.statusCode = statusCode;
  setHeaders(response, headers);
  if (statusCode !== 204 && statusCode !== 304) response.setHeader("content-length", 0);
  response.end();
}

function send(
  response: ServerResponse,
  statusCode: number,
  document: string,
  headers: ResponseHeaders,
): void {
  response.statusCode = statusCode;
  setHeaders(response, {
    "content-type": "application/xml",
    "content-length": Buffer.byteLength(document),
    ...headers,
  });
  response.end(document);
}

const CODE_OF_FAULT: Readonly<Record<SignatureFault, S3ErrorCode>> = {
  anonymous: "AccessDenied",
  malformed: "AuthorizationHeaderMalformed",
  malformedQuery: "AuthorizationQueryParametersError",
  unknownKey: "InvalidAccessKeyId",
  invalidToken: "InvalidToken",
  mismatch: "SignatureDoesNotMatch",
  skewed: "RequestTimeTooSkewed",
  expired: "AccessDenied",
  notYetValid: "AccessDenied",
  unsignedHeaders: "AccessDenied",
  bodyHash: "InvalidRequest",
};

/** The error that S3 would answer; `undefined` for what is no fault of the client. */
function asS3Error(error: unknown): S3Error | undefined {
  if (error instanceof S3Error) return error;
  if (error instanceof SignatureError) return new S3Error(CODE_OF_FAULT[error.fault], error.message);
  return undefined;
}

/** Answers an error, or where an answer has begun, breaks it off. @returns whether the fault was ours */
export function sendError(
  response: ServerResponse,
  error: unknown,
  isHead: boolean,
  requestId: string,
): boolean {
  const known = asS3Error(error);
  if (response.headersSent) {
    response.destroy();
    return known === undefined;
  }
  const answer = known ?? new S3Error("InternalError", "We encountered an internal error. Please try again.");
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  const headers = { "x-amz-request-id": requestId, ...answer.details.headers };
  if (answer.code === "NotModified") sendEmpty(response, 304, headers);
  else if (isHead) sendEmpty(response, answer.statusCode, { "content-type": "application/xml", ...headers });
  else {
    const fields = {
      Code: answer.code,
      Message: answer.message,
      ...answer.details.fields,
      RequestId: requestId,
    };
    send(response, answer.statusCode, formatErrorDocument(fields), headers);
  }
  return known === undefined;
}
