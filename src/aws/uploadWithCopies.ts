import {
  NoSuchUpload,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { OutputWatch } from "../../dicom/write/outputChecks";
import { sourceErrorOf } from "./getRange";
import { multipartUpload, type UploadPlace, type UploadTarget } from "./multipartUpload";
import type { CopiedPart, OutputPart } from "./outputParts";
import { readPieces } from "./readPieces";
import { runBounded } from "./runBounded";
import type { S3ByteSource } from "./s3ByteSource";

/** Parts on their way at the same time; bounds the parts in memory too. */
const CONCURRENT_PARTS = 4;

/** S3 computes the checksum of the whole from those of the parts, also of those that it copied itself. */
const CHECKSUM = { ChecksumAlgorithm: "CRC64NVME", ChecksumType: "FULL_OBJECT" } as const;

export interface UploadedWithCopies {
  readonly versionId: string | undefined;
  /** CRC-64/NVME of the whole object in base64, as S3 tells it. */
  readonly crc64Nvme: string;
  /** Bytes that were sent; the others never left S3. */
  readonly sentBytes: number;
}

/**
 * Makes an object of parts that are sent and ranges of other objects that S3 copies. Visible only when
 * complete; on any error the upload is aborted. Memory: at most four sent parts.
 *
 * @param watch is shown what is sent, before it is, and told of what S3 copies
 * @throws SourceError where a source vanished or changed
 */
export async function uploadWithCopies(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  parts: readonly OutputPart<S3ByteSource>[],
  watch?: OutputWatch,
): Promise<UploadedWithCopies> {
  const sizeBytes = parts.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  const { VersionId, ChecksumCRC64NVME } = await multipartUpload(client, target, CHECKSUM, async (place) => {
    const made = await runBounded(watchedParts(parts, watch), CONCURRENT_PARTS, async (part, index) => {
      target.signal?.throwIfAborted();
      const completed =
        part.kind === "read"
          ? await sendPart(client, place, index + 1, part.bytes)
          : await copyPart(client, place, index + 1, part);
      // Without it S3 has none of the whole, and by then the object would be visible.
      if (completed.ChecksumCRC64NVME === undefined) throw new Error("S3 answered no checksum of a part");
      return completed;
    });
    return { parts: made, sizeBytes };
  });
  if (ChecksumCRC64NVME === undefined) throw new Error("S3 answered no checksum of the whole object");
  return { versionId: VersionId, crc64Nvme: ChecksumCRC64NVME, sentBytes: sentBytesOf(parts) };
}

export function sentBytesOf(parts: readonly OutputPart<S3ByteSource>[]): number {
  return parts.reduce((sum, part) => sum + (part.kind === "sent" ? part.lengthBytes : 0), 0);
}

/** The parts in order, those to be sent read and looked at; reads one only when there is room for it. */
export async function* watchedParts(
  parts: readonly OutputPart<S3ByteSource>[],
  watch: OutputWatch | undefined,
): AsyncGenerator<CopiedPart<S3ByteSource> | { kind: "read"; bytes: Uint8Array }, void, undefined> {
  for (const part of parts) {
    if (part.kind === "sent") {
      yield { kind: "read", bytes: await readPieces(part.pieces, watch) };
    } else {
      watch?.skip(part.lengthBytes);
      yield part;
    }
  }
  watch?.end();
}

async function sendPart(
  client: Pick<S3Client, "send">,
  place: UploadPlace,
  PartNumber: number,
  Body: Uint8Array,
): Promise<CompletedPart> {
  const { ETag, ChecksumCRC64NVME } = await client.send(
    new UploadPartCommand({ ...place, PartNumber, Body, ChecksumAlgorithm: "CRC64NVME" }),
  );
  return { PartNumber, ETag, ChecksumCRC64NVME };
}

async function copyPart(
  client: Pick<S3Client, "send">,
  place: UploadPlace,
  PartNumber: number,
  { source, offset, lengthBytes }: CopiedPart<S3ByteSource>,
): Promise<CompletedPart> {
  const { bucketName, objectKey, versionId } = source.object;
  const name = `${bucketName}/${encodeURIComponent(objectKey)}?versionId=${encodeURIComponent(versionId)}`;
  try {
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({
        ...place,
        PartNumber,
        CopySource: name,
        CopySourceRange: `bytes=${offset}-${offset + lengthBytes - 1}`,
        ...(source.eTag !== undefined && { CopySourceIfMatch: source.eTag }),
      }),
    );
    return { PartNumber, ETag: CopyPartResult?.ETag, ChecksumCRC64NVME: CopyPartResult?.ChecksumCRC64NVME };
  } catch (error) {
    const isOfTheUpload = error instanceof NoSuchUpload;
    throw (isOfTheUpload ? undefined : sourceErrorOf(error)) ?? error;
  }
}
