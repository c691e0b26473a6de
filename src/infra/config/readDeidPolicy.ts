import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Policy } from "../../../dicom/deidentify/policy/policy";
import { parsePolicy, PolicyError } from "../../deidPolicy";

/** The policy of a file, or what is wrong with it, to be put after the configuration key and its value. */
export type PolicyReading = { readonly policy: Policy } | { readonly problems: readonly string[] };

/**
 * Reads and checks a de-identification policy file.
 *
 * @param path JSON or YAML, relative to the project's folder
 */
export function readDeidPolicy(path: string, projectRoot: string): PolicyReading {
  try {
    return { policy: parsePolicy(readFileSync(resolve(projectRoot, path), "utf8"), path) };
  } catch (error) {
    if (error instanceof PolicyError) return { problems: error.message.split("\n") };
    // The code says enough; the system's message would add the machine's path.
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return { problems: [`it may be the path of a policy file that can be read (${String(error.code)})`] };
  }
}
