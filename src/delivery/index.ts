/** Time-limited links to objects of a bucket. Needs `@aws-sdk/client-s3` and `@aws-sdk/s3-request-presigner`. */

// Links
export {
  PresignedUrlHandler,
  type DownloadOptions,
  type LinkOptions,
  type PresignedUrlHandlerOptions,
  type UploadOptions,
} from "./presignedUrlHandler";
export type { PresignedUpload, PresignedUrl } from "./presignedUrl";

// Batches of links
export { createDeliveryManifest, type BatchEntry, type DeliveryManifest } from "./deliveryManifest";
export { deliveryManifestSchema } from "./deliveryManifestSchema";

// Errors of links
export { DeliveryError, type DeliveryErrorCode } from "./deliveryErrors";
