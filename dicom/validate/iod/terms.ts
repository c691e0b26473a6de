import { AttributeTable } from "./attributeTable";
import { COMPUTED_TOMOGRAPHY_TERMS } from "./tables/computedTomographyTerms";
import { FRAME_TERMS } from "./tables/frameTerms";
import { GENERAL_TERMS } from "./tables/generalTerms";
import { MAGNETIC_RESONANCE_TERMS } from "./tables/magneticResonanceTerms";
import { NUCLEAR_MEDICINE_TERMS } from "./tables/nuclearMedicineTerms";
import { OTHER_TERMS } from "./tables/otherTerms";
import { RADIOTHERAPY_TERMS } from "./tables/radiotherapyTerms";
import { ULTRASOUND_TERMS } from "./tables/ultrasoundTerms";
import { X_RAY_TERMS } from "./tables/xRayTerms";
import type { AttributeTerms } from "./term";

export const TERM_ROWS: readonly (readonly AttributeTerms[])[] = [
  COMPUTED_TOMOGRAPHY_TERMS,
  MAGNETIC_RESONANCE_TERMS,
  X_RAY_TERMS,
  ULTRASOUND_TERMS,
  NUCLEAR_MEDICINE_TERMS,
  RADIOTHERAPY_TERMS,
  OTHER_TERMS,
  FRAME_TERMS,
  GENERAL_TERMS,
];

/** All values that the standard lists for attributes. */
export const TERMS = new AttributeTable<AttributeTerms>(TERM_ROWS);
