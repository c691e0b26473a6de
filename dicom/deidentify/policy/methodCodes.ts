import { RULE_EDITION } from "../rules/confidentiality";
import type { Policy, PolicyOption } from "./policy";

/** A code of the scheme DCM, PS3.16 CID 7050. */
export interface MethodCode {
  readonly value: string;
  readonly meaning: string;
}

/** How an object was de-identified, for (0012,0063) and (0012,0064). */
export interface DeidentificationMethod {
  /** Values of at most 64 characters. */
  readonly texts: readonly string[];
  readonly codes: readonly MethodCode[];
}

const BASIC_PROFILE: MethodCode = { value: "113100", meaning: "Basic Application Confidentiality Profile" };

const OPTION_CODES: Readonly<Record<PolicyOption, MethodCode>> = {
  cleanPixelData: { value: "113101", meaning: "Clean Pixel Data Option" },
  cleanRecognizableVisualFeatures: { value: "113102", meaning: "Clean Recognizable Visual Features Option" },
  cleanGraphics: { value: "113103", meaning: "Clean Graphics Option" },
  cleanStructuredContent: { value: "113104", meaning: "Clean Structured Content Option" },
  cleanDescriptors: { value: "113105", meaning: "Clean Descriptors Option" },
  retainLongitudinalTemporalInformationFullDates: {
    value: "113106",
    meaning: "Retain Longitudinal Temporal Information Full Dates Option",
  },
  retainLongitudinalTemporalInformationModifiedDates: {
    value: "113107",
    meaning: "Retain Longitudinal Temporal Information Modified Dates Option",
  },
  retainPatientCharacteristics: { value: "113108", meaning: "Retain Patient Characteristics Option" },
  retainDeviceIdentity: { value: "113109", meaning: "Retain Device Identity Option" },
  retainUids: { value: "113110", meaning: "Retain UIDs Option" },
  retainSafePrivate: { value: "113111", meaning: "Retain Safe Private Option" },
  retainInstitutionIdentity: { value: "113112", meaning: "Retain Institution Identity Option" },
};

/** What may be claimed of every object under a policy; codes ascending. Site rules are told apart, as no code stands for them. */
export function methodOf(policy: Policy, options: ReadonlySet<PolicyOption>): DeidentificationMethod {
  const texts = [`Medical Imaging Pipeline, ${RULE_EDITION} Table E.1-1`];
  if (policy.preset === "strict") texts.push("Preset strict: no attribute outside of the IOD");
  if (policy.rules.length > 0) {
    const kept = policy.rules.filter(({ action }) => action === "K").length;
    texts.push(`Site rules after the table: ${policy.rules.length}, of which ${kept} keep`);
  }
  const claimed = Array.from(options).filter((option) => option !== "cleanPixelData");
  const codes = claimed.map((option) => OPTION_CODES[option]);
  codes.sort((one, other) => Number(one.value) - Number(other.value));
  return { texts, codes: [BASIC_PROFILE, ...codes] };
}

/** The same with an option that was carried out on the object at hand; codes ascending. */
export function claiming(method: DeidentificationMethod, option: PolicyOption): DeidentificationMethod {
  const codes = [...method.codes, OPTION_CODES[option]];
  return { ...method, codes: codes.sort((one, other) => Number(one.value) - Number(other.value)) };
}
