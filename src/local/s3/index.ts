export { createChecksum } from "./checksums/checksums";
export { createS3RequestHandler, type S3RequestHandler } from "./handler";
export type { NotificationRule } from "./model";
export type { AuthorizationRequest, Authorize } from "./protocol/authorization";
export { SignatureError, type SignatureFault } from "./protocol/signatureError";
export { verifyRequest, type VerifiedRequest } from "./protocol/sigv4";
export { createS3Service, type BucketOptions, type S3Service } from "./service";
export type { OnEvent } from "./store/eventOutbox";
export type { S3Event, S3EventRecord } from "./store/notifications";
