import { GetObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { basename } from "node:path";
import * as v from "valibot";
import { LOGS_PREFIXES, RAW_PREFIXES } from "../../bucketPrefixes";
import type { StackClient } from "./stackClient";

/** What became of one object, as the buckets tell it. */
export type Outcome =
  | {
      readonly kind: "deidentified";
      readonly outputKey: string;
      readonly outputVersionId: string | undefined;
      readonly auditKey: string;
    }
  /** A newer version of the same raw object was published; the record says so. */
  | { readonly kind: "superseded"; readonly outputKey: string; readonly auditKey: string }
  | { readonly kind: "quarantined"; readonly code: string; readonly reasonKey: string };

const auditSchema = v.object({
  outcome: v.picklist(["published", "unchanged", "superseded"]),
  output: v.object({ key: v.string(), versionId: v.optional(v.string()) }),
});
const reasonSchema = v.object({ reason: v.object({ code: v.string() }) });

/**
 * Reads the outcome of each execution from what the pipeline left: audit records and quarantine reasons.
 * An execution that is not in the answer left neither.
 */
export async function readOutcomes(
  client: StackClient,
  executionNames: ReadonlySet<string>,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for await (const auditKey of keysBelow(client, client.logsBucket, LOGS_PREFIXES.audit)) {
    const executionName = basename(auditKey, ".json");
    if (!executionNames.has(executionName)) continue;
    const { outcome, output } = v.parse(auditSchema, await readJson(client, client.logsBucket, auditKey));
    const { key: outputKey, versionId: outputVersionId } = output;
    outcomes.set(
      executionName,
      outcome === "superseded"
        ? { kind: "superseded", outputKey, auditKey }
        : { kind: "deidentified", outputKey, outputVersionId, auditKey },
    );
  }
  for await (const reasonKey of keysBelow(client, client.rawBucket, RAW_PREFIXES.quarantine)) {
    const executionName = reasonKey.split("/")[1] ?? "";
    if (!executionNames.has(executionName)) continue;
    const { reason } = v.parse(reasonSchema, await readJson(client, client.rawBucket, reasonKey));
    outcomes.set(executionName, { kind: "quarantined", code: reason.code, reasonKey });
  }
  return outcomes;
}

/** The keys that start with `prefix`, page by page. */
export async function* keysBelow(
  { s3 }: StackClient,
  bucket: string,
  prefix: string,
): AsyncGenerator<string> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key: key } of page.Contents ?? []) if (key !== undefined) yield key;
  }
}

export async function readObject({ s3 }: StackClient, bucket: string, key: string): Promise<Uint8Array> {
  const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await body?.transformToByteArray()) ?? new Uint8Array(0);
}

async function readJson(client: StackClient, bucket: string, key: string): Promise<unknown> {
  return JSON.parse(Buffer.from(await readObject(client, bucket, key)).toString("utf8"));
}
