import { DicomOutputError, DicomUsageError } from "../../dicom";
import { rejectionOf } from "../pipeline/rejection";
import { codeOf, type FileSystemCode } from "./inputs";
import { printable } from "./printable";

/** What is said of an input that failed: never a value from it. */
export interface Failure {
  readonly status: "rejected" | "held";
  readonly code: string;
  /** One sentence, with path and offset where they are known. */
  readonly sentence: string;
}

export const FILE_SYSTEM_SENTENCES: Readonly<Record<FileSystemCode, string>> = {
  NOT_FOUND: "there is no such file or folder",
  NOT_READABLE: "it cannot be read",
  NOT_A_FILE: "it is neither a file nor a folder",
  BELOW_OUTPUT_FOLDER: "it lies below --out",
};

/** Faults of a call that the file on the disk brought about. */
const OF_THE_INPUT: ReadonlySet<string> = new Set(["SOURCE_CHANGED", "NOT_A_FILE"]);

/**
 * Turns what a file led to into a failure of that input.
 *
 * @throws the error itself where it is neither the file's nor the file system's fault
 */
export function failureOf(error: unknown): Failure {
  const rejection = rejectionOf(error);
  if (rejection) {
    const { code, message, path, tag, offset, clause } = rejection;
    const where = path === undefined || path === "" ? tag : path;
    const details = [where && `at ${where}`, offset !== undefined && `offset ${offset}`, clause].filter(
      Boolean,
    );
    const sentence = details.length === 0 ? message : `${message} (${details.join(", ")})`;
    return { status: rejection.held ? "held" : "rejected", code, sentence };
  }
  if (error instanceof DicomOutputError) {
    return { status: "held", code: error.code, sentence: error.message };
  }
  if (error instanceof DicomUsageError && OF_THE_INPUT.has(error.code)) {
    return { status: "rejected", code: error.code, sentence: error.message };
  }
  if (typeof (error as NodeJS.ErrnoException).syscall === "string") {
    const code = codeOf(error);
    return { status: "rejected", code, sentence: FILE_SYSTEM_SENTENCES[code] };
  }
  throw error;
}

/** The line on stderr for an input that failed; a path with line breaks or escape sequences stays one plain line. */
export function failureLine(path: string, code: string, sentence: string): string {
  return `${printable(path)}: ${code} ${sentence}`;
}
