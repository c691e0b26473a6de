import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { DEFAULT_POLICY, type Policy } from "../../../dicom";
import { WrongUsageError } from "../../commandLine/exitStatus";

/** The policy in the file, or the default one. */
export async function loadPolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined) return DEFAULT_POLICY;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new WrongUsageError("--policy: the file cannot be read", { cause: error });
  }
  const { parsePolicy, PolicyError } = await import("../../deidPolicy.js"); // YAML takes a while to load
  try {
    return parsePolicy(text, basename(path));
  } catch (error) {
    if (error instanceof PolicyError)
      throw new WrongUsageError(`--policy: ${error.message}`, { cause: error });
    throw error;
  }
}
