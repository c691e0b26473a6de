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
    const reason = error instanceof Error ? error.message.split("\n")[0] : "";
    return { problems: [`it may be the path of a JSON or YAML file that can be read (${reason ?? ""})`] };
  }
  const result = v.safeParse(policySchema, content);
  if (result.success) return { policy: result.output };
  return {
    problems: result.issues.map((issue) => {
      const place = v.getDotPath(issue) ?? "the file";
      const allowed = place.startsWith("options.") ? POLICY_OPTIONS.join(", ") : issue.expected;
      return `in that file ${place} is ${issue.received}; it may be ${allowed}`;
    }),
  };
}
