import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { WrongUsageError } from "../../commandLine/exitStatus";
import { VALIDATION_PRESETS, type ValidationPolicy } from "../../validationPolicy";

/**
 * The policy of a preset, or of a file.
 *
 * @throws WrongUsageError
 */
export async function loadPolicy(presetOrPath: string): Promise<ValidationPolicy> {
  const { parseValidationPolicy, PolicyError, validationPreset } =
    await import("../../validationPolicyFile.js");
  const policy = validationPreset(presetOrPath);
  if (policy) return policy;
  let text: string;
  try {
    text = await readFile(presetOrPath, "utf8");
  } catch (error) {
    const presets = VALIDATION_PRESETS.join(", ");
    throw new WrongUsageError(`--policy: it is one of ${presets}, or a file that can be read`, {
      cause: error,
    });
  }
  try {
    return parseValidationPolicy(text, basename(presetOrPath));
  } catch (error) {
    if (error instanceof PolicyError)
      throw new WrongUsageError(`--policy: ${error.message}`, { cause: error });
    throw error;
  }
}
