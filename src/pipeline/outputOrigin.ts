/** Which version of which raw object an output was made of, and by what; names neither patient nor object key. */
export interface OutputOrigin {
  /** Keyed hash of bucket and key: the same for all versions of one raw object. */
  readonly keyHash: string;
  /** `keyedHashOfVersion`. */
  readonly versionHash: string;
  /** Of the event that announced the version; absent where no event did. */
  readonly sequencer?: string | undefined;
  /** When the version was put, milliseconds since the epoch; S3 tells whole seconds. */
  readonly modifiedMs?: number | undefined;
  /** Digest of policy, rules and engine: the same version by the same recipe gives the same bytes. */
  readonly recipe: string;
  /** `keyedHashOfExecution` that wrote it; absent in outputs of earlier releases. */
  readonly executionHash?: string | undefined;
}

/** How an output that is there stands to one that is to be written: of two versions of one raw object, the newer counts. */
export type OriginOrder = "same" | "older" | "newer" | "unrelated";

/** @param current `undefined` where an output does not say what it was made of */
export function orderOfOrigins(current: OutputOrigin | undefined, own: OutputOrigin): OriginOrder {
  if (current?.keyHash !== own.keyHash) return "unrelated";
  if (current.versionHash === own.versionHash) return "same";
  return compareAges(current, own) > 0 ? "newer" : "older";
}

/** Versions put in the same second whose events are not known count as in order: the later to come stays. */
function compareAges(one: OutputOrigin, other: OutputOrigin): number {
  if (one.sequencer !== undefined && other.sequencer !== undefined)
    return compareSequencers(one.sequencer, other.sequencer);
  return (one.modifiedMs ?? 0) - (other.modifiedMs ?? 0);
}

/** As S3 says for events of one key: the shorter is filled up with zeros on the right, then they compare as text. */
export function compareSequencers(one: string, other: string): number {
  const length = Math.max(one.length, other.length);
  const [a, b] = [one, other].map((text) => text.toUpperCase().padEnd(length, "0"));
  return a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1;
}
