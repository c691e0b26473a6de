import type { ObjectVersion, RawObjectReader } from "./ports";
import { readRawObject } from "./readRawObject";
import type { ValidationPolicy } from "../validationPolicy";
import { validateProcessable } from "./validation/validateProcessable";

interface ValidationFacts {
  /** Deviations from the standard that do not keep the object from being processed, by code. */
  readonly findings: Readonly<Record<string, number>>;
  readonly findingCount: number;
  /** Bytes that passed through the function. */
  readonly bytesMoved: number;
}

/**
 * Reads a whole raw object, without its long values, and holds it to the standard.
 *
 * @throws InputRejectedError where the policy does not let it pass
 * @throws DicomFormatError, DicomUnsupportedError, DicomLimitError where it cannot be read
 * @throws SourceError where it is not there any more
 */
export async function validateRawObject(
  reader: RawObjectReader,
  version: ObjectVersion,
  policy: ValidationPolicy,
): Promise<ValidationFacts> {
  const { source, object } = await readRawObject(reader, version, "whole");
  const { counts, findings, omitted } = validateProcessable(object, policy);
  return {
    findings: counts,
    findingCount: findings.length + omitted,
    bytesMoved: source.transferredBytes,
  };
}
