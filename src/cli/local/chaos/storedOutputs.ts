import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
} from "@aws-sdk/client-s3";
import { BufferSource, readDicom } from "../../../../dicom";
import { createChecksum } from "../../../local/s3";
import type { StackClient } from "../stackClient";

/** One version of an output, all of its bytes read. */
export interface StoredOutput {
  readonly versionId: string;
  readonly isCurrent: boolean;
  /** Keyed hash of the raw version that it says it was made of, as audit records have it. */
  readonly sourceVersion: string;
  readonly sizeBytes: number;
  /** By the names of audit records, in hex. */
  readonly checksums: ReadonlyMap<string, string>;
  readonly isDicom: boolean;
}

/** Every version of every output. */
export async function readOutputs(client: StackClient): Promise<StoredOutput[]> {
  const { s3, processedBucket: Bucket } = client;
  const outputs: StoredOutput[] = [];
  for await (const { Key, VersionId = "null", IsLatest: isCurrent = false } of versionsBelow(
    client,
    Bucket,
  )) {
    const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    outputs.push({
      versionId: VersionId,
      isCurrent,
      sourceVersion: Metadata?.["source-version-hash"] ?? "",
      sizeBytes: bytes.length,
      checksums: checksumsOf(bytes),
      isDicom: await isDicom(bytes),
    });
  }
  return outputs;
}

/** All versions below a prefix, those of one key newest first. */
export async function* versionsBelow(
  { s3 }: StackClient,
  Bucket: string,
  Prefix = "",
): AsyncGenerator<ObjectVersion> {
  let from: Pick<ListObjectVersionsCommandOutput, "NextKeyMarker" | "NextVersionIdMarker"> | undefined = {};
  while (from !== undefined) {
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = from;
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket, Prefix, KeyMarker, VersionIdMarker }),
    );
    yield* page.Versions ?? [];
    from = page.IsTruncated === true ? page : undefined;
  }
}

function checksumsOf(bytes: Uint8Array): Map<string, string> {
  const algorithms = { "SHA-256": "SHA256", "CRC-64/NVME": "CRC64NVME" } as const;
  return new Map(
    Object.entries(algorithms).map(([name, algorithm]) => {
      const checksum = createChecksum(algorithm);
      checksum.update(bytes);
      return [name, checksum.digest().toString("hex")];
    }),
  );
}

async function isDicom(bytes: Uint8Array): Promise<boolean> {
  try {
    await readDicom(new BufferSource(bytes));
    return true;
  } catch {
    return false;
  }
}

export async function openUploads({ s3 }: StackClient, Bucket: string): Promise<number> {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  return Uploads.length;
}
