export type { AuthorizationDecision, AuthorizationRequest, Authorize } from "./protocol/authorization";
export { S3Error } from "./errors";
export type { S3ErrorCode } from "./errors";
export type { OnEvent } from "./store/eventOutbox";
export { createS3RequestHandler } from "./handler";
export type { S3RequestHandler, S3RequestHandlerOptions } from "./handler";
export type { NotificationRule, ObjectVersion } from "./model";
export type { S3Event, S3EventRecord } from "./store/notifications";
export { createS3Service } from "./service";
export type { BucketOptions, S3Service, S3ServiceOptions } from "./service";
export { SignatureError } from "./protocol/signatureError";
export type { SignatureFault } from "./protocol/signatureError";
export { verifyRequest } from "./protocol/sigv4";
export type {
  Credentials,
  CredentialsLookup,
  PayloadMode,
  VerifiedRequest,
  VerifyOptions,
} from "./protocol/sigv4";
