import type { AttributeCondition } from "./condition";
import { AttributeTable } from "./attributeTable";
import { COMPUTED_TOMOGRAPHY_CONDITIONS } from "./tables/computedTomographyConditions";
import { FRAME_CONDITIONS } from "./tables/frameConditions";
import { GENERAL_CONDITIONS } from "./tables/generalConditions";
import { MAGNETIC_RESONANCE_CONDITIONS } from "./tables/magneticResonanceConditions";
import { NUCLEAR_MEDICINE_CONDITIONS } from "./tables/nuclearMedicineConditions";
import { OTHER_CONDITIONS } from "./tables/otherConditions";
import { PIXEL_CONDITIONS } from "./tables/pixelConditions";
import { PRESENTATION_STATE_CONDITIONS } from "./tables/presentationStateConditions";
import { RADIOTHERAPY_CONDITIONS } from "./tables/radiotherapyConditions";
import { STRUCTURED_REPORT_CONDITIONS } from "./tables/structuredReportConditions";
import { ULTRASOUND_CONDITIONS } from "./tables/ultrasoundConditions";
import { X_RAY_CONDITIONS } from "./tables/xRayConditions";

/** Those of one kind of object before those of all: of several rows that fit the first counts. */
export const CONDITION_ROWS: readonly (readonly AttributeCondition[])[] = [
  COMPUTED_TOMOGRAPHY_CONDITIONS,
  MAGNETIC_RESONANCE_CONDITIONS,
  X_RAY_CONDITIONS,
  ULTRASOUND_CONDITIONS,
  NUCLEAR_MEDICINE_CONDITIONS,
  RADIOTHERAPY_CONDITIONS,
  STRUCTURED_REPORT_CONDITIONS,
  PRESENTATION_STATE_CONDITIONS,
  OTHER_CONDITIONS,
  FRAME_CONDITIONS,
  PIXEL_CONDITIONS,
  GENERAL_CONDITIONS,
];

/** All conditions of attributes of type 1C and 2C that can be decided by rule. */
export const CONDITIONS = new AttributeTable<AttributeCondition>(CONDITION_ROWS);
