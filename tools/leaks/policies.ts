import {
  DEFAULT_POLICY,
  DicomUnsupportedError,
  DicomUsageError,
  POLICY_OPTIONS,
  POLICY_PRESETS,
  type Policy,
  type PolicyOption,
} from "../../dicom";
import { compilePolicy } from "../../dicom/deidentify/policy/compilePolicy";
import { optionsOf } from "../../dicom/deidentify/policy/policy";
import { parsePolicy } from "../../src/deidPolicy";
import { PolicyError } from "../../src/policyFile";
import { COLUMNS } from "./corpus/iods";
import type { Options } from "./corpus/plant";

/** A policy to run over the corpus. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
  /** Those of the policy that options of the table stand behind. */
  readonly options: Options;
}

export interface SkippedPolicy {
  readonly name: string;
  readonly why: string;
}

const FULL_DATES: PolicyOption = "retainLongitudinalTemporalInformationFullDates";
const MODIFIED_DATES: PolicyOption = "retainLongitudinalTemporalInformationModifiedDates";

/** The presets, each option alone, and all that go together; those that are not there yet are named. */
export function policiesToRun(): { policies: NamedPolicy[]; skipped: SkippedPolicy[] } {
  const policies: NamedPolicy[] = [];
  const skipped: SkippedPolicy[] = [];
  const add = (name: string, make: () => Policy): void => {
    try {
      const policy = make();
      compilePolicy(policy);
      policies.push({ name, policy, options: optionsOf(policy) });
    } catch (error) {
      if (!isNotThere(error)) throw error;
      skipped.push({ name, why: error.message });
    }
  };
  add("default", () => DEFAULT_POLICY);
  for (const preset of POLICY_PRESETS)
    add(`preset ${preset}`, () => parsePolicy(JSON.stringify({ preset }), "preset.json"));
  add("no option", () => withOptions([]));
  for (const option of POLICY_OPTIONS) add(option, () => withOptions([option]));
  const there = POLICY_OPTIONS.filter((option) => policies.some(({ name }) => name === option));
  add("all options, modified dates", () => withOptions(there.filter((option) => option !== FULL_DATES)));
  add("all options, full dates", () => withOptions(there.filter((option) => option !== MODIFIED_DATES)));
  return { policies, skipped };
}

/** Where secondary captures of the corpus have their text. */
const TEXT_OF_CAPTURES: Policy["pixels"] = {
  rules: [{ sopClass: "1.2.840.10008.5.1.4.1.1.7", regions: [{ x: 0, y: 0, width: COLUMNS, height: 8 }] }],
  letThrough: [],
};

function withOptions(options: readonly PolicyOption[]): Policy {
  const pixels = options.includes("cleanPixelData") ? { pixels: TEXT_OF_CAPTURES } : {};
  return { profile: "basic", options, rules: [], ...pixels };
}

function isNotThere(error: unknown): error is Error {
  return (
    error instanceof PolicyError || error instanceof DicomUsageError || error instanceof DicomUnsupportedError
  );
}
