import {
  absent,
  all,
  any,
  anyValue,
  atRoot,
  greaterThan,
  present,
  type AttributeCondition,
} from "../condition";

/** Conditions of the modules and macros that most IODs have, PS3.3 §C.7, §C.12 and §8.8. */
export const GENERAL_CONDITIONS: readonly AttributeCondition[] = [
  { attribute: "CodeValue", required: absent("LongCodeValue", "URNCodeValue"), otherwise: "forbidden" },
  { attribute: "CodingSchemeDesignator", required: present("CodeValue", "LongCodeValue") },
  {
    attribute: "PlanarConfiguration",
    required: greaterThan("SamplesPerPixel", 1),
    otherwise: "forbidden",
  },
  { attribute: "WindowWidth", required: present("WindowCenter") },
  {
    attribute: "RedPaletteColorLookupTableDescriptor",
    required: anyValue("PhotometricInterpretation", "PALETTE COLOR"),
  },
  {
    attribute: "DeidentificationMethod",
    in: ["patient"],
    required: all(anyValue("PatientIdentityRemoved", "YES"), absent("DeidentificationMethodCodeSequence")),
  },
  {
    attribute: "DeidentificationMethodCodeSequence",
    in: ["patient"],
    required: all(anyValue("PatientIdentityRemoved", "YES"), absent("DeidentificationMethod")),
  },
  {
    attribute: "PixelData",
    required: any(atRoot(absent("PixelDataProviderURL", "FloatPixelData", "DoubleFloatPixelData"))),
  },
];
