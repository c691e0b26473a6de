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
  if (content === null)
    throw new PolicyError(`${fileName}: the policy file is empty; it may be a mapping of fields`);
  if (Array.isArray(content)) throw new PolicyError(`${fileName}: ${listForMapping(content, [])}`);
  const result = v.safeParse(schema, content);
  const problems = result.success ? passedOver(content, result.output, []) : result.issues.map(describe);
  if (!result.success || problems.length > 0)
    throw new PolicyError(problems.map((problem) => `${fileName}: ${problem}`).join("\n"));
  return result.output;
}

function parseText(text: string, fileName: string): unknown {
  const isJson = fileName.toLowerCase().endsWith(".json");
  try {
    const content: unknown = isJson ? JSON.parse(text) : undefined;
    // JSON is YAML, whose parser refuses a key that is there twice.
    const same: unknown = parseYaml(text);
    if (containsItself(same)) throw new SyntaxError("an anchor is inside of what it stands for");
    return isJson ? content : same;
  } catch (error) {
    if (!isTextError(error)) throw error;
    const [line = ""] = error.message.split("\n");
    throw new PolicyError(`${fileName}: not ${isJson ? "JSON" : "YAML"}: ${line}`);
  }
}

/** By anchors and aliases of YAML alone. */
function containsItself(content: unknown): boolean {
  try {
    JSON.stringify(content);
    return false;
  } catch {
    return true;
  }
}

/** Of JSON, of YAML, and of an alias in YAML whose anchor is not there. */
function isTextError(error: unknown): error is Error {
  return [SyntaxError, YAMLParseError, ReferenceError].some((kind) => error instanceof kind);
}

/**
 * What valibot takes without a word, and drops: a list where a mapping should be, which has the fields 0, 1, 2 …, and names
 * that every object has, such as `constructor`.
 */
function passedOver(content: unknown, parsed: unknown, keys: readonly Key[]): string[] {
  if (!isObject(content) || !isObject(parsed)) return [];
  if (Array.isArray(content) && !Array.isArray(parsed)) return [listForMapping(content, keys)];
  return Object.entries(content).flatMap(([name, value]) => {
    const inner = [...keys, Array.isArray(content) ? Number(name) : name];
    if (!Object.hasOwn(parsed, name)) return [`${fieldAt(inner)} is not a field of a policy`];
    return passedOver(value, parsed[name], inner);
  });
}

function listForMapping(content: readonly unknown[], keys: readonly Key[]): string {
  return `${fieldAt(keys)} is ${show(content)}; it may be a mapping of fields`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function describe(issue: v.BaseIssue<unknown>): string {
  const field = fieldAt((issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key))));
  if (issue.type === "strict_object") {
    if (issue.expected === "never") return `${field} is not a field of a policy`;
    if (issue.expected !== "Object") return `${field} is missing`;
    return `${field} is ${show(issue.input)}; it may be a mapping of fields`;
  }
  const value = issue.path?.at(-1)?.value ?? issue.input;
  return `${field} is ${show(value)}; it may be ${issue.message}`;
}

type Key = string | number;

/** `rules[0].action`; the whole file where there are no keys. */
function fieldAt(keys: readonly Key[]): string {
  const parts = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`));
  return parts.join("").replace(/^\./, "") || "the policy";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? "empty" : text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
