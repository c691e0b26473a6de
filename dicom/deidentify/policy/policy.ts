import type { PixelPolicy } from "./pixelPolicy";

/** The options of PS3.15 §E.3 by the names that a policy file uses. */
export const POLICY_OPTIONS = [
  "cleanPixelData",
  "cleanRecognizableVisualFeatures",
  "cleanGraphics",
  "cleanStructuredContent",
  "cleanDescriptors",
  "retainUids",
  "retainSafePrivate",
  "retainDeviceIdentity",
  "retainInstitutionIdentity",
  "retainPatientCharacteristics",
  "retainLongitudinalTemporalInformationFullDates",
  "retainLongitudinalTemporalInformationModifiedDates",
] as const;

/** One of `POLICY_OPTIONS`; docs/cli.md says what each does. */
export type PolicyOption = (typeof POLICY_OPTIONS)[number];

/** Sets of options that go together. */
export const POLICY_PRESETS = ["basic", "research", "strict"] as const;

/** One of `POLICY_PRESETS`: `basic` for no option, `research` for what public archives publish, `strict` for the IOD's attributes alone. */
export type PolicyPreset = (typeof POLICY_PRESETS)[number];

/** The options that a preset stands for; `strict` is more than options, see `CompiledPolicy.strict`. */
const PRESET_OPTIONS: Readonly<Record<PolicyPreset, readonly PolicyOption[]>> = {
  basic: [],
  research: [
    "retainLongitudinalTemporalInformationModifiedDates",
    "retainPatientCharacteristics",
    "retainDeviceIdentity",
    "cleanDescriptors",
    "retainSafePrivate",
  ],
  strict: [],
};

/** The action letters of PS3.15 Table E.1-1a that a site's own rule may ask for. */
export const RULE_ACTIONS = ["D", "Z", "X", "K", "U"] as const;

/** D dummy, Z empty, X remove, K keep, U map the UID. */
export type RuleAction = (typeof RULE_ACTIONS)[number];

/** A site's own rule, which has the last word over table and options. */
export interface PolicyRule {
  /** A keyword, a tag `ggggeeee`, or a private attribute `gggg,CREATOR,ee`. */
  readonly attribute: string;
  readonly action: RuleAction;
  /** The replacement for action D; a dummy of the VR where absent. */
  readonly value?: string | undefined;
}

/** What a de-identification is asked to do. */
export interface Policy {
  readonly profile: "basic";
  /** Options to which `options` add. */
  readonly preset?: PolicyPreset | undefined;
  readonly options: readonly PolicyOption[];
  readonly rules: readonly PolicyRule[];
  /** Absent: every object whose pixels may identify is held. */
  readonly pixels?: PixelPolicy | undefined;
}

/** The options of a policy, those of its preset first. */
export function optionsOf({ preset, options }: Policy): ReadonlySet<PolicyOption> {
  return new Set([...(preset === undefined ? [] : PRESET_OPTIONS[preset]), ...options]);
}

/** The Basic Profile, with dates moved by one keyed offset per patient so that intervals stay. */
export const DEFAULT_POLICY: Policy = {
  profile: "basic",
  options: ["retainLongitudinalTemporalInformationModifiedDates"],
  rules: [],
};
