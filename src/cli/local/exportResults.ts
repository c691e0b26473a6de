import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { forEachConcurrently } from "./forEachConcurrently";
import type { Outcome } from "./outcomes";
import type { StackClient } from "./stackClient";

const DOWNLOADS_AT_ONCE = 4;

interface StoredObject {
  readonly bucket: string;
  readonly key: string;
}

/** Copies what the run left in the buckets into `folder`, under the objects' keys, for people to look at. */
export async function exportResults(
  client: StackClient,
  outcomes: Iterable<Outcome>,
  folder: string,
): Promise<void> {
  const objects = [...outcomes].flatMap((outcome): StoredObject[] =>
    outcome.kind === "deidentified"
      ? [
          { bucket: client.processedBucket, key: outcome.outputKey },
          { bucket: client.logsBucket, key: outcome.auditKey },
        ]
      : [{ bucket: client.rawBucket, key: outcome.reasonKey }],
  );
  // Inputs with the same SOP Instance UID share a key; the bucket keeps each output as a version.
  const byKey = new Map(objects.map((object) => [`${object.bucket}/${object.key}`, object]));
  await forEachConcurrently([...byKey.values()], DOWNLOADS_AT_ONCE, async ({ bucket, key }) => {
    const path = join(folder, key);
    await mkdir(dirname(path), { recursive: true });
    const { Body: body } = await client.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (body instanceof Readable) await pipeline(body, createWriteStream(path));
  });
}
