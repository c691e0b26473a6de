/** `reject`: the sender has to mend it; `hold`: a person looks at it first. Both are quarantine. */
export const VALIDATION_ACTIONS = ["reject", "hold", "pass"] as const;

export type ValidationAction = (typeof VALIDATION_ACTIONS)[number];

/** What follows from findings before a site says otherwise of a code, docs/validation.md. */
export const VALIDATION_PRESETS = ["lenient", "standard", "strict"] as const;

export type ValidationPreset = (typeof VALIDATION_PRESETS)[number];

/** Which findings keep an object from being processed. */
export interface ValidationPolicy {
  readonly preset: ValidationPreset;
  /** By code, over the preset. */
  readonly codes: Readonly<Record<string, ValidationAction>>;
}

/** What real scanners and archives write is processed. */
export const DEFAULT_VALIDATION: ValidationPolicy = { preset: "lenient", codes: {} };

/** The policy that a preset is by itself; `undefined` for what is none, and may be the path of a file. */
export function validationPreset(name: string): ValidationPolicy | undefined {
  const preset = VALIDATION_PRESETS.find((one) => one === name);
  return preset && { preset, codes: {} };
}
