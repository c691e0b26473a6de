import { VALIDATION_PRESETS, validationPreset, type ValidationPolicy } from "../../validationPolicy";
import { loadPolicyFile } from "../loadPolicyFile";

/**
 * The policy of a preset, or of a file.
 *
 * @throws WrongUsageError
 */
export async function loadPolicy(presetOrPath: string): Promise<ValidationPolicy> {
  const preset = validationPreset(presetOrPath);
  if (preset) return preset;
  const { parseValidationPolicy } = await import("../../validationPolicyFile.js"); // YAML takes a while to load
  const presets = VALIDATION_PRESETS.join(", ");
  return loadPolicyFile(
    presetOrPath,
    parseValidationPolicy,
    `it is one of ${presets}, or a file that can be read`,
  );
}
