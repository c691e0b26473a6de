import type { Keyword } from "../../../dictionary/attributes";
import { all, any, not, type Predicate } from "../condition";
import { always, hasGroup, type FunctionalGroupCondition } from "../functionalGroupCondition";
import { anyValue, inGroup, someItem, valueAt } from "../predicates";
import { isOriginal, isOriginalOrMixed } from "./imageTypes";

const COMPUTED_TOMOGRAPHY: readonly FunctionalGroupCondition[] = [
  {
    macros: [
      "ct-acquisition-details",
      "ct-acquisition-type",
      "ct-exposure",
      "ct-geometry",
      "ct-position",
      "ct-table-dynamics",
      "ct-x-ray-details",
    ],
    ofObject: isOriginalOrMixed,
  },
  {
    macros: ["ct-reconstruction"],
    ofObject: isOriginalOrMixed,
    ofFrame: inGroup(["CTAcquisitionTypeSequence"], not(anyValue("AcquisitionType", "CONSTANT_ANGLE"))),
  },
  {
    macros: ["real-world-value-mapping"],
    iods: ["enhanced-ct-image"],
    ofObject: always,
    ofFrame: inGroup(["CTImageFrameTypeSequence"], anyValue("MultienergyCTAcquisition", "YES")),
  },
];

const isRectilinear = anyValue("GeometryOfKSpaceTraversal", "RECTILINEAR");
const someFrame = (group: Keyword, predicate: Predicate): Predicate =>
  any(
    someItem("SharedFunctionalGroupsSequence", someItem(group, predicate)),
    someItem("PerFrameFunctionalGroupsSequence", someItem(group, predicate)),
  );
const someType = (predicate: Predicate): Predicate =>
  any(
    someFrame("MRImageFrameTypeSequence", predicate),
    someFrame("MRSpectroscopyFrameTypeSequence", predicate),
  );

const MAGNETIC_RESONANCE: readonly FunctionalGroupCondition[] = [
  {
    macros: [
      "mr-averages",
      "mr-echo",
      "mr-imaging-modifier",
      "mr-modifier",
      "mr-receive-coil",
      "mr-timing-and-related-parameters",
      "mr-transmit-coil",
    ],
    ofObject: isOriginalOrMixed,
  },
  {
    macros: ["mr-fov-geometry", "mr-spectroscopy-fov-geometry"],
    ofObject: all(isOriginalOrMixed, isRectilinear),
  },
  { macros: ["mr-velocity-encoding"], ofObject: all(isOriginalOrMixed, anyValue("PhaseContrast", "YES")) },
  {
    macros: ["mr-diffusion"],
    ofObject: all(isOriginalOrMixed, someType(anyValue("AcquisitionContrast", "DIFFUSION"))),
  },
  {
    macros: ["mr-spatial-saturation"],
    ofObject: all(
      isOriginalOrMixed,
      someFrame("MRModifierSequence", anyValue("SpatialPresaturation", "SLAB")),
    ),
  },
  { macros: ["mr-arterial-spin-labeling"], ofObject: valueAt("ImageType", 3, "ASL") },
  { macros: ["mr-metabolite-map"], ofObject: valueAt("ImageType", 3, "METABOLITE_MAP") },
  {
    macros: ["pixel-value-transformation"],
    iods: ["enhanced-mr-image", "enhanced-mr-color-image"],
    ofObject: anyValue("PhotometricInterpretation", "MONOCHROME2"),
  },
];

const POSITRON_EMISSION: readonly FunctionalGroupCondition[] = [
  {
    macros: ["pet-frame-acquisition", "pet-frame-correction-factors", "pet-position", "pet-reconstruction"],
    ofObject: isOriginal,
  },
  {
    macros: ["pet-detector-motion-details"],
    ofObject: all(isOriginal, not(anyValue("TypeOfDetectorMotion", "STATIONARY"))),
  },
  { macros: ["pet-table-dynamics"], ofObject: all(isOriginal, anyValue("TableMotion", "DYNAMIC")) },
];

const movesWithTable = anyValue("CArmPositionerTabletopRelationship", "YES");

const X_RAY: readonly FunctionalGroupCondition[] = [
  { macros: ["x-ray-collimator"], ofObject: isOriginal },
  { macros: ["x-ray-positioner", "x-ray-table-position"], ofObject: all(isOriginal, movesWithTable) },
  {
    macros: ["patient-orientation-in-frame", "x-ray-projection-pixel-calibration"],
    ofObject: movesWithTable,
  },
  { macros: ["x-ray-frame-detector-parameters"], ofObject: anyValue("XRayReceptorType", "DIGITAL_DETECTOR") },
  {
    macros: ["x-ray-field-of-view"],
    ofObject: always,
    ofFrame: hasGroup("IsocenterReferenceSystemSequence"),
  },
  { macros: ["x-ray-geometry"], ofObject: always, ofFrame: hasGroup("ProjectionPixelCalibrationSequence") },
  {
    macros: ["pixel-intensity-relationship-lut"],
    iods: ["enhanced-xa-image", "enhanced-xrf-image"],
    ofObject: always,
    ofFrame: inGroup(["FramePixelDataPropertiesSequence"], anyValue("PixelIntensityRelationship", "LOG")),
  },
];

/** How frames were acquired: of a mixed object also of those that were derived, which have few of the attributes. */
export const ACQUISITION_GROUP_CONDITIONS: readonly FunctionalGroupCondition[] = [
  ...COMPUTED_TOMOGRAPHY,
  ...MAGNETIC_RESONANCE,
  ...POSITRON_EMISSION,
  ...X_RAY,
];
