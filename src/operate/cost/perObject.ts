const MIB = 1024 ** 2;

/** Ranges that S3 copies itself are at most as long: docs/architecture.md, How few bytes pass through a function. */
const COPIED_PART_BYTES = 128 * MIB;

/** Objects of less than this are written whole, whatever they are made of. */
const ONE_PART_BYTES = 8 * MIB;

/** Requests that one object that becomes an output takes on its way, from its arrival on. */
export interface ObjectRequests {
  readonly writes: number;
  readonly reads: number;
}

/**
 * What a typical object takes in the local mode, which a test counts; fragmented pixel data and quarantine take more. Billed as writes: the
 * sender's own, the output's, the audit record's, the study's marker and its list. As reads: each step's of the header, and the looks
 * at an earlier output and at the marker.
 */
export function requestsOf(sizeBytes: number): ObjectRequests {
  // CreateMultipartUpload, the part that is sent, those that S3 copies, CompleteMultipartUpload; or one PutObject.
  const output = sizeBytes < ONE_PART_BYTES ? 1 : 3 + copiedPartsOf(sizeBytes);
  return { writes: output + 4, reads: READS_OF_STEPS + 2 };
}

/** One by each of ingestion, validation and de-identification. */
const READS_OF_STEPS = 3;

const copiedPartsOf = (sizeBytes: number): number =>
  sizeBytes < ONE_PART_BYTES ? 0 : Math.ceil(sizeBytes / COPIED_PART_BYTES);

/** Of those, what a trail of the raw bucket records: the sender's write, the steps' reads, and each part that S3 copies out of it. */
export const rawEventsOf = (sizeBytes: number): number => 1 + READS_OF_STEPS + copiedPartsOf(sizeBytes);

/** Of the queue: S3 sends, Lambda receives and deletes. */
export const QUEUE_REQUESTS = 3;

/** Long polls of an event source mapping that has nothing to do: five pollers, 20 seconds each. */
export const IDLE_POLLS_PER_MONTH = (5 * 30 * 24 * 3600) / 20;

/** Billed seconds of one call, warm, at the declared memory: an assumption, on the safe side of what local runs take. */
export const SECONDS_OF_CALL: Readonly<Record<string, number>> = {
  dispatch: 0.2,
  ingestion: 0.5,
  validation: 0.7,
  deidentification: 1.5,
};

/** For a function that this table does not name. */
export const OTHER_SECONDS_OF_CALL = 0.2;

/** Lines of the functions and of the workflow for one object. */
export const LOG_BYTES = 12_000;

/** Names and dimensions of the metrics that a stack publishes in a month with some quarantine; each is billed. */
export const CUSTOM_METRICS = 30;

/** The key of the HMAC is asked once a call, and S3 asks for a data key. */
export const KMS_REQUESTS = { hmac: 1, data: 2 };

/** The audit record, kept like the objects. */
export const AUDIT_RECORD_BYTES = 8_000;
