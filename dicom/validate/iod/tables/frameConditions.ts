import type { Keyword } from "../../../dictionary/attributes";
import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf, type AttributeCondition, type Predicate } from "../condition";
import {
  absent,
  anyValue,
  atRoot,
  filled,
  inFunctionalGroups,
  inGroup,
  present,
  sopClass,
  valueAt,
} from "../predicates";
import { ENHANCED_PET_IMAGE, LEGACY_CONVERTED, SEGMENTATION } from "./sopClasses";
import { isOriginal, isOriginalOrMixed } from "./imageTypes";

/** Where frames say of what type they are, one by IOD. */
const FRAME_TYPES: readonly Keyword[] = [
  "CTImageFrameTypeSequence",
  "MRImageFrameTypeSequence",
  "MRSpectroscopyFrameTypeSequence",
  "PETFrameTypeSequence",
  "XRay3DFrameTypeSequence",
  "ParametricMapFrameTypeSequence",
  "FramePixelDataPropertiesSequence",
];

/** Value 1 of Frame Type, of what is in an item of a functional group. */
export const isOriginalFrame: Predicate = inGroup(FRAME_TYPES, valueAt("FrameType", 1, "ORIGINAL"));

/** Value 4 of Frame Type. */
export const frameIsMadeBy = (...terms: readonly string[]): Predicate =>
  inGroup(FRAME_TYPES, valueAt("FrameType", 4, ...terms));

const isUndistorted = inGroup(FRAME_TYPES, not(anyValue("VolumetricProperties", "DISTORTED")));
const isSampled = inGroup(FRAME_TYPES, anyValue("VolumetricProperties", "VOLUME", "SAMPLED"));
const hasSpacing = inGroup(FRAME_TYPES, not(anyValue("VolumetricProperties", "DISTORTED", "SAMPLED")));
const isFunctional = inGroup(["FunctionalMRSequence"], () => true);
const isSegmentation = all(sopClass(SEGMENTATION), atRoot(filled("FrameOfReferenceUID")));

export const isNotLegacyConverted: Predicate = not(sopClass(...LEGACY_CONVERTED));

const cardiacIsNot = (...techniques: readonly string[]) =>
  atRoot(not(anyValue("CardiacSynchronizationTechnique", ...techniques)));
const respiratoryIsNot = (...techniques: readonly string[]) =>
  atRoot(not(anyValue("RespiratoryMotionCompensationTechnique", ...techniques)));
const respiratoryTrigger = (...types: readonly string[]) =>
  atRoot(anyValue("RespiratoryTriggerType", ...types));

const DATES_OF_FRAMES = inside(
  ["FrameContentSequence"],
  requiredIf(
    all(isOriginalFrame, isNotLegacyConverted),
    "FrameReferenceDateTime",
    "FrameAcquisitionDateTime",
    "FrameAcquisitionDuration",
  ),
  onlyIf(atRoot(present("DimensionIndexSequence")), "DimensionIndexValues"),
  requiredIf(any(sopClass(ENHANCED_PET_IMAGE), isFunctional), "TemporalPositionIndex", "StackID"),
  requiredIf(any(present("StackID"), isFunctional), "InStackPositionNumber"),
);

const PLANES = [
  ...inside(
    ["PlanePositionSequence"],
    requiredIf(any(all(isOriginalFrame, isUndistorted), isSegmentation), "ImagePositionPatient"),
  ),
  ...inside(
    ["PlaneOrientationSequence"],
    requiredIf(any(all(isOriginalFrame, isUndistorted), isSegmentation), "ImageOrientationPatient"),
  ),
  ...inside(
    ["PixelMeasuresSequence"],
    requiredIf(any(hasSpacing, isSegmentation), "PixelSpacing"),
    requiredIf(any(isSampled, isSegmentation), "SliceThickness"),
  ),
];

const SYNCHRONIZATION = [
  ...inside(
    ["CardiacSynchronizationSequence"],
    requiredIf(anyValue("IntervalsAcquired", "1"), "ActualCardiacTriggerDelayTime"),
    requiredIf(cardiacIsNot("NONE", "REALTIME"), "RRIntervalTimeNominal"),
  ),
  ...inside(
    ["RespiratorySynchronizationSequence"],
    requiredIf(
      all(
        respiratoryIsNot("NONE", "REALTIME"),
        any(atRoot(absent("RespiratoryTriggerType")), respiratoryTrigger("TIME", "BOTH")),
      ),
      "RespiratoryIntervalTime",
    ),
    onlyIf(respiratoryTrigger("TIME", "BOTH"), "ActualRespiratoryTriggerDelayTime"),
    onlyIf(
      respiratoryTrigger("AMPLITUDE", "BOTH"),
      "StartingRespiratoryAmplitude",
      "EndingRespiratoryAmplitude",
    ),
    onlyIf(present("StartingRespiratoryAmplitude"), "StartingRespiratoryPhase"),
    onlyIf(present("EndingRespiratoryAmplitude"), "EndingRespiratoryPhase"),
  ),
];

const VELOCITIES = anyValue("DataType", "TISSUE_VELOCITY", "FLOW_VELOCITY", "DIRECTION_POWER");

/** Of all enhanced images of CT, MR and PET, PS3.3 §C.8.13.1, §C.8.15.2 and §C.8.22.3. */
const ENHANCED_IMAGE = [
  ...requiredIf(inFunctionalGroups("ReferencedImageSequence"), "ReferencedImageEvidenceSequence"),
  ...requiredIf(all(isOriginalOrMixed, isNotLegacyConverted), "AcquisitionDateTime", "AcquisitionDuration"),
  ...requiredIf(isNotLegacyConverted, "BurnedInAnnotation", "LossyImageCompression"),
];

/** Functional group macros that several enhanced IODs have, PS3.3 §C.7.6.16.2, and their dimensions, §C.7.6.17. */
export const FRAME_CONDITIONS: readonly AttributeCondition[] = [
  ...inside(["enhanced-ct-image", "enhanced-mr-image", "enhanced-pet-image"], ENHANCED_IMAGE),
  ...inside(
    ["enhanced-ct-image", "enhanced-mr-image", "mr-spectroscopy"],
    requiredIf(isNotLegacyConverted, "ContentQualification"),
  ),
  ...DATES_OF_FRAMES,
  ...PLANES,
  ...SYNCHRONIZATION,
  ...inside(["ImageDataTypeSequence"], requiredIf(VELOCITIES, "ZeroVelocityPixelValue")),
  ...inside(
    ["ProjectionPixelCalibrationSequence"],
    onlyIf(filled("DistanceObjectToTableTop"), "ObjectPixelSpacingInCenterOfBeam"),
    requiredIf(atRoot(isOriginal), "TableHeight", "BeamAngle"),
  ),
  ...inside(
    ["FramePixelDataPropertiesSequence"],
    requiredIf(atRoot(isOriginal), "ImagerPixelSpacing"),
    onlyIf(anyValue("GeometricalProperties", "NON_UNIFORM"), "GeometricMaximumDistortion"),
  ),
  ...inside(
    ["PositionerPositionSequence"],
    requiredIf(
      atRoot(anyValue("PositionerType", "CARM")),
      "PositionerPrimaryAngle",
      "PositionerSecondaryAngle",
    ),
    requiredIf(atRoot(anyValue("PositionerType", "COLUMN")), "ColumnAngulationPatient"),
  ),
  ...inside(
    ["FieldOfViewSequence"],
    requiredIf(atRoot(anyValue("XRayReceptorType", "DIGITAL_DETECTOR")), "FieldOfViewOrigin"),
  ),
  ...inside(
    ["XRay3DFrameTypeSequence"],
    requiredIf(atRoot(present("XRay3DReconstructionSequence")), "ReconstructionIndex"),
  ),
  ...inside(
    ["OphthalmicFrameLocationSequence"],
    onlyIf(anyValue("OphthalmicImageOrientation", "TRANSVERSE"), "DepthOfTransverseImage"),
  ),
];
