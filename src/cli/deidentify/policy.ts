import { DEFAULT_POLICY, type Policy } from "../../../dicom";
import { loadPolicyFile } from "../loadPolicyFile";

/** The policy in the file, or the default one. */
export async function loadPolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined) return DEFAULT_POLICY;
  const { parsePolicy } = await import("../../deidPolicy.js"); // YAML takes a while to load
  return loadPolicyFile(path, parsePolicy, "the file cannot be read");
}
