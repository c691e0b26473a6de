import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachmentDisposition } from "./attachmentName";
import { DeliveryError, deliveryErrorOf } from "./deliveryErrors";
import type { BatchEntry } from "./deliveryManifest";
import {
  checkExpiry,
  checkObjectKey,
  DEFAULT_EXPIRY_SECONDS,
  type PresignedUpload,
  type PresignedUrl,
} from "./presignedUrl";

/** Which bucket, where, and as whom. */
export interface PresignedUrlHandlerOptions {
  readonly bucketName: string;
  readonly region: string;
  /** Where absent, the SDK looks for credentials as usual (environment, profile, role). */
  readonly credentials?: S3ClientConfig["credentials"];
  /** Another S3 endpoint, such as that of the local mode. */
  readonly endpoint?: string;
  /** Lifetime of links where a call does not say; 3600 where absent. */
  readonly defaultExpirySeconds?: number;
  /** The time that links are signed at. */
  readonly now?: () => Date;
}

/** What any link can be told. */
export interface LinkOptions {
  /** Whole seconds from 1 to 604,800 (7 days). */
  readonly expiresInSeconds?: number;
}

/** What a link to an object can be told, which S3 then answers the download with. */
export interface DownloadOptions extends LinkOptions {
  /** The version to link to; the newest at the time of the download where absent. */
  readonly versionId?: string;
  /** What the download says it is; what was uploaded where absent. */
  readonly contentType?: string;
  /** Saves the download under this name, made safe. */
  readonly fileName?: string;
}

/** What an upload has to be. */
export interface UploadOptions extends LinkOptions {
  /** Where given, it is signed: the upload has to carry exactly this `content-type`. */
  readonly contentType?: string;
}

/** Objects asked about at the same time by a batch. */
const BATCH_CONCURRENCY = 16;

const DICOM_CONTENT_TYPE = "application/dicom";

/**
 * Makes links to the objects of one bucket. Signing happens here and costs no request; only
 * `validateObjectExists`, `generateSecureDownloadUrl` and `generateBatchDownloadUrls` ask S3.
 */
export class PresignedUrlHandler {
  readonly bucketName: string;
  private readonly client: S3Client;
  private readonly defaultExpirySeconds: number;
  private readonly now: () => Date;

  /** @throws DeliveryError `INVALID_OPTIONS`, `INVALID_EXPIRY` */
  constructor(options: PresignedUrlHandlerOptions) {
    const { bucketName, region, credentials, endpoint } = options;
    if (!bucketName || !region)
      throw new DeliveryError("INVALID_OPTIONS", "bucketName and region are required");
    this.bucketName = bucketName;
    this.defaultExpirySeconds = options.defaultExpirySeconds ?? DEFAULT_EXPIRY_SECONDS;
    checkExpiry(this.defaultExpirySeconds);
    this.now = options.now ?? (() => new Date());
    this.client = new S3Client({
      region,
      ...(credentials !== undefined && { credentials }),
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
      // The SDK would sign the checksum of the empty body that it sees, and every upload would fail.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    });
  }

  /**
   * A link to download an object. The object is not looked at: a link to none answers 404.
   *
   * @throws DeliveryError `INVALID_EXPIRY`, `INVALID_OBJECT_KEY`
   */
  async generateDownloadUrl(objectKey: string, options: DownloadOptions = {}): Promise<PresignedUrl> {
    const { versionId, contentType, fileName } = options;
    return this.sign(objectKey, options, (signing) =>
      getSignedUrl(
        this.client,
        new GetObjectCommand({
          Bucket: this.bucketName,
          Key: objectKey,
          ...(versionId !== undefined && { VersionId: versionId }),
          ...(contentType !== undefined && { ResponseContentType: contentType }),
          ...(fileName !== undefined && { ResponseContentDisposition: attachmentDisposition(fileName) }),
        }),
        signing,
      ),
    );
  }

  /**
   * A link to upload an object by an HTTP PUT of its bytes.
   *
   * @throws DeliveryError `INVALID_EXPIRY`, `INVALID_OBJECT_KEY`
   */
  async generateUploadUrl(objectKey: string, options: UploadOptions = {}): Promise<PresignedUpload> {
    const { contentType } = options;
    const signed = await this.sign(objectKey, options, (signing) =>
      getSignedUrl(
        this.client,
        new PutObjectCommand({
          Bucket: this.bucketName,
          Key: objectKey,
          ...(contentType !== undefined && { ContentType: contentType }),
        }),
        { ...signing, ...(contentType !== undefined && { signableHeaders: new Set(["content-type"]) }) },
      ),
    );
    const requiredHeaders = contentType === undefined ? {} : { "content-type": contentType };
    return { ...signed, method: "PUT", requiredHeaders };
  }

  /**
   * A link to an object that is there, which saves as a DICOM file under a safe name.
   *
   * @throws DeliveryError `OBJECT_NOT_FOUND`, `ACCESS_DENIED`, `SERVICE_ERROR`, `INVALID_EXPIRY`, `INVALID_OBJECT_KEY`
   */
  async generateSecureDownloadUrl(objectKey: string, options: DownloadOptions = {}): Promise<PresignedUrl> {
    checkExpiry(options.expiresInSeconds ?? this.defaultExpirySeconds);
    if (!(await this.validateObjectExists(objectKey, options.versionId))) {
      throw new DeliveryError("OBJECT_NOT_FOUND", "the object does not exist");
    }
    return this.generateDownloadUrl(objectKey, {
      contentType: DICOM_CONTENT_TYPE,
      fileName: objectKey,
      ...options,
    });
  }

  /**
   * Secure links to many objects, in the order of the keys. An object without a link has an error in its
   * place and does not stop the others.
   *
   * @throws DeliveryError `INVALID_EXPIRY`, which would go for all of them
   */
  async generateBatchDownloadUrls(
    objectKeys: readonly string[],
    options: LinkOptions & Pick<DownloadOptions, "contentType"> = {},
  ): Promise<BatchEntry[]> {
    checkExpiry(options.expiresInSeconds ?? this.defaultExpirySeconds);
    const entries: BatchEntry[] = [];
    for (let start = 0; start < objectKeys.length; start += BATCH_CONCURRENCY) {
      const some = objectKeys.slice(start, start + BATCH_CONCURRENCY);
      entries.push(...(await Promise.all(some.map((objectKey) => this.batchEntry(objectKey, options)))));
    }
    return entries;
  }

  /**
   * Whether the object is there. S3 tells only credentials that may list the bucket; others see
   * `ACCESS_DENIED` for an object that is not there.
   *
   * @throws DeliveryError `ACCESS_DENIED`, `SERVICE_ERROR`, `INVALID_OBJECT_KEY`
   */
  async validateObjectExists(objectKey: string, versionId?: string): Promise<boolean> {
    checkObjectKey(objectKey);
    try {
      await this.client.send(
        new HeadObjectCommand({
          Bucket: this.bucketName,
          Key: objectKey,
          ...(versionId !== undefined && { VersionId: versionId }),
        }),
      );
      return true;
    } catch (error) {
      const deliveryError = deliveryErrorOf(error);
      if (deliveryError.code === "OBJECT_NOT_FOUND") return false;
      throw deliveryError;
    }
  }

  private async batchEntry(objectKey: string, options: DownloadOptions): Promise<BatchEntry> {
    try {
      return { status: "ready", ...(await this.generateSecureDownloadUrl(objectKey, options)) };
    } catch (error) {
      const { code, message } = deliveryErrorOf(error);
      const { bucketName } = this;
      const status = code === "OBJECT_NOT_FOUND" ? "missing" : "failed";
      return { status, bucketName, objectKey, error: { code, message } };
    }
  }

  private async sign(
    objectKey: string,
    options: LinkOptions,
    signer: (signing: { expiresIn: number; signingDate: Date }) => Promise<string>,
  ): Promise<PresignedUrl> {
    const expiresInSeconds = options.expiresInSeconds ?? this.defaultExpirySeconds;
    checkExpiry(expiresInSeconds);
    checkObjectKey(objectKey);
    const signingDate = this.now();
    let url: string;
    try {
      url = await signer({ expiresIn: expiresInSeconds, signingDate });
    } catch (error) {
      throw deliveryErrorOf(error);
    }
    // Signatures count whole seconds from their date.
    const signedAtMs = Math.floor(signingDate.getTime() / 1000) * 1000;
    const expiresAt = new Date(signedAtMs + expiresInSeconds * 1000).toISOString();
    return { url, bucketName: this.bucketName, objectKey, expiresInSeconds, expiresAt };
  }
}
