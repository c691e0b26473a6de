import type { Policy } from "../../../dicom/deidentify/policy/policy";
import type { Settings } from "../../settings";

/** The policy as the settings schema has it, all of its fields: arrays of its own, nothing absent spelt `undefined`. */
export function plainDeidPolicy(policy: Policy): Settings["deidPolicy"] {
  return JSON.parse(JSON.stringify(policy)) as Settings["deidPolicy"];
}
