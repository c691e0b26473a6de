import { createHash } from "node:crypto";
import type { ValidationPolicy, ValidationPreset } from "../../validationPolicy";

/** Which validation policy it was. What a site calls its file is nobody's business. */
export interface PolicyIdentity {
  readonly preset: ValidationPreset;
  /** SHA-256 in hex of the preset and the actions by code; equal digests are equal policies. */
  readonly policyDigest: string;
}

export function identifyPolicy({ preset, codes }: ValidationPolicy): PolicyIdentity {
  const byCode = Object.entries(codes).sort(([one], [other]) => (one < other ? -1 : 1));
  const policyDigest = createHash("sha256")
    .update(JSON.stringify({ preset, codes: byCode }))
    .digest("hex");
  return { preset, policyDigest };
}
