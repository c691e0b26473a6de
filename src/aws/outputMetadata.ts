import type { OutputOrigin } from "../pipeline/outputOrigin";

/** An output's origin as S3 keeps it with the object; names without their `x-amz-meta-`. */
export function formatOrigin({
  keyHash,
  versionHash,
  sequencer,
  modifiedMs,
  recipe,
  executionHash,
}: OutputOrigin): Record<string, string> {
  return {
    "source-key-hash": keyHash,
    "source-version-hash": versionHash,
    ...(sequencer !== undefined && { "source-sequencer": sequencer }),
    ...(modifiedMs !== undefined && { "source-modified": new Date(modifiedMs).toISOString() }),
    recipe,
    ...(executionHash !== undefined && { "execution-hash": executionHash }),
  };
}

/** `undefined` where the object was not written as an output. */
export function parseOrigin(metadata: Readonly<Record<string, string>> = {}): OutputOrigin | undefined {
  const { "source-key-hash": keyHash, "source-version-hash": versionHash, recipe } = metadata;
  if (keyHash === undefined || versionHash === undefined || recipe === undefined) return undefined;
  const modifiedMs = Date.parse(metadata["source-modified"] ?? "");
  return {
    keyHash,
    versionHash,
    recipe,
    sequencer: metadata["source-sequencer"],
    modifiedMs: Number.isNaN(modifiedMs) ? undefined : modifiedMs,
    executionHash: metadata["execution-hash"],
  };
}
