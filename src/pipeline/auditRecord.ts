import { createHash, createHmac } from "node:crypto";
import type { Deidentification } from "../../dicom/deidentify/deidentify";
import type { Policy } from "../../dicom/deidentify/policy/policy";
import { RULE_EDITION } from "../../dicom/deidentify/rules/confidentiality";
import type { DicomWarning } from "../../dicom/errors";
import { VERSION } from "../version";
import type { ObjectVersion, WrittenOutput } from "./ports";
import { countByCode, type Finding } from "./validation/finding";

/** More than this describe an object no better. */
const LISTED_FINDINGS = 200;

interface AuditFacts {
  readonly executionName: string;
  readonly startedAt: Date;
  readonly version: ObjectVersion;
  readonly inputSizeBytes: number;
  readonly readBytes: number;
  readonly keyBytes: Uint8Array;
  readonly policy: Policy;
  readonly deidentification: Pick<Deidentification, "counts" | "method">;
  readonly findings: readonly Finding[];
  readonly warnings: readonly DicomWarning[];
  readonly outputBucketName: string;
  readonly outputKey: string;
  readonly output: WrittenOutput;
}

/**
 * What was done to one object, as JSON and without patient data: no value of the file, no input key, no old
 * UID. Fields are only added; a change of meaning changes `recordVersion`.
 */
export function createAuditRecord(facts: AuditFacts): object {
  const { version, output, deidentification, findings, warnings } = facts;
  return {
    recordVersion: 1,
    executionName: facts.executionName,
    startedAt: facts.startedAt.toISOString(),
    engineVersion: VERSION,
    ruleEdition: RULE_EDITION,
    policyDigest: policyDigestOf(facts.policy),
    input: {
      versionId: version.versionId,
      sizeBytes: facts.inputSizeBytes,
      keyHash: keyedHashOf(facts.keyBytes, version),
    },
    output: {
      bucketName: facts.outputBucketName,
      key: facts.outputKey,
      ...(output.versionId !== undefined && { versionId: output.versionId }),
      sizeBytes: output.sizeBytes,
      checksum: output.checksum,
    },
    bytesMoved: {
      read: facts.readBytes,
      written: output.sentBytes,
      copied: output.sizeBytes - output.sentBytes,
    },
    residualScan: { scannedBytes: output.scannedBytes },
    method: deidentification.method,
    counts: deidentification.counts,
    warnings: countByCode(warnings),
    findings: { counts: countByCode(findings), first: findings.slice(0, LISTED_FINDINGS) },
  };
}

/**
 * HMAC-SHA-256 of bucket and key in hex: whoever holds the de-identification key can find the record of an
 * object; nobody else can guess names against it.
 */
export function keyedHashOf(keyBytes: Uint8Array, { bucketName, objectKey }: ObjectVersion): string {
  return createHmac("sha256", keyBytes).update(`input object key\0${bucketName}\n${objectKey}`).digest("hex");
}

/** SHA-256 in hex of the policy as JSON with its fields in a fixed order. */
export function policyDigestOf({ profile, preset, options, rules, pixels }: Policy): string {
  const canonical = {
    profile,
    ...(preset === undefined ? {} : { preset }),
    options: [...options].sort(),
    rules: rules.map(({ attribute, action, value }) => ({ attribute, action, value })),
    ...(pixels === undefined ? {} : { pixels: canonicalPixels(pixels) }),
  };
  return createHash("sha256").update(JSON.stringify(canonical)).digest("hex");
}

function canonicalPixels({ rules, letThrough }: NonNullable<Policy["pixels"]>): unknown {
  return {
    rules: rules.map(({ manufacturer, model, rows, columns, sopClass, regions }) => ({
      ...{ manufacturer, model, rows, columns, sopClass },
      regions: regions.map(({ x, y, width, height }) => ({ x, y, width, height })),
    })),
    letThrough: [...letThrough].sort(),
  };
}
