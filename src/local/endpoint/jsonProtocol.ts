import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import type { AccessControl } from "../iam/accessControl";
import type { CredentialStore } from "../iam/credentials";
import { SignatureError, verifyRequest, type SignatureFault, type VerifiedRequest } from "../s3";
import type { JsonObject, JsonService } from "./jsonService";
import { ServiceError } from "./serviceError";

export interface JsonProtocolOptions {
  readonly services: readonly JsonService[];
  readonly credentials: CredentialStore;
  readonly access: AccessControl;
  readonly region: string;
  /** Told of faults that are this mode's own. */
  readonly onInternalError?: (error: unknown) => void;
}

/** PutMetricData takes 1 MB, the others less. */
const MAX_BODY_BYTES = 1_048_576;

/** Whether a request is one of AWS JSON, rather than one of S3. */
export function isJsonProtocol({ headers }: IncomingMessage): boolean {
  return headers["x-amz-target"] !== undefined;
}

/** Answers a request in AWS JSON 1.0 or 1.1: signature, then permission, then the operation. Never rejects. */
export async function answerJsonRequest(
  options: JsonProtocolOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const [prefix, operationName = ""] = String(request.headers["x-amz-target"]).split(".");
  const service = options.services.find(({ targetPrefix }) => targetPrefix === prefix);
  const send = (status: number, body: string, headers: Record<string, string> = {}) => {
    const contentType = service?.contentType ?? "application/x-amz-json-1.0";
    response.writeHead(status, { "content-type": contentType, "x-amzn-requestid": requestId, ...headers });
    response.end(body);
  };
  try {
    const body = await readBody(request);
    const output = await answer(options, service, operationName, request, body);
    send(200, output === undefined ? "" : JSON.stringify(output));
  } catch (error) {
    if (!(error instanceof ServiceError)) options.onInternalError?.(error);
    const { code, message, status } =
      error instanceof ServiceError ? error : new ServiceError("InternalFailure", "Internal failure", 500);
    const type = service === undefined ? code : `${service.errorNamespace}#${code}`;
    send(status, JSON.stringify({ __type: type, message }), {
      "x-amzn-errortype": code,
      "x-amzn-query-error": `${code};${status < 500 ? "Sender" : "Receiver"}`,
    });
    request.resume();
  }
}

async function answer(
  options: JsonProtocolOptions,
  service: JsonService | undefined,
  operationName: string,
  request: IncomingMessage,
  body: Buffer,
): Promise<JsonObject | undefined> {
  const verified = await verify(options, request, body);
  const operation = service?.operations[operationName];
  if (service === undefined || operation === undefined)
    throw new ServiceError("UnknownOperationException", `${operationName} is not available locally`);
  if (verified.service !== service.signingName || verified.region !== options.region)
    throw new ServiceError(
      "InvalidSignatureException",
      "Credential should be scoped to this service and region",
      403,
    );
  const input = parseInput(request, body);
  const principal = options.credentials.principalOf(verified.accessKeyId);
  for (const required of [operation.requiredAccess(input)].flat())
    if (principal?.kind !== "identity" || !options.access.allows({ principal, ...required })) {
      const who = principal?.kind === "identity" ? principal.arn : "unknown";
      throw new ServiceError(
        service.accessDeniedCode,
        `User: ${who} is not authorized to perform: ${required.action} on resource: ${required.resource}`,
        400,
      );
    }
  return operation.run(input);
}

const SIGNATURE_CODES: Partial<Record<SignatureFault, string>> = {
  anonymous: "MissingAuthenticationTokenException",
  unknownKey: "UnrecognizedClientException",
  invalidToken: "UnrecognizedClientException",
  malformed: "IncompleteSignatureException",
};

async function verify(
  { credentials }: JsonProtocolOptions,
  request: IncomingMessage,
  body: Buffer,
): Promise<VerifiedRequest> {
  const bodySha256Hex = createHash("sha256").update(body).digest("hex");
  try {
    const lookup = (id: string) => credentials.secretOf(id);
    const verified = await verifyRequest(request, lookup, new Date(), { bodySha256Hex });
    const { payload } = verified;
    if (payload.kind !== "sha256" || payload.sha256Hex !== bodySha256Hex)
      throw new SignatureError("mismatch", "The body is not the one that was signed");
    return verified;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new ServiceError(SIGNATURE_CODES[error.fault] ?? "InvalidSignatureException", error.message, 403);
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let lengthBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    lengthBytes += chunk.length;
    if (lengthBytes > MAX_BODY_BYTES)
      throw new ServiceError("RequestEntityTooLarge", "The body is too large", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** CloudWatch's client compresses what is larger than 10 KB. */
function parseInput({ headers }: IncomingMessage, body: Buffer): JsonObject {
  try {
    const plain =
      headers["content-encoding"] === "gzip" ? gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES }) : body;
    const value: unknown = JSON.parse(plain.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Answered below like any other body that is no JSON object.
  }
  throw new ServiceError("SerializationException", "The body is not a JSON object");
}
