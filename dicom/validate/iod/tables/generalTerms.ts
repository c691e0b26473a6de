import type { AttributeTerms } from "../checkTerms";

/** Enumerated values and defined terms of the modules that most IODs have, PS3.3 §C.7 and §C.12. */
export const GENERAL_TERMS: readonly AttributeTerms[] = [
  { attribute: "PatientSex", kind: "enumerated", values: ["M", "F", "O"] },
  { attribute: "PatientIdentityRemoved", kind: "enumerated", values: ["YES", "NO"] },
  { attribute: "Laterality", in: ["general-series"], kind: "enumerated", values: ["R", "L"] },
  { attribute: "BurnedInAnnotation", kind: "enumerated", values: ["YES", "NO"] },
  { attribute: "RecognizableVisualFeatures", kind: "enumerated", values: ["YES", "NO"] },
  { attribute: "LossyImageCompression", kind: "enumerated", values: ["00", "01"] },
  {
    attribute: "ConversionType",
    kind: "defined",
    values: ["DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN"],
  },
];
