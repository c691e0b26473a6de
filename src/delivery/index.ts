/** Module entry `medical-imaging-pipeline/presign`: time-limited links to objects of a bucket. */
export { DeliveryError, type DeliveryErrorCode } from "./deliveryErrors";
export { createDeliveryManifest, type BatchEntry, type DeliveryManifest } from "./deliveryManifest";
export type { PresignedUpload, PresignedUrl } from "./presignedUrl";
export {
  PresignedUrlHandler,
  type DownloadOptions,
  type LinkOptions,
  type PresignedUrlHandlerOptions,
  type UploadOptions,
} from "./presignedUrlHandler";
