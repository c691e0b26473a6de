import type { Tag } from "../../dictionary/tag";
import { OVERLAY_DATA } from "../../dictionary/tags";
import type { Vr } from "../../dictionary/vr";
import { DicomUnsupportedError, DicomUsageError } from "../../errors";
import { ContentRules } from "../clean/contentItems";
import type { SafePrivateTreatment } from "../private/decideSafePrivate";
import type { Decision } from "../rules/decision";
import { compileTable, type DateTreatment, type TableRules } from "../rules/tableRules";
import type { UnlistedTreatment } from "../rules/unlistedRules";
import { methodOf, type DeidentificationMethod } from "./methodCodes";
import { checkPixelPolicy, NO_PIXEL_POLICY, type PixelPolicy } from "./pixelPolicy";
import { optionsOf, type Policy, type PolicyOption } from "./policy";
import { compileSiteRules, type SiteRules } from "./siteRules";

/** A policy made ready: every row and rule looked up once. */
export interface CompiledPolicy {
  readonly dates: DateTreatment;
  readonly table: TableRules;
  readonly site: SiteRules;
  readonly unlisted: UnlistedTreatment;
  /** Only attributes of the object's IOD stay. */
  readonly strict: boolean;
  /** `undefined` where content items are not cleaned. */
  readonly content: ContentRules | undefined;
  /** `undefined` where no private attribute stays for being safe. */
  readonly safePrivate: SafePrivateTreatment | undefined;
  /** Without what is claimed only of objects to which it was done. */
  readonly method: DeidentificationMethod;
  readonly pixels: PixelPolicy;
  /** Decisions made so far for public attributes that PS3.6 knows, by VR and tag. */
  readonly decided: Map<Vr, Map<Tag, Decision>>;
}

const MODIFIED_DATES = "retainLongitudinalTemporalInformationModifiedDates";
const FULL_DATES = "retainLongitudinalTemporalInformationFullDates";

/** Options that a policy can name, and that nothing here carries out. */
const NOT_SUPPORTED: readonly PolicyOption[] = ["cleanRecognizableVisualFeatures"];

const compiled = new WeakMap<Policy, CompiledPolicy>();

/**
 * Checks a policy and makes it ready; the same object is compiled once.
 *
 * @throws DicomUsageError INVALID_POLICY that names the attribute or the options at fault
 * @throws DicomUnsupportedError UNSUPPORTED_OPTION that names the option
 */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const known = compiled.get(policy);
  if (known) return known;
  const options = optionsOf(policy);
  checkOptions(policy, options);
  const { pixels = NO_PIXEL_POLICY } = policy;
  checkPixelPolicy(pixels);
  const dates = options.has(MODIFIED_DATES) ? "shift" : options.has(FULL_DATES) ? "keep" : "remove";
  const site = compileSiteRules(policy.rules);
  const keepsOverlays = (site.byTag.get(OVERLAY_DATA)?.action ?? "X") !== "X";
  const ready: CompiledPolicy = {
    dates,
    table: compileTable(options),
    site,
    unlisted: {
      dates,
      retainUids: options.has("retainUids"),
      keepsOverlays,
      cleansText: options.has("cleanDescriptors"),
      cleanGraphics: options.has("cleanGraphics"),
      cleansCodes: options.has("cleanDescriptors") || options.has("cleanStructuredContent"),
    },
    strict: policy.preset === "strict",
    content: options.has("cleanStructuredContent") ? new ContentRules(options) : undefined,
    safePrivate: options.has("retainSafePrivate")
      ? { dates, retainUids: options.has("retainUids") }
      : undefined,
    method: methodOf(policy, options),
    pixels,
    decided: new Map(),
  };
  compiled.set(policy, ready);
  return ready;
}

/** Refuses options that contradict each other, that nothing carries out, or that need more of the policy. */
function checkOptions(policy: Policy, options: ReadonlySet<PolicyOption>): void {
  const from = (option: PolicyOption): string =>
    policy.preset === undefined || policy.options.includes(option) ? "" : ` of the preset ${policy.preset}`;
  if (options.has(MODIFIED_DATES) && options.has(FULL_DATES))
    throw new DicomUsageError(
      "INVALID_POLICY",
      `the options ${MODIFIED_DATES}${from(MODIFIED_DATES)} and ${FULL_DATES} exclude each other`,
    );
  const unsupported = NOT_SUPPORTED.find((option) => options.has(option));
  if (unsupported)
    throw new DicomUnsupportedError(
      "UNSUPPORTED_OPTION",
      `the option ${unsupported}${from(unsupported)} is not supported`,
    );
  const hasRegions = policy.pixels?.rules.some(({ regions }) => regions.length > 0) ?? false;
  if (options.has("cleanPixelData") && !hasRegions)
    throw new DicomUsageError(
      "INVALID_POLICY",
      "the option cleanPixelData needs regions to blank: give them in pixels.rules",
    );
}
