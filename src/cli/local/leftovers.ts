import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { RAW_PREFIXES } from "../../bucketPrefixes";
import { keysBelow, readObject } from "./outcomes";
import type { StackClient } from "./stackClient";

/** How much was searched, and where planted texts were found. */
export interface LeftoverSearch {
  readonly searched: number;
  /** Places, not texts. */
  readonly found: readonly string[];
}

/**
 * Searches everything that a run leaves outside of the objects that were put into the raw bucket: outputs,
 * audit records, quarantine reasons, logs, metrics and the history of executions; names included.
 *
 * @param stateFiles folders and files of the local stack that hold no objects of buckets
 */
export async function searchLeftovers(
  client: StackClient,
  stateFiles: readonly string[],
  texts: readonly string[],
): Promise<LeftoverSearch> {
  const needles = texts.map((text) => text.toLowerCase());
  const found: string[] = [];
  let searched = 0;
  const search = (place: string, bytes: Uint8Array) => {
    searched++;
    const haystack = `${place}\n${Buffer.from(bytes).toString("latin1")}`.toLowerCase();
    if (needles.some((needle) => haystack.includes(needle))) found.push(place);
  };
  const places: readonly (readonly [string, string])[] = [
    [client.processedBucket, ""],
    [client.logsBucket, ""],
    [client.rawBucket, RAW_PREFIXES.quarantine],
  ];
  for (const [bucket, prefix] of places) {
    for await (const key of keysBelow(client, bucket, prefix)) {
      search(`s3://${bucket}/${key}`, await readObject(client, bucket, key));
    }
  }
  for (const path of stateFiles) for (const file of await filesIn(path)) search(file, await readFile(file));
  return { searched, found };
}

/** The files below a folder, or the file itself; none where there is nothing. */
async function filesIn(path: string): Promise<string[]> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return [];
  if (stats.isFile()) return [path];
  const names = await readdir(path);
  return (await Promise.all(names.map((name) => filesIn(join(path, name))))).flat();
}
