import { basename } from "node:path";
import * as v from "valibot";
import { LOGS_PREFIXES, RAW_PREFIXES } from "../../../bucketPrefixes";
import { executionNameOf } from "../../../pipeline/executionName";
import { keysBelow, readObject } from "../outcomes";
import type { StackClient } from "../stackClient";
import { openUploads, readOutputs, versionsBelow, type StoredOutput } from "./storedOutputs";

/** What became of every version that was put into the raw bucket, as the buckets tell it and nothing else. */
export interface Ledger {
  /** Versions of objects that came in. */
  readonly versions: number;
  readonly published: number;
  readonly superseded: number;
  /** By code. */
  readonly quarantined: Readonly<Record<string, number>>;
  /** Those of them that nothing is wrong with, or something else: what the pipeline should have made good, or taken for what it is. */
  readonly wronglyRefused: number;
  /** Neither record nor quarantine entry, or a record whose output is not there. */
  readonly lost: number;
  /** Several outputs, an output that belongs to no record, or a record beside a quarantine entry. */
  readonly doubled: number;
  /** Outputs that are not what their record says, or no DICOM. */
  readonly broken: number;
  /** Objects whose newest output is not the one that readers get. */
  readonly stale: number;
  readonly openUploads: number;
}

const auditSchema = v.object({
  outcome: v.picklist(["published", "unchanged", "superseded"]),
  input: v.object({ versionHash: v.string() }),
  output: v.object({
    versionId: v.optional(v.string()),
    sizeBytes: v.optional(v.number()),
    checksum: v.optional(v.object({ algorithm: v.string(), value: v.string() })),
  }),
});
type Audit = v.InferOutput<typeof auditSchema>;

const reasonSchema = v.object({ reason: v.object({ code: v.string() }) });

/** What the workflow calls a failure that is not the object's. */
const SERVICE_FAILURE = "PROCESSING_FAILED";

interface RawVersion {
  readonly objectKey: string;
  readonly versionId: string;
}

/** What the buckets hold about one raw version. */
interface Entry extends RawVersion {
  readonly audit: Audit | undefined;
  readonly code: string | undefined;
  readonly outputs: readonly StoredOutput[];
}

/** By object key, as far as it is known: the code that an object has to be refused by, `null` for none. */
export type Refusals = ReadonlyMap<string, string | null>;

/** Reads all buckets of a stack that is at rest. */
export async function readLedger(client: StackClient, refusals: Refusals): Promise<Ledger> {
  const audits = await readNotes(client, client.logsBucket, LOGS_PREFIXES.audit, auditSchema, (key) =>
    basename(key, ".json"),
  );
  const reasons = await readNotes(
    client,
    client.rawBucket,
    RAW_PREFIXES.quarantine,
    reasonSchema,
    (key) => key.split("/")[1] ?? "",
  );
  const outputs = groupBy(await readOutputs(client), ({ sourceVersion }) => sourceVersion);
  const entries = (await rawVersions(client)).map((version): Entry => {
    const name = executionNameOf({ bucketName: client.rawBucket, ...version });
    const code = reasons.get(name)?.reason.code;
    const audit = audits.get(name);
    return { ...version, audit, code, outputs: outputs.get(audit?.input.versionHash ?? "") ?? [] };
  });
  const recorded = new Set(entries.map(({ audit }) => audit?.input.versionHash));
  const unrecorded = [...outputs.keys()].filter((sourceVersion) => !recorded.has(sourceVersion));
  const count = (test: (entry: Entry) => boolean) => entries.filter(test).length;
  const quarantined = groupBy(
    entries.flatMap(({ code }) => code ?? []),
    (code) => code,
  );
  return {
    versions: entries.length,
    published: count(({ audit }) => audit !== undefined && audit.outcome !== "superseded"),
    superseded: count(({ audit }) => audit?.outcome === "superseded"),
    quarantined: Object.fromEntries([...quarantined].map(([code, all]) => [code, all.length])),
    wronglyRefused: count((entry) => isWronglyRefused(entry, refusals.get(entry.objectKey))),
    lost: count(isLost),
    doubled: count(isDoubled) + unrecorded.length,
    broken: count(isBroken),
    stale: [...groupBy(entries, ({ objectKey }) => objectKey).values()].filter(isStale).length,
    openUploads:
      (await openUploads(client, client.processedBucket)) + (await openUploads(client, client.rawBucket)),
  };
}

/** Whether nothing happened that no fault may lead to. */
export function isFlawless({ wronglyRefused, lost, doubled, broken, stale, openUploads }: Ledger): boolean {
  return wronglyRefused + lost + doubled + broken + stale + openUploads === 0;
}

/** Of an object that nobody knows, a failure of the service is wrong in any case: the faults are such that trying again helps. */
function isWronglyRefused({ code }: Entry, refusal: string | null | undefined): boolean {
  if (code === undefined) return false;
  return refusal === undefined ? code === SERVICE_FAILURE : code !== refusal;
}

const recordedOutput = ({ audit, outputs }: Entry) =>
  outputs.find(({ versionId }) => versionId === audit?.output.versionId);

function isLost(entry: Entry): boolean {
  if (entry.audit === undefined) return entry.code === undefined;
  return entry.audit.outcome !== "superseded" && recordedOutput(entry) === undefined;
}

/** A superseded version may have an output: of an attempt that ended before the newer one came. */
function isDoubled({ audit, code, outputs }: Entry): boolean {
  return audit !== undefined && (code !== undefined || outputs.length > 1);
}

function isBroken(entry: Entry): boolean {
  const { audit, outputs } = entry;
  if (outputs.some(({ isDicom }) => !isDicom)) return true;
  const output = recordedOutput(entry);
  if (audit === undefined || output === undefined) return false;
  const { sizeBytes, checksum } = audit.output;
  return (
    output.sizeBytes !== sizeBytes || output.checksums.get(checksum?.algorithm ?? "") !== checksum?.value
  );
}

/** @param versions of one object, newest first */
function isStale(versions: readonly Entry[]): boolean {
  const newest = versions.find(({ audit }) => audit !== undefined);
  return newest !== undefined && recordedOutput(newest)?.isCurrent !== true;
}

/** Newest first, as S3 lists them. */
async function rawVersions(client: StackClient): Promise<RawVersion[]> {
  const found: RawVersion[] = [];
  for await (const { Key: objectKey = "", VersionId: versionId = "" } of versionsBelow(
    client,
    client.rawBucket,
    "incoming/",
  ))
    found.push({ objectKey, versionId });
  return found;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

async function readNotes<Schema extends v.GenericSchema>(
  client: StackClient,
  bucket: string,
  prefix: string,
  schema: Schema,
  nameOf: (key: string) => string,
): Promise<Map<string, v.InferOutput<Schema>>> {
  const notes = new Map<string, v.InferOutput<Schema>>();
  for await (const key of keysBelow(client, bucket, prefix)) {
    const text = Buffer.from(await readObject(client, bucket, key)).toString("utf8");
    notes.set(nameOf(key), v.parse(schema, JSON.parse(text)));
  }
  return notes;
}
