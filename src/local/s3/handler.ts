import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Authorize } from "./protocol/authorization";
import { accessDenied, S3Error } from "./errors";
import { Exchange } from "./protocol/exchange";
import { OPERATIONS } from "./operations";
import { permissionsOf } from "./protocol/permissions";
import { parseTarget } from "./protocol/requestTarget";
import { sendError } from "./protocol/respond";
import { routeRequest } from "./protocol/router";
import type { S3Service } from "./service";
import { SignatureError } from "./protocol/signatureError";
import { verifyRequest, type CredentialsLookup, type VerifiedRequest } from "./protocol/sigv4";

export interface S3RequestHandlerOptions {
  readonly service: S3Service;
  readonly authorize: Authorize;
  /** Needed where requests come that have not been verified before. */
  readonly credentials?: CredentialsLookup | undefined;
  /** Told of faults that are the server's own; what the client did wrong goes to the client alone. */
  readonly onInternalError?: ((error: unknown) => void) | undefined;
}

/**
 * Answers one request; never rejects.
 * @param verified given by an endpoint that has already checked the signature, to tell the services apart
 */
export type S3RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  verified?: VerifiedRequest,
) => Promise<void>;

export function createS3RequestHandler(options: S3RequestHandlerOptions): S3RequestHandler {
  return async (request, response, verified) => {
    const requestId = randomBytes(8).toString("hex").toUpperCase();
    response.setHeader("x-amz-request-id", requestId);
    response.setHeader("x-amz-id-2", requestId);
    response.setHeader("server", "AmazonS3");
    try {
      await answer(options, request, response, verified, requestId);
    } catch (error) {
      const ours = sendError(response, error, request.method === "HEAD", requestId);
      if (ours && !request.destroyed && !response.destroyed) options.onInternalError?.(error);
    }
    // What is left of a refused body is let pass, so that the client gets to read the answer.
    request.resume();
  };
}

async function answer(
  { service, authorize, credentials }: S3RequestHandlerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  alreadyVerified: VerifiedRequest | undefined,
  requestId: string,
): Promise<void> {
  const lookup: CredentialsLookup = credentials ?? (() => undefined);
  const verified = alreadyVerified ?? (await verifyRequest(request, lookup, service.storage.now()));
  if (verified.service !== "s3")
    throw new SignatureError("malformed", "The credential is scoped to another service than s3");
  if (verified.region !== service.region)
    throw new S3Error("AuthorizationHeaderMalformed", "The region of the credential is wrong", {
      fields: { Region: service.region },
    });
  const target = parseTarget(request, request.headers.host);
  const exchange = new Exchange({ service, authorize, request, response, target, verified, requestId });
  const operation = routeRequest(request.method ?? "GET", target, exchange.header);
  if (target.bucketName !== undefined) service.bucket(target.bucketName);
  for (const { conditionKeys, ...permission } of permissionsOf(operation, exchange))
    if (!(await exchange.allows(permission, conditionKeys))) throw accessDenied();
  await OPERATIONS[operation](exchange);
}
