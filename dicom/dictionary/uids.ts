import { UID_ROWS } from "./uids.generated";

/** A UID that PS3.6 Annex A registers. */
export interface RegisteredUid {
  readonly uid: string;
  /** Empty for two retired ones. */
  readonly name: string;
  /** Such as `SOP Class`, `Transfer Syntax`, `Well-known frame of reference`, `Coding Scheme`. */
  readonly type: string;
  /** Empty where the standard gives none. */
  readonly keyword: string;
  readonly retired: boolean;
}

let registry: ReadonlyMap<string, RegisteredUid> | undefined;

function parseRegistry(): ReadonlyMap<string, RegisteredUid> {
  const uids = new Map<string, RegisteredUid>();
  for (const row of UID_ROWS.trim().split("\n")) {
    const [uid = "", type = "", keyword = "", retired = "", ...name] = row.split(";");
    uids.set(uid, { uid, type, keyword, retired: retired === "R", name: name.join(";") });
  }
  return uids;
}

/** What PS3.6 Annex A says of a UID, given without padding; `undefined` for any other. */
export function registeredUidOf(uid: string): RegisteredUid | undefined {
  registry ??= parseRegistry();
  return registry.get(uid);
}

/** Of context groups, PS3.6 Table A-3, which the registry here does not hold; short enough to number nothing else. */
const CONTEXT_GROUP = /^1\.2\.840\.10008\.6\.1\.[1-9]\d{0,3}$/;

/**
 * True for a UID that means the same in every file (SOP classes, transfer syntaxes, well-known frames of reference,
 * coding schemes, …) and so identifies nobody; false for those that merely start like one.
 */
export function isWellKnownUid(uid: string): boolean {
  return registeredUidOf(uid) !== undefined || CONTEXT_GROUP.test(uid);
}
