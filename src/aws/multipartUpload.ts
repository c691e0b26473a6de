import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandOutput,
  type CreateMultipartUploadCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";

/** What has to be under the key when the object takes its place. */
export type WriteCondition = { readonly IfNoneMatch: "*" } | { readonly IfMatch: string };

export interface UploadTarget {
  readonly bucketName: string;
  readonly objectKey: string;
  readonly contentType: string;
  readonly metadata?: Record<string, string> | undefined;
  readonly condition?: WriteCondition | undefined;
  /** Once it is aborted, no part is begun and nothing completed. */
  readonly signal?: AbortSignal | undefined;
}

/** Names an upload in requests about it. */
export interface UploadPlace {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

export interface MadeParts {
  /** By their numbers. */
  readonly parts: CompletedPart[];
  /** Of all parts; S3 makes an object of this size only. */
  readonly sizeBytes: number;
}

/**
 * Makes an object of parts. It becomes visible when all parts are there; on any error the upload is aborted
 * and nothing is left.
 *
 * @param sendParts makes the parts, in whatever order; nothing of it may go on once it has failed
 */
export async function multipartUpload(
  client: Pick<S3Client, "send">,
  { bucketName, objectKey, contentType, metadata, condition, signal }: UploadTarget,
  checksum: Pick<CreateMultipartUploadCommandInput, "ChecksumAlgorithm" | "ChecksumType">,
  sendParts: (place: UploadPlace) => Promise<MadeParts>,
): Promise<CompleteMultipartUploadCommandOutput> {
  const key = { Bucket: bucketName, Key: objectKey };
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...key, ContentType: contentType, Metadata: metadata, ...checksum }),
  );
  if (UploadId === undefined) throw new Error("S3 answered no upload id");
  const place = { ...key, UploadId };
  try {
    const { parts: Parts, sizeBytes: MpuObjectSize } = await sendParts(place);
    signal?.throwIfAborted();
    const { ChecksumType } = checksum;
    return await client.send(
      new CompleteMultipartUploadCommand({
        ...place,
        MultipartUpload: { Parts },
        MpuObjectSize,
        ...condition,
        ...(ChecksumType !== undefined && { ChecksumType }),
      }),
    );
  } catch (error) {
    // Where this fails too, the bucket's lifecycle rule removes the parts; the first error is the one to tell.
    await client.send(new AbortMultipartUploadCommand(place)).catch(() => undefined);
    throw error;
  }
}
