import { compilePolicy } from "../dicom/deidentify/policy/compilePolicy";
import { DicomUnsupportedError, DicomUsageError } from "../dicom/errors";
import { policySchema, type ParsedPolicy } from "./deidPolicySchema";
import { parsePolicyFile, PolicyError } from "./policyFile";

export { policySchema } from "./deidPolicySchema";

/**
 * Reads a de-identification policy file: JSON where the name ends in `.json`, YAML otherwise. What is answered can be
 * carried out.
 *
 * @param fileName for messages, and to tell JSON from YAML
 * @throws PolicyError
 */
export function parsePolicy(text: string, fileName: string): ParsedPolicy {
  const policy = parsePolicyFile(policySchema, text, fileName);
  try {
    compilePolicy(policy);
  } catch (error) {
    if (!(error instanceof DicomUsageError || error instanceof DicomUnsupportedError)) throw error;
    throw new PolicyError(`${fileName}: ${error.message}`, { cause: error });
  }
  return policy;
}
