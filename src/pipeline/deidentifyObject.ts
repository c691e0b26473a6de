import type { ActionCounts } from "../../dicom/deidentify/actions/changeLog";
import { deidentify } from "../../dicom/deidentify/deidentify";
import { createDeidentificationKey } from "../../dicom/deidentify/identity/deidentificationKey";
import type { Policy } from "../../dicom/deidentify/policy/policy";
import type { ActionLetter } from "../../dicom/deidentify/rules/decision";
import { inspectFragments } from "../../dicom/pixels/fragments/inspectFragments";
import {
  createAuditRecord,
  keyedHashOf,
  keyedHashOfExecution,
  keyedHashOfVersion,
  policyDigestOf,
  recipeOf,
} from "./auditRecord";
import { auditKeyOf, outputKeyOf, publicUidsOf } from "./outputKeys";
import type {
  AnnouncedVersion,
  AuditWriter,
  Checksum,
  KeyProvider,
  OutputWriter,
  RawObjectReader,
} from "./ports";
import { publishOutput, type Publication } from "./publishOutput";
import { readRawObject } from "./readRawObject";
import type { ValidationPolicy } from "../validationPolicy";
import { validateProcessable } from "./validation/validateProcessable";

export interface DeidentificationPorts {
  readonly reader: RawObjectReader;
  readonly keys: KeyProvider;
  readonly output: OutputWriter;
  readonly audit: AuditWriter;
}

interface DeidentificationJob {
  readonly version: AnnouncedVersion;
  readonly executionName: string;
  readonly startedAt: Date;
  readonly policy: Policy;
  readonly validation: ValidationPolicy;
  readonly outputBucketName: string;
  /** Aborted when there is no time left to write an output; what is begun then is taken back. */
  readonly deadline?: AbortSignal | undefined;
}

/** What the workflow's state may know of the output. */
interface DeidentificationFacts {
  readonly outcome: Publication["outcome"];
  readonly outputBucketName: string;
  readonly outputKey: string;
  /** Absent where the output is superseded, as are size and checksum; `null` in a bucket that keeps no versions, as S3 calls it. */
  readonly outputVersionId?: string | undefined;
  readonly sizeBytes?: number | undefined;
  readonly checksum?: Checksum | undefined;
  /** New ones, `none` where the object has none. */
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly auditKey: string;
  /** Bytes that passed through the function, in both directions. */
  readonly bytesMoved: number;
  /** Attributes by what was done to them. */
  readonly attributeActions: Readonly<Record<ActionLetter, number>>;
}

/**
 * De-identifies a raw object and publishes the output, then its audit record: an output without a record is
 * recognized by the retry of the same execution, a record without an output would be a lie. An output of a newer
 * version of the object stays; the record says so. Running it again writes nothing again. Memory does not grow with the object.
 *
 * @throws InputRejectedError, DicomFormatError, DicomUnsupportedError, DicomLimitError: the input is at fault
 * @throws SourceError where the object is not there any more or changed
 * @throws OutputConflictError where others change the output each time
 * @throws the reason of `deadline`
 */
export async function deidentifyObject(
  ports: DeidentificationPorts,
  job: DeidentificationJob,
): Promise<DeidentificationFacts> {
  const { version, executionName, startedAt, policy, validation, outputBucketName, deadline } = job;
  // The key is asked for while the object is being read.
  const [{ source, object }, keyBytes] = await Promise.all([
    readRawObject(ports.reader, version, "whole"),
    ports.keys.getKey(),
  ]);
  // Held to the standard again: the bytes that go out are those that this step read, not those of the step before.
  const findings = validateProcessable(object, validation);
  const deidentification = deidentify(object, {
    policy,
    key: createDeidentificationKey(keyBytes),
    fragments: await inspectFragments(object),
  });
  const outputKey = outputKeyOf(deidentification);
  const policyDigest = policyDigestOf(policy);
  const keyHash = keyedHashOf(keyBytes, version);
  const versionHash = keyedHashOfVersion(keyBytes, version);
  const origin = {
    keyHash,
    versionHash,
    sequencer: version.sequencer,
    modifiedMs: source.modifiedMs,
    recipe: recipeOf(policyDigest),
    executionHash: keyedHashOfExecution(keyBytes, executionName),
  };
  const publication = await publishOutput(ports.output, outputKey, deidentification.plan, {
    origin,
    signal: deadline,
  });
  const auditKey = auditKeyOf(startedAt, executionName);
  const record = createAuditRecord({
    executionName,
    startedAt,
    keyHash,
    versionHash,
    inputSizeBytes: source.sizeBytes,
    readBytes: source.transferredBytes,
    policyDigest,
    validation,
    hmacKey: ports.keys.identity,
    deidentification,
    findings,
    warnings: object.warnings,
    outputBucketName,
    outputKey,
    publication,
  });
  await ports.audit.write(auditKey, record);
  const output = publication.outcome === "superseded" ? undefined : publication.output;
  const sentBytes = publication.outcome === "published" ? publication.output.sentBytes : 0;
  return {
    outcome: publication.outcome,
    outputBucketName,
    outputKey,
    outputVersionId: output && (output.versionId ?? "null"),
    sizeBytes: output?.sizeBytes,
    checksum: output?.checksum,
    ...publicUidsOf(deidentification),
    auditKey,
    bytesMoved: source.transferredBytes + sentBytes,
    attributeActions: countByAction(deidentification.counts),
  };
}

function countByAction({ D, Z, X, K, U, C }: ActionCounts): Record<ActionLetter, number> {
  const sum = (byName: Readonly<Record<string, number>>) =>
    Object.values(byName).reduce((total, count) => total + count, 0);
  return { D: sum(D), Z: sum(Z), X: sum(X), K: sum(K), U: sum(U), C: sum(C) };
}
