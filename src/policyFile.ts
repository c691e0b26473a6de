import * as v from "valibot";
import { parse as parseYaml, YAMLParseError } from "yaml";

/**
 * A policy that cannot be used. The message is a line per fault of form, each naming file, field, value and what may
 * be; or one line that names file, option or rule, and why it cannot be carried out.
 */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/**
 * Reads a policy file: JSON where the name ends in `.json`, YAML otherwise.
 *
 * @param schema of a strict object; its issues say what may be
 * @param fileName for messages, and to tell JSON from YAML
 * @throws PolicyError
 */
export function parsePolicyFile<Policy>(
  schema: v.GenericSchema<unknown, Policy>,
  text: string,
  fileName: string,
): Policy {
  const content = parseText(text, fileName);
  // valibot takes a list for an object with fields 0, 1, 2 …
  if (Array.isArray(content)) {
    throw new PolicyError(`${fileName}: the policy is ${show(content)}; it may be a mapping of fields`);
  }
  const result = v.safeParse(schema, content);
  if (result.success) return result.output;
  throw new PolicyError(result.issues.map((issue) => `${fileName}: ${describe(issue)}`).join("\n"));
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

function describe(issue: v.BaseIssue<unknown>): string {
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
function fieldOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) =>
    typeof key === "number" ? `[${key}]` : `.${String(key)}`,
  );
  return keys.join("").replace(/^\./, "") || "the policy";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? "empty" : text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
