import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { runBounded } from "../../aws/runBounded";
import type { Outcome } from "./outcomes";
import type { StackClient } from "./stackClient";

const DOWNLOADS_AT_ONCE = 4;

/** One version of an object, and the path below the results folder where it goes. */
interface Export {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly path: string;
}

/**
 * Copies what the run left in the buckets into `folder`, under the objects' keys, for people to look at.
 * Inputs with the same SOP Instance UID lead to the same key, and the bucket keeps each output as a version:
 * further ones are named `<instance>.2.dcm` and so on.
 *
 * @returns path of the copy by execution name
 */
export async function exportResults(
  client: StackClient,
  outcomes: ReadonlyMap<string, Outcome>,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const outputs = new Map<string, string>();
  const exports: Export[] = [];
  const uses = new Map<string, number>();
  for (const [executionName, outcome] of outcomes) {
    if (outcome.kind === "quarantined") {
      exports.push({ bucket: client.rawBucket, key: outcome.reasonKey, path: outcome.reasonKey });
      continue;
    }
    const { outputKey, auditKey } = outcome;
    exports.push({ bucket: client.logsBucket, key: auditKey, path: auditKey });
    if (outcome.kind === "superseded") continue;
    const use = (uses.get(outputKey) ?? 0) + 1;
    uses.set(outputKey, use);
    const path = use === 1 ? outputKey : outputKey.replace(/\.dcm$/, `.${use}.dcm`);
    exports.push({
      bucket: client.processedBucket,
      key: outputKey,
      versionId: outcome.outputVersionId,
      path,
    });
    outputs.set(executionName, join(folder, path));
  }
  await runBounded(exports, DOWNLOADS_AT_ONCE, (one) => download(client, one, folder));
  return outputs;
}

async function download(
  { s3 }: StackClient,
  { bucket, key, versionId, path }: Export,
  folder: string,
): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const { Body: body } = await s3.send(
    new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(versionId === undefined ? {} : { VersionId: versionId }),
    }),
  );
  if (body instanceof Readable) await pipeline(body, createWriteStream(target));
}
