import * as v from "valibot";

// What the stack tells on its event bus, and what its state machine and its functions call it by
// (docs/user-guide.md, Events). Nothing here can carry a value of a file or an object key of the raw bucket.

/** `source` of every event. */
export const EVENT_SOURCE = "medical-imaging-pipeline";

/** `detail-type` by what happened. */
export const DETAIL_TYPES = {
  objectDeidentified: "DICOM Object De-identified",
  objectQuarantined: "DICOM Object Quarantined",
  studyCompleted: "DICOM Study Completed",
} as const;

/** `outcome` of `DICOM Object De-identified`: whether this execution wrote the output, or found that of another one. */
export const ANNOUNCED_OUTCOMES = ["published", "unchanged"] as const;

/** The detail of `DICOM Study Completed`. */
export interface StudyCompleted {
  readonly environment: string;
  readonly bucketName: string;
  /** What the keys of all of the study's objects begin with. */
  readonly prefix: string;
  /** The new one; `none` for objects without one. */
  readonly studyInstanceUid: string;
  readonly instanceCount: number;
  readonly seriesCount: number;
  readonly sizeBytes: number;
  /** Of the object that was written last, in ISO 8601. */
  readonly lastModified: string;
  /** Whether the study is larger than what is counted, so that the numbers are lower bounds. */
  readonly truncated: boolean;
}

/** A new UID as it stands in an output's key. */
const uidInKey = v.pipe(v.string(), v.regex(/^(none|[0-9.]{1,64})$/));

/**
 * What the workflow sends to the queue of studies after each object, to be delivered when the study may have come
 * to rest: the version of the study's marker that this object left.
 */
export const studyMessageSchema = v.object({
  studyInstanceUid: uidInKey,
  marker: v.object({ key: v.string(), versionId: v.string() }),
});
