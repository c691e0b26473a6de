import type { Keyword } from "../../../dictionary/attributes";
import { all, any, not, type Predicate } from "../condition";
import {
  absent,
  anyValue,
  filled,
  inFunctionalGroups,
  inGroup,
  present,
  saysOne,
  someItem,
  valueAt,
} from "../predicates";

/** When a conditional functional group macro is required, PS3.3 Annex A, where the object decides. */
export interface FunctionalGroupCondition {
  /** By the names of IODs and macros that `Iod` gives. */
  readonly macros: readonly string[];
  /** IODs that ask it; all that have the macro where none is named. */
  readonly iods?: readonly string[];
  /** Asked of the data set, once. */
  readonly ofObject: Predicate;
  /** Asked of the item of each frame that lacks the group, where it is not the same for all. */
  readonly ofFrame?: Predicate;
}

const isOriginal = valueAt("ImageType", 1, "ORIGINAL");
/** A frame that is derived has the groups too: their attributes are conditional, and may be few. */
const isOriginalOrMixed = valueAt("ImageType", 1, "ORIGINAL", "MIXED");
const isDerived = valueAt("ImageType", 1, "DERIVED");
const isForPresentation = anyValue("PresentationIntentType", "FOR PRESENTATION");
const isRectilinear = anyValue("GeometryOfKSpaceTraversal", "RECTILINEAR");
const movesWithTable = anyValue("CArmPositionerTabletopRelationship", "YES");
const isLogarithmic = anyValue("PixelIntensityRelationship", "LOG");
/** The default is that each frame says where it is. */
const isNotTiledFull = not(saysOne("DimensionOrganizationType", "TILED_FULL"));
const isSynchronized = not(anyValue("CardiacSynchronizationTechnique", "NONE"));
const always: Predicate = () => true;

/** Whole slides have a matrix of tiles; every other Frame of Reference is the patient's. */
const isOnSlide = present("TotalPixelMatrixColumns", "TotalPixelMatrixOriginSequence");
const isInPatient = all(filled("FrameOfReferenceUID"), not(isOnSlide));
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
/** The frame has the functional group, or all together have it. */
const hasGroup = (group: Keyword): Predicate => {
  const isThere = inGroup([group], always);
  return (place) => isThere(place) === true;
};

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
    ofFrame: inGroup(["FramePixelDataPropertiesSequence"], isLogarithmic),
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
  ...COMPUTED_TOMOGRAPHY,
  ...MAGNETIC_RESONANCE,
  ...POSITRON_EMISSION,
  ...X_RAY,
  ...OTHERS,
];
