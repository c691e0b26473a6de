import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Parts that are on their way while the next one is being filled. */
const CONCURRENT_PARTS = 3;

export interface UploadTarget {
  readonly bucketName: string;
  readonly objectKey: string;
  readonly contentType: string;
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
  { bucketName, objectKey, contentType }: UploadTarget,
  chunks: AsyncIterable<Uint8Array>,
  partBytes: number,
): Promise<string | undefined> {
  const place = { Bucket: bucketName, Key: objectKey };
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...place, ContentType: contentType, ChecksumAlgorithm: "CRC32" }),
  );
  if (UploadId === undefined) throw new Error("S3 answered no upload id");
  try {
    const Parts = await runBounded(partsOf(chunks, partBytes), async (bytes, index) => {
      const PartNumber = index + 1;
      const { ETag, ChecksumCRC32 } = await client.send(
        new UploadPartCommand({ ...place, UploadId, PartNumber, Body: bytes, ChecksumAlgorithm: "CRC32" }),
      );
      return { PartNumber, ETag, ChecksumCRC32 } satisfies CompletedPart;
    });
    const { VersionId } = await client.send(
      new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }),
    );
    return VersionId;
  } catch (error) {
    // Where this fails too, the bucket's lifecycle rule removes the parts; the first error is the one to tell.
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
    throw error;
  }
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

/**
 * Runs a task per item, a few at a time. After a failure no further item is taken, and the error is thrown
 * only once nothing runs any more.
 */
async function runBounded<Item, Result>(
  items: AsyncIterable<Item>,
  task: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let index = 0;
  try {
    for await (const item of items) {
      const at = index++;
      const run = task(item, at)
        .then((result) => void (results[at] = result))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(run));
      running.add(run);
      if (running.size >= CONCURRENT_PARTS) await Promise.race(running);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failures.length > 0) throw failures[0];
  return results;
}
