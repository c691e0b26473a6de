import * as v from "valibot";
import type { Policy } from "../../../dicom/deidentify/policy/policy";
import type { ValidationPolicy } from "../../validationPolicy";
import { alarmKeys } from "./alarmKeys";
import { deploymentKeys } from "./deploymentKeys";
import { eventKeys } from "./eventKeys";
import { functionKeys } from "./functionKeys";
import { identityKeys } from "./identityKeys";
import { namingKeys } from "./namingKeys";
import { networkKeys } from "./networkKeys";
import { observabilityKeys } from "./observabilityKeys";
import { reprocessingKeys } from "./reprocessingKeys";
import { storageKeys } from "./storageKeys";

/** The stack's configuration as text (as `pulumi config` holds it) to its values. */
export const stackConfigSchema = v.object({
  ...namingKeys,
  ...storageKeys,
  ...identityKeys,
  ...functionKeys,
  ...networkKeys,
  ...eventKeys,
  ...observabilityKeys,
  ...alarmKeys,
  ...deploymentKeys,
  ...reprocessingKeys,
});

export const CONFIG_KEYS = Object.keys(stackConfigSchema.entries);

type ParsedConfig = v.InferOutput<typeof stackConfigSchema>;

/** What the stack is configured to be; every value checked. */
export interface StackConfig extends Omit<ParsedConfig, "deidPolicy" | "validation"> {
  readonly region: string;
  /** Whether nobody has told the AWS provider the region, so that the program must. */
  readonly regionIsDefault: boolean;
  readonly deidPolicy: Policy;
  readonly validation: ValidationPolicy;
}
