import { all, any, not } from "../condition";
import { absent, anyValue, filled, inFunctionalGroups, present, saysOne } from "../predicates";
import { hasGroup, type FunctionalGroupCondition } from "../functionalGroupCondition";
import { ACQUISITION_GROUP_CONDITIONS } from "./acquisitionGroupConditions";
import { isDerived, isOriginal, isOriginalOrMixed } from "./imageTypes";

const isForPresentation = anyValue("PresentationIntentType", "FOR PRESENTATION");
const isLogarithmic = anyValue("PixelIntensityRelationship", "LOG");
/** The default is that each frame says where it is. */
const isNotTiledFull = not(saysOne("DimensionOrganizationType", "TILED_FULL"));
const isSynchronized = not(anyValue("CardiacSynchronizationTechnique", "NONE"));

/** Whole slides have a matrix of tiles; every other Frame of Reference is the patient's. */
const isOnSlide = present("TotalPixelMatrixColumns", "TotalPixelMatrixOriginSequence");
const isInPatient = all(filled("FrameOfReferenceUID"), not(isOnSlide));

/** IODs whose originals may be synchronized with the heart or the breath. */
const ACQUIRED_IN_CYCLES: readonly string[] = [
  "enhanced-ct-image",
  "enhanced-mr-image",
  "enhanced-mr-color-image",
  "mr-spectroscopy",
  "enhanced-rt-image",
  "enhanced-continuous-rt-image",
];

const GENERAL: readonly FunctionalGroupCondition[] = [
  {
    macros: ["cardiac-synchronization"],
    iods: ACQUIRED_IN_CYCLES,
    ofObject: all(isSynchronized, isOriginalOrMixed),
  },
  {
    macros: ["cardiac-synchronization"],
    iods: [
      "enhanced-pet-image",
      "ophthalmic-tomography-image",
      "intravascular-optical-coherence-tomography-image",
    ],
    ofObject: isSynchronized,
  },
  {
    macros: ["respiratory-synchronization"],
    iods: ACQUIRED_IN_CYCLES,
    ofObject: all(
      not(anyValue("RespiratoryMotionCompensationTechnique", "NONE", "REALTIME", "BREATH_HOLD")),
      isOriginalOrMixed,
    ),
  },
  {
    macros: ["respiratory-synchronization"],
    iods: ["enhanced-pet-image"],
    ofObject: not(anyValue("RespiratoryMotionCompensationTechnique", "NONE")),
  },
  { macros: ["contrast-bolus-usage"], ofObject: filled("ContrastBolusAgentSequence") },
  {
    macros: ["derivation-image"],
    iods: ["x-ray-3d-angiographic-image", "x-ray-3d-craniofacial-image", "breast-tomosynthesis-image"],
    ofObject: isDerived,
  },
  {
    macros: ["derivation-image"],
    iods: ["breast-projection-x-ray-image"],
    ofObject: any(isDerived, all(isOriginal, isForPresentation)),
  },
  {
    macros: ["plane-position-patient", "plane-orientation-patient"],
    iods: ["enhanced-us-volume", "photoacoustic-image"],
    ofObject: anyValue("UltrasoundAcquisitionGeometry", "PATIENT"),
  },
  {
    macros: ["plane-position-patient", "plane-orientation-patient"],
    iods: ["ophthalmic-tomography-image"],
    ofObject: anyValue("OphthalmicVolumetricPropertiesFlag", "YES"),
  },
  {
    macros: ["pixel-measures", "plane-position-patient", "plane-orientation-patient"],
    iods: [
      "multi-frame-grayscale-byte-secondary-capture-image",
      "multi-frame-grayscale-word-secondary-capture-image",
      "multi-frame-true-color-secondary-capture-image",
    ],
    ofObject: inFunctionalGroups(
      "PixelMeasuresSequence",
      "PlanePositionSequence",
      "PlaneOrientationSequence",
    ),
  },
];

const OTHERS: readonly FunctionalGroupCondition[] = [
  {
    macros: ["pixel-intensity-relationship-lut"],
    iods: ["intravascular-optical-coherence-tomography-image"],
    ofObject: isLogarithmic,
  },
  {
    macros: ["pixel-measures"],
    iods: ["intravascular-optical-coherence-tomography-image"],
    ofObject: isForPresentation,
  },
  {
    macros: ["intravascular-frame-content"],
    ofObject: any(anyValue("IVUSAcquisition", "MEASURED"), isForPresentation),
  },
  {
    macros: ["intravascular-oct-frame-content"],
    ofObject: anyValue("PresentationIntentType", "FOR PROCESSING"),
  },
  { macros: ["rt-image-frame-radiation-acquisition-parameters"], ofObject: isOriginal },
  { macros: ["optical-path-identification"], ofObject: isNotTiledFull },
  { macros: ["plane-position-slide"], iods: ["vl-whole-slide-microscopy-image"], ofObject: isNotTiledFull },
  {
    macros: ["plane-position-slide"],
    iods: ["parametric-map"],
    ofObject: all(isOnSlide, isNotTiledFull),
  },
  {
    macros: ["plane-position-patient", "plane-orientation-patient"],
    iods: ["parametric-map"],
    ofObject: isInPatient,
  },
  { macros: ["stored-value-color-range"], ofObject: anyValue("PixelPresentation", "COLOR_RANGE") },
  // What the label of a pixel says, and not its frame.
  { macros: ["segmentation"], ofObject: all(isNotTiledFull, not(anyValue("SegmentationType", "LABELMAP"))) },
  {
    macros: ["pixel-measures", "plane-position-patient", "plane-orientation-patient"],
    iods: ["segmentation"],
    ofObject: isInPatient,
    ofFrame: not(hasGroup("DerivationImageSequence")),
  },
  {
    macros: ["plane-position-slide"],
    iods: ["segmentation"],
    ofObject: all(isOnSlide, isNotTiledFull),
    ofFrame: not(hasGroup("DerivationImageSequence")),
  },
  {
    macros: ["derivation-image"],
    iods: ["segmentation"],
    ofObject: absent("FrameOfReferenceUID"),
    ofFrame: not(
      all(
        hasGroup("PixelMeasuresSequence"),
        hasGroup("PlanePositionSequence"),
        hasGroup("PlaneOrientationSequence"),
      ),
    ),
  },
];

export const FUNCTIONAL_GROUP_CONDITIONS: readonly FunctionalGroupCondition[] = [
  ...GENERAL,
  ...ACQUISITION_GROUP_CONDITIONS,
  ...OTHERS,
];
