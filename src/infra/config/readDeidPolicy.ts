import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { POLICY_OPTIONS, type Policy } from "../../../dicom/deidentify/policy";
import { policySchema } from "../../policy";

/** The policy of a file, or the sentences (without the configuration key) that say what is wrong with it. */
export type PolicyReading = { readonly policy: Policy } | { readonly problems: readonly string[] };

/**
 * Reads and checks a de-identification policy file.
 *
 * @param path JSON or YAML, relative to the project's folder
 */
export function readDeidPolicy(path: string, projectRoot: string): PolicyReading {
  let content: unknown;
  try {
    content = parse(readFileSync(resolve(projectRoot, path), "utf8"));
  } catch (error) {
    return { problems: [`it may be the path of a file in JSON or YAML (${reasonOf(error)})`] };
  }
  const result = v.safeParse(policySchema, content);
  return result.success ? { policy: result.output } : { problems: result.issues.map(describeIssue) };
}

/** The system's code, without the path; or the parser's sentence, without its excerpt of the file. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unreadable";
  return "code" in error && "syscall" in error ? String(error.code) : (error.message.split("\n")[0] ?? "");
}

function describeIssue(issue: v.InferIssue<typeof policySchema>): string {
  const place = v.getDotPath(issue) ?? "the whole file";
  if (issue.expected === "never") return `in that file ${place} is not a key of a policy`;
  const allowed = place.startsWith("options.") ? `one of ${POLICY_OPTIONS.join(", ")}` : issue.expected;
  return `in that file ${place} is ${issue.received}; it may be ${allowed}`;
}
