import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { PolicyError } from "../../policyFile";

/** The policy of a file, or what is wrong with it, to be put after the configuration key and its value. */
export type PolicyReading<Policy> = { readonly policy: Policy } | { readonly problems: readonly string[] };

/**
 * Reads and checks a policy file.
 *
 * @param path JSON or YAML, relative to the project's folder
 * @param presets names that may stand in place of a path
 */
export function readPolicyFile<Policy>(
  path: string,
  projectRoot: string,
  parse: (text: string, fileName: string) => Policy,
  presets: readonly string[] = [],
): PolicyReading<Policy> {
  try {
    return { policy: parse(readFileSync(resolve(projectRoot, path), "utf8"), path) };
  } catch (error) {
    if (error instanceof PolicyError) return { problems: error.message.split("\n") };
    // The code says enough; the system's message would add the machine's path.
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const orPreset = presets.length > 0 ? `one of ${presets.join(", ")}, or ` : "";
    const what = `${orPreset}the path of a policy file that can be read`;
    return { problems: [`it may be ${what} (${String(error.code)})`] };
  }
}
