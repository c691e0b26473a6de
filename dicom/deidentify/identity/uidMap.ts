import { isWellKnownUid } from "../../dictionary/uids";
import type { DeidentificationKey } from "./deidentificationKey";

const UUID_BYTES = 16;

/** UIDs remembered; beyond, all are forgotten, and keyed anew where they come again. */
const REMEMBERED = 10_000;

/** Answers the new UID. */
export type UidMap = (uid: string) => string;

/**
 * Maps UIDs to keyed ones of the form `2.25.<UUID as decimal>` (PS3.5 §B.2), the same for the same UID and key in
 * every file. Registered UIDs map to themselves, and any other text, UID or not, to a UID.
 */
export function createUidMap(key: DeidentificationKey): UidMap {
  const known = new Map<string, string>();
  return (uid) => {
    let mapped = known.get(uid);
    if (mapped === undefined) {
      mapped = isWellKnownUid(uid) ? uid : keyedUid(uid, key);
      if (known.size >= REMEMBERED) known.clear();
      known.set(uid, mapped);
    }
    return mapped;
  };
}

function keyedUid(uid: string, key: DeidentificationKey): string {
  const uuid = key.mac("uid", uid).subarray(0, UUID_BYTES);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x40; // version 4 of RFC 4122: pseudo-random
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80; // its variant
  return `2.25.${BigInt(`0x${uuid.toString("hex")}`)}`;
}
