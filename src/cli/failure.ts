import { rejectionOf } from "../pipeline/rejection";
import { codeOf } from "./inputs";

/** What is said of an input that failed: never a value from it. */
export interface Failure {
  readonly status: "rejected" | "held";
  readonly code: string;
  /** One sentence, with path and offset where they are known. */
  readonly sentence: string;
}

export const FILE_SYSTEM_SENTENCES = {
  NOT_FOUND: "there is no such file or folder",
  NOT_READABLE: "the file cannot be read",
} as const;

/** Codes of objects that are in order and wait for a person. */
const HELD: ReadonlySet<string> = new Set(["BURNED_IN_ANNOTATION"]);

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
    return { status: HELD.has(code) ? "held" : "rejected", code, sentence };
  }
  if (typeof (error as NodeJS.ErrnoException).syscall === "string") {
    const code = codeOf(error);
    return { status: "rejected", code, sentence: FILE_SYSTEM_SENTENCES[code] };
  }
  throw error;
}
