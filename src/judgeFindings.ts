import type { ValidationAction, ValidationPolicy, ValidationPreset } from "./validationPolicy";
import type { Finding, ValidationReport } from "../dicom/validate/finding";
import { kindOf, type FindingCode, type FindingLevel, type Severity } from "../dicom/validate/findingCodes";

/**
 * What no output can be made of, or one that would be wrong: an object without an identity, pixels that cannot be as
 * described. No policy lets these pass.
 */
export const UNSAFE: ReadonlySet<string> = new Set<FindingCode>([
  "MISSING_SOP_CLASS_UID",
  "MISSING_SOP_INSTANCE_UID",
  "DICOMDIR_NOT_SUPPORTED",
  "INVALID_PIXEL_DESCRIPTION",
  "TRUNCATED_PIXEL_DATA",
]);

type Kind = { readonly level: FindingLevel; readonly severity: Severity };

/** What reading could not go past. */
const OF_READING: Kind = { level: "encoding", severity: "error" };

/** By kind of finding; what is unsafe is rejected by all. */
const PRESETS: Readonly<Record<ValidationPreset, (kind: Kind) => ValidationAction>> = {
  lenient: () => "pass",
  // What contradicts itself, or lacks what its IOD requires, is nothing to publish unseen; odd values are.
  standard: ({ level, severity }) =>
    severity === "error" && (level === "consistency" || level === "iod") ? "hold" : "pass",
  strict: ({ severity }) => (severity === "error" ? "reject" : severity === "warning" ? "hold" : "pass"),
};

/** What a policy does about findings of a code. */
export function actionOf(code: Finding["code"], { preset, codes }: ValidationPolicy): ValidationAction {
  if (UNSAFE.has(code)) return "reject";
  if (Object.hasOwn(codes, code)) return codes[code] ?? "pass";
  return PRESETS[preset](kindOf(code) ?? OF_READING);
}

/** What becomes of an object. */
interface Judgement {
  readonly action: ValidationAction;
  /** The first finding that leads to the action; absent where the object passes. */
  readonly because?: Finding;
  /** Codes of all findings that lead to it, that of the first one first. */
  readonly codes?: readonly Finding["code"][];
}

/** What becomes of an object, and because of what: findings that reject before findings that hold. */
export function judge({ findings, counts }: ValidationReport, policy: ValidationPolicy): Judgement {
  // All codes are counted, also those of findings that were too many to be kept.
  const codes = Object.keys(counts) as Finding["code"][];
  for (const action of ["reject", "hold"] as const) {
    const having = codes.filter((code) => actionOf(code, policy) === action);
    const [first] = having;
    if (first === undefined) continue;
    const because: Finding = findings.find(({ code }) => having.includes(code)) ?? {
      level: "encoding",
      severity: "error",
      code: first,
    };
    return { action, because, codes: [because.code, ...having.filter((code) => code !== because.code)] };
  }
  return { action: "pass" };
}
