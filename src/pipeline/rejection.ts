import {
  DicomError,
  DicomOutputError,
  DicomUsageError,
  type DicomLocation,
  type HeldCode,
} from "../../dicom/errors";
import { nameTags } from "../../dicom/model/elementPath";
import { ERROR_CLAUSES } from "../../dicom/validate/encoding/readingKinds";
import type { Finding } from "../../dicom/validate/finding";
import { kindOf, sentenceOf } from "../../dicom/validate/findingCodes";
import { SourceError } from "./errors";
import type { PolicyIdentity } from "./validation/policyIdentity";

/** A finding as people get it: with what its code says. */
export interface ToldFinding extends Omit<Finding, "value"> {
  readonly sentence: string;
}

/** Why an input is not processed; safe to store and to log. Goes into the state and the quarantine note. */
export interface Rejection extends DicomLocation {
  /** One of a closed list, so that it may be a dimension of metrics. */
  readonly code: Finding["code"] | "SOURCE_VANISHED";
  /** A sentence without a value of the file. */
  readonly message: string;
  /** The clause of the standard that the input breaks. */
  readonly clause?: string | undefined;
  /** The sender need not mend it: a person looks at it first. */
  readonly held?: boolean;
  /** What is wrong: the first of what validation's policy does not let pass, or why the engine went no further. */
  readonly findings?: readonly ToldFinding[];
  /** How many findings of each code there are, whatever follows from them. */
  readonly findingCounts?: Readonly<Record<string, number>>;
  /** By which policy validation refused the input. */
  readonly validation?: PolicyIdentity;
}

/** An input at fault, found by a use case; the engine's own errors say the same in their classes. */
export class InputRejectedError extends Error {
  override readonly name = "InputRejectedError";

  constructor(readonly rejection: Rejection) {
    super(rejection.message);
  }
}

/** Codes of objects that are in order and wait for a person. */
const HELD: ReadonlySet<string> = new Set<HeldCode>([
  "BURNED_IN_ANNOTATION",
  "PIXELS_MAY_IDENTIFY",
  "PIXELS_CANNOT_BE_CLEANED",
  "OPAQUE_PAYLOAD",
  "FRAGMENTS_CANNOT_BE_CLEANED",
  "PATIENT_NOT_IN_LOOKUP",
  "IOD_NOT_KNOWN",
  "RESIDUAL_IDENTIFIER",
]);

/**
 * The rejection that an error stands for; `undefined` where the input is not at fault. A version that was deleted
 * before its turn is an input that is not there: no service failed, and no retry would find it.
 */
export function rejectionOf(error: unknown): Rejection | undefined {
  if (error instanceof InputRejectedError) return withFinding(error.rejection);
  if (error instanceof SourceError && error.code === "SOURCE_VANISHED")
    return { code: "SOURCE_VANISHED", message: error.message };
  if (!(error instanceof DicomError) || error instanceof DicomUsageError || error instanceof DicomOutputError)
    return undefined;
  const { code, message, tag, path, offset } = error;
  const clause = ERROR_CLAUSES[code];
  const held = HELD.has(code) && { held: true };
  return withFinding({ code, message, tag, path: nameTags(path ?? tag), offset, clause, ...held });
}

/** What was refused for one thing has that as its finding; what is held for what it shows breaks no rule of the standard. */
function withFinding(rejection: Rejection): Rejection {
  const { code, tag, path, offset, clause, held, findings } = rejection;
  if (findings || held || code === "SOURCE_VANISHED") return rejection;
  const { level, severity } = kindOf(code) ?? { level: "encoding", severity: "error" };
  const finding = tellFinding({ level, severity, code, tag, path: path ?? nameTags(tag), offset, clause });
  return { ...rejection, findings: [finding], findingCounts: { [code]: 1 } };
}

export const tellFinding = (finding: Omit<Finding, "value">): ToldFinding => ({
  ...finding,
  sentence: sentenceOf(finding.code),
});
