import { DicomError, DicomOutputError, DicomUsageError, type DicomLocation } from "../../dicom/errors";
import { SourceError } from "./errors";
import type { Finding } from "../../dicom/validate/finding";

/** Why an input is not processed; safe to store and to log. Goes into the state and the quarantine note. */
interface Rejection extends DicomLocation {
  /** One of a closed list, so that it may be a dimension of metrics. */
  readonly code: Finding["code"] | "SOURCE_VANISHED";
  /** A sentence without a value of the file. */
  readonly message: string;
  /** The clause of the standard that the input breaks. */
  readonly clause?: string | undefined;
  /** The sender need not mend it: a person looks at it first. */
  readonly held?: boolean;
  /** What a validation found that its policy does not let pass; the first of them. */
  readonly findings?: readonly Finding[];
  /** How many findings of each code there are, whatever follows from them. */
  readonly findingCounts?: Readonly<Record<string, number>>;
}

/** An input at fault, found by a use case; the engine's own errors say the same in their classes. */
export class InputRejectedError extends Error {
  override readonly name = "InputRejectedError";

  constructor(readonly rejection: Rejection) {
    super(rejection.message);
  }
}

/**
 * The rejection that an error stands for; `undefined` where the input is not at fault. A version that was deleted
 * before its turn is an input that is not there: no service failed, and no retry would find it.
 */
export function rejectionOf(error: unknown): Rejection | undefined {
  if (error instanceof InputRejectedError) return error.rejection;
  if (error instanceof SourceError && error.code === "SOURCE_VANISHED")
    return { code: "SOURCE_VANISHED", message: error.message };
  if (!(error instanceof DicomError) || error instanceof DicomUsageError || error instanceof DicomOutputError)
    return undefined;
  const { code, message, tag, path, offset } = error;
  return { code, message, tag, path, offset };
}
