import { createHash, createHmac } from "node:crypto";
import type { Deidentification } from "../../dicom/deidentify/deidentify";
import type { Policy } from "../../dicom/deidentify/policy/policy";
import { RULE_EDITION } from "../../dicom/deidentify/rules/confidentiality";
import type { DicomWarning } from "../../dicom/errors";
import type { ValidationPolicy } from "../validationPolicy";
import { VERSION } from "../version";
import type { KeyIdentity, ObjectVersion } from "./ports";
import type { Publication } from "./publishOutput";
import type { ValidationReport } from "../../dicom/validate/finding";
import { countByCode } from "./countByCode";
import { identifyPolicy } from "./validation/policyIdentity";

/** More than this describe an object no better. */
const LISTED_FINDINGS = 200;

interface AuditFacts {
  readonly executionName: string;
  readonly startedAt: Date;
  /** `keyedHashOf` the input. */
  readonly keyHash: string;
  /** `keyedHashOfVersion` of the input. */
  readonly versionHash: string;
  readonly inputSizeBytes: number;
  readonly readBytes: number;
  readonly policyDigest: string;
  readonly validation: ValidationPolicy;
  readonly hmacKey: KeyIdentity | undefined;
  readonly deidentification: Pick<Deidentification, "counts" | "method">;
  readonly findings: ValidationReport;
  readonly warnings: readonly DicomWarning[];
  readonly outputBucketName: string;
  readonly outputKey: string;
  readonly publication: Publication;
}

/**
 * What was done to one object, as JSON and without patient data: no value of the file, no input key, no old UID; and no id
 * of the input's version, which keeps the execution's name from being tried against guessed keys (`executionNameOf`). Fields
 * are only added; a change of meaning changes `recordVersion`.
 */
export function createAuditRecord(facts: AuditFacts): object {
  const { deidentification, findings, warnings } = facts;
  return {
    recordVersion: 1,
    executionName: facts.executionName,
    startedAt: facts.startedAt.toISOString(),
    engineVersion: VERSION,
    ruleEdition: RULE_EDITION,
    policyDigest: facts.policyDigest,
    validation: identifyPolicy(facts.validation),
    ...(facts.hmacKey && { hmacKey: facts.hmacKey }),
    input: {
      versionHash: facts.versionHash,
      sizeBytes: facts.inputSizeBytes,
      keyHash: facts.keyHash,
    },
    outcome: facts.publication.outcome,
    ...describeOutput(facts),
    method: deidentification.method,
    counts: deidentification.counts,
    warnings: countByCode(warnings),
    findings: { counts: findings.counts, first: findings.findings.slice(0, LISTED_FINDINGS) },
  };
}

function describeOutput({
  publication,
  outputBucketName: bucketName,
  outputKey: key,
  readBytes: read,
}: AuditFacts) {
  if (publication.outcome === "superseded")
    return { output: { bucketName, key }, bytesMoved: { read, written: 0, copied: 0 } };
  const { versionId, sizeBytes, sentBytes, scannedBytes, checksum } = publication.output;
  const moved = { written: sentBytes, copied: sizeBytes - sentBytes };
  return {
    output: { bucketName, key, ...(versionId !== undefined && { versionId }), sizeBytes, checksum },
    bytesMoved: { read, ...(publication.outcome === "published" ? moved : { written: 0, copied: 0 }) },
    residualScan: { scannedBytes },
  };
}

/** SHA-256 in hex of all that decides, beside object and key, what an output's bytes are. */
export function recipeOf(policyDigest: string): string {
  return createHash("sha256").update([VERSION, RULE_EDITION, policyDigest].join("\n")).digest("hex");
}

/**
 * HMAC-SHA-256 of bucket and key in hex: whoever holds the de-identification key can find the record of an
 * object; nobody else can guess names against it.
 */
export function keyedHashOf(keyBytes: Uint8Array, { bucketName, objectKey }: ObjectVersion): string {
  return createHmac("sha256", keyBytes).update(`input object key\0${bucketName}\n${objectKey}`).digest("hex");
}

/** The same of one version: what records and outputs carry in place of its id. */
export function keyedHashOfVersion(keyBytes: Uint8Array, version: ObjectVersion): string {
  const { bucketName, objectKey, versionId } = version;
  return createHmac("sha256", keyBytes)
    .update(`input object version\0${bucketName}\n${objectKey}\n${versionId}`)
    .digest("hex");
}

/** The same of an execution: an output tells by it whether its own execution finds it again. */
export function keyedHashOfExecution(keyBytes: Uint8Array, executionName: string): string {
  return createHmac("sha256", keyBytes).update(`execution\0${executionName}`).digest("hex");
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
