import * as v from "valibot";
import { parse as parseYaml, YAMLParseError } from "yaml";
import { compilePolicy } from "../dicom/deidentify/policy/compilePolicy";
import { DicomUnsupportedError, DicomUsageError } from "../dicom/errors";
import { policySchema, type ParsedPolicy } from "./deidPolicySchema";

export { policySchema } from "./deidPolicySchema";

/**
 * A policy that cannot be used. The message is a line per fault of form, each naming file, field, value and what may
 * be; or one line that names file, option or rule, and why it cannot be carried out.
 */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/**
 * Reads a policy file: JSON where the name ends in `.json`, YAML otherwise. What is answered can be carried out.
 *
 * @param fileName for messages, and to tell JSON from YAML
 * @throws PolicyError
 */
export function parsePolicy(text: string, fileName: string): ParsedPolicy {
  const content = parseText(text, fileName);
  // valibot takes a list for an object with fields 0, 1, 2 …
  if (Array.isArray(content)) {
    throw new PolicyError(`${fileName}: the policy is ${show(content)}; it may be a mapping of fields`);
  }
  const result = v.safeParse(policySchema, content);
  if (!result.success) {
    throw new PolicyError(result.issues.map((issue) => `${fileName}: ${describe(issue)}`).join("\n"));
  }
  try {
    compilePolicy(result.output);
  } catch (error) {
    if (!(error instanceof DicomUsageError || error instanceof DicomUnsupportedError)) throw error;
    throw new PolicyError(`${fileName}: ${error.message}`, { cause: error });
  }
  return result.output;
}

function parseText(text: string, fileName: string): unknown {
  try {
    return fileName.toLowerCase().endsWith(".json") ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new PolicyError(`${fileName}: not JSON: ${error.message}`);
    if (!(error instanceof YAMLParseError)) throw error;
    throw new PolicyError(`${fileName}: not YAML: ${error.message.split("\n")[0] ?? ""}`);
  }
}

type Issue = v.InferIssue<typeof policySchema>;

function describe(issue: Issue): string {
  const field = fieldOf(issue);
  if (issue.type === "strict_object") {
    if (issue.expected === "never") return `${field} is not a field of a policy`;
    if (issue.expected !== "Object") return `${field} is missing`;
    return `${field} is ${show(issue.input)}; it may be a mapping of fields`;
  }
  const value = issue.path?.at(-1)?.value ?? issue.input;
  return `${field} is ${show(value)}; it may be ${issue.message}`;
}

/** `rules[0].action`; the whole file where the issue has no path. */
function fieldOf(issue: Issue): string {
  const keys = (issue.path ?? []).map(({ key }) =>
    typeof key === "number" ? `[${key}]` : `.${String(key)}`,
  );
  return keys.join("").replace(/^\./, "") || "the policy";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? "empty" : text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
