import type { ByteSource } from "../../dicom/bytes/byteSource";
import type { Limits } from "../../dicom/limits";
import type { ActionLetter } from "../../dicom/deidentify/rules/decision";
import type { WritePlan } from "../../dicom/write/writePlan";
import type { MetricName } from "../metricNames";
import type { OutputOrigin } from "./outputOrigin";

/** What the use cases need from the outside world. The adapters for AWS live in `src/aws`. */

/** One version of one object; what every read is pinned to. */
export interface ObjectVersion {
  readonly bucketName: string;
  readonly objectKey: string;
  readonly versionId: string;
}

/** An object version as an event announced it. */
export interface AnnouncedVersion extends ObjectVersion {
  /** Hexadecimal; of two events of one key, tells the later (`compareSequencers`). */
  readonly sequencer?: string | undefined;
}

/** A source that counts what it cost. */
export interface CountingSource extends ByteSource {
  /** Bytes transferred so far, read-ahead included. */
  readonly transferredBytes: number;
  /** When the version was put, milliseconds since the epoch, where that is known. */
  readonly modifiedMs?: number | undefined;
}

/** How a step is going to read: a header in small windows, or everything from start to end. */
export type ReadPattern = "header" | "whole";

export interface RawObjectReader {
  /** What one object may cost this process; the engine's defaults where absent. */
  readonly limits?: Limits;
  /** @throws SourceError where the version is not there, and on later reads where it vanished or changed */
  open(object: ObjectVersion, pattern: ReadPattern): Promise<CountingSource>;
}

export interface WrittenOutput {
  readonly versionId?: string | undefined;
  readonly sizeBytes: number;
  /** Bytes that passed through this process; the others were copied by the service. */
  readonly sentBytes: number;
  /** Bytes, before deflation, in which the removed values were looked for. */
  readonly scannedBytes: number;
  readonly checksum: Checksum;
}

/** Of all bytes, in lower-case hex. */
export interface Checksum {
  readonly algorithm: "SHA-256" | "CRC-64/NVME";
  readonly value: string;
}

/** The output that a reader of its key gets now. */
export interface CurrentOutput {
  readonly versionId?: string | undefined;
  readonly eTag: string;
  readonly sizeBytes: number;
  readonly checksum?: Checksum | undefined;
  /** Absent where it was written by something else. */
  readonly origin?: OutputOrigin | undefined;
}

export interface OutputOptions {
  readonly origin: OutputOrigin;
  /** What is to be there when the output takes its place; nothing where absent. */
  readonly replaces?: CurrentOutput | undefined;
  /** Once it is aborted, no request is begun but those that leave nothing; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

export interface OutputWriter {
  current(objectKey: string): Promise<CurrentOutput | undefined>;
  /**
   * Writes all of the plan or nothing: the object is visible only once it is complete and has passed the plan's checks.
   *
   * @throws OutputConflictError where `replaces` is not what is there
   */
  write(objectKey: string, plan: WritePlan, options: OutputOptions): Promise<WrittenOutput>;
  /**
   * What `write` would answer of an output that an earlier attempt wrote by the same plan, after the same checks;
   * `undefined` where it has another size or checksum.
   */
  recognize(plan: WritePlan, current: CurrentOutput): Promise<WrittenOutput | undefined>;
  /** Takes back what attempts that were ended left unfinished under the key. Never throws. */
  removeUnfinished(objectKey: string, plan: WritePlan): Promise<void>;
}

export interface AuditWriter {
  /** Keeps the first record of a key: a later one is of another attempt at the same. */
  write(objectKey: string, record: object): Promise<void>;
}

/** Which key identities were made with; nothing of the key itself. */
export interface KeyIdentity {
  readonly version: number;
  /** As KMS names the key. */
  readonly keyId: string;
}

export interface KeyProvider {
  /** For the audit record, so that the holder of the keys knows which one it was. */
  readonly identity?: KeyIdentity | undefined;
  /** The de-identification key, 32 bytes; fetched once and kept in memory. */
  getKey(): Promise<Uint8Array>;
}

export interface Workflow {
  /** Starts one execution. A name that was used before starts nothing and is no error. */
  start(executionName: string, input: object): Promise<"started" | "alreadyStarted">;
}

/** The study of an output, as its objects stand in the processed bucket. */
export interface StudyContents {
  readonly instanceCount: number;
  readonly seriesCount: number;
  readonly sizeBytes: number;
  /** Absent where there is no object. */
  readonly lastModified?: Date | undefined;
  /** Whether there are more than were counted. */
  readonly truncated: boolean;
}

export interface StudyReader {
  /** Counts the objects whose keys begin with the prefix. */
  contentsOf(prefix: string): Promise<StudyContents>;
}

export interface StudyMarkers {
  /** The version that was written last; markers outlive every message that names one. */
  currentVersionOf(markerKey: string): Promise<string | undefined>;
}

export interface EventPublisher {
  publish(detailType: string, detail: object): Promise<void>;
}

export type StepName = "ingestion" | "validation" | "deidentification";

/** What a function measures of one object; dimensions take values of closed lists only. Units: `metricNames.ts`. */
export type Metric =
  | Measurement<"StepDuration" | "BytesMoved", { readonly Step: StepName }>
  | Measurement<"ValidationFindings", { readonly Code: string }>
  | Measurement<"AttributeActions", { readonly Action: ActionLetter }>
  | Measurement<"ObjectBytes" | "ArrivalToStart", Readonly<Record<string, never>>>;

interface Measurement<Name extends MetricName, Dimensions> {
  readonly name: Name;
  readonly value: number;
  readonly dimensions: Dimensions;
}

export interface Metrics {
  /** Never throws: a metric that is lost must not fail a step. */
  record(metrics: readonly Metric[]): void;
}

/** Everything that a log line may hold; nothing here can carry a value of a file or an object key. */
export interface LogFields {
  readonly executionName?: string | undefined;
  readonly step: string;
  readonly durationMs?: number | undefined;
  readonly code?: string | undefined;
}

export interface Log {
  info(message: LogMessage, fields: LogFields): void;
  warn(message: LogMessage, fields: LogFields): void;
  error(message: LogMessage, fields: LogFields): void;
}

/** Fixed sentences, so that no value can slip into one. */
export type LogMessage =
  | "step done"
  | "input rejected"
  | "step failed"
  | "execution started"
  | "execution already started"
  | "record ignored"
  | "study completed"
  | "study not at rest"
  | "message failed";

export interface Clock {
  /** Milliseconds of a monotonic clock. */
  monotonicMs(): number;
}
