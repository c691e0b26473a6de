import { UploadPartCommand, type CompletedPart, type S3Client } from "@aws-sdk/client-s3";
import { multipartUpload, type UploadTarget } from "./multipartUpload";
import { PART_COUNT_LIMIT } from "./outputParts";
import { runBounded } from "./runBounded";

const MIB = 1024 * 1024;

const LEAST_PART_BYTES = 8 * MIB;

/** Parts that are on their way while the next one is being filled. */
const CONCURRENT_PARTS = 3;

/** Size of the parts of an upload of `sizeBytes`, so that S3 takes as many as there will be. */
export function partBytesFor(sizeBytes: number): number {
  return Math.max(LEAST_PART_BYTES, Math.ceil(sizeBytes / PART_COUNT_LIMIT / MIB) * MIB);
}

/**
 * Uploads a stream of unknown length as a multipart upload; memory is bounded by four parts. On any
 * error, of the stream too, the upload is aborted and nothing becomes visible.
 *
 * @param partBytes size of every part but the last; at least 5 MiB
 * @returns the version that was made
 */
export async function uploadInParts(
  client: Pick<S3Client, "send">,
  target: UploadTarget,
  chunks: AsyncIterable<Uint8Array>,
  partBytes: number,
): Promise<string | undefined> {
  const { VersionId } = await multipartUpload(
    client,
    target,
    { ChecksumAlgorithm: "CRC32" },
    async (place) => {
      let sizeBytes = 0;
      const parts = await runBounded(partsOf(chunks, partBytes), CONCURRENT_PARTS, async (bytes, index) => {
        const PartNumber = index + 1;
        sizeBytes += bytes.length;
        const { ETag, ChecksumCRC32 } = await client.send(
          new UploadPartCommand({ ...place, PartNumber, Body: bytes, ChecksumAlgorithm: "CRC32" }),
        );
        return { PartNumber, ETag, ChecksumCRC32 } satisfies CompletedPart;
      });
      return { parts, sizeBytes };
    },
  );
  return VersionId;
}

/** Cuts a stream into pieces of exactly `partBytes`, the last one shorter. */
export async function* partsOf(
  chunks: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (let chunk of chunks) {
    while (heldBytes + chunk.length >= partBytes) {
      const taken = partBytes - heldBytes;
      yield Buffer.concat([...held, chunk.subarray(0, taken)]);
      chunk = chunk.subarray(taken);
      held = [];
      heldBytes = 0;
    }
    held.push(chunk);
    heldBytes += chunk.length;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}
