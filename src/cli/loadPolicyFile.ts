import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { WrongUsageError } from "../commandLine/exitStatus";

/**
 * The policy in the file that `--policy` names.
 *
 * @param mayBe what the option takes, for a path at which nothing can be read
 * @throws WrongUsageError
 */
export async function loadPolicyFile<Policy>(
  path: string,
  parse: (text: string, fileName: string) => Policy,
  mayBe: string,
): Promise<Policy> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new WrongUsageError(`--policy: ${mayBe}`, { cause: error });
  }
  const { PolicyError } = await import("../policyFile.js"); // YAML takes a while to load
  try {
    return parse(text, basename(path));
  } catch (error) {
    if (error instanceof PolicyError)
      throw new WrongUsageError(`--policy: ${error.message}`, { cause: error });
    throw error;
  }
}
