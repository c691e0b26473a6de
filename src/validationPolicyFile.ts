import { kindOf } from "../dicom/validate/findingCodes";
import { UNSAFE } from "./judgeFindings";
import { parsePolicyFile, PolicyError } from "./policyFile";
import type { ValidationPolicy } from "./validationPolicy";
import { validationPolicySchema } from "./validationPolicySchema";

/**
 * Reads a validation policy file: JSON where the name ends in `.json`, YAML otherwise.
 *
 * @throws PolicyError
 */
export function parseValidationPolicy(text: string, fileName: string): ValidationPolicy {
  const policy = parsePolicyFile(validationPolicySchema, text, fileName);
  const problems = Object.entries(policy.codes).flatMap(([code, action]) => {
    if (UNSAFE.has(code) && action !== "reject")
      return `codes.${code} is always rejected: no output can be made of such an object`;
    return kindOf(code) ? [] : `codes.${code} is no code of docs/finding-codes.md`;
  });
  if (problems.length > 0)
    throw new PolicyError(problems.map((problem) => `${fileName}: ${problem}`).join("\n"));
  return policy;
}
