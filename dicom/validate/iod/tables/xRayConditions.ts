import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf, type AttributeCondition } from "../condition";
import { absent, anyValue, greaterThan, inFunctionalGroups, present, sopClass, valueAt } from "../predicates";
import { ENHANCED_XA_IMAGE, ENHANCED_XRF_IMAGE } from "./sopClasses";

const isMultiFrame = greaterThan("NumberOfFrames", 1);
const isForPresentation = anyValue("PresentationIntentType", "FOR PRESENTATION");
const isBiplane = valueAt("ImageType", 3, "BIPLANE A", "BIPLANE B");

/** Digital X-ray, mammography and intra-oral images, PS3.3 §C.8.11 and §C.8.21.6. */
const DIGITAL = [
  ...inside(
    ["dx-image"],
    // Views of specimens have no orientation to the patient; which those are is for the code to say.
    requiredIf(absent("ViewCodeSequence"), "PatientOrientation"),
    requiredIf(all(isForPresentation, absent("VOILUTSequence")), "WindowCenter"),
    requiredIf(all(isForPresentation, absent("WindowCenter")), "VOILUTSequence"),
    onlyIf(present("WindowCenter"), "WindowWidth"),
  ),
  ...inside(
    ["dx-detector"],
    requiredIf(present("FieldOfViewRotation", "FieldOfViewHorizontalFlip"), "FieldOfViewOrigin"),
    requiredIf(present("FieldOfViewHorizontalFlip"), "FieldOfViewRotation"),
    requiredIf(present("FieldOfViewRotation"), "FieldOfViewHorizontalFlip"),
  ),
  ...inside(
    ["intra-oral-image"],
    requiredIf(absent("AnatomicRegionSequence"), "PrimaryAnatomicStructureSequence"),
  ),
  ...inside(
    ["breast-view"],
    requiredIf(anyValue("PartialView", "YES"), "PartialViewCodeSequence"),
    requiredIf(anyValue("Modality", "MG"), "BreastImplantPresent"),
  ),
];

const isDynamic = anyValue("PositionerMotion", "DYNAMIC");
const isMoving = anyValue("TableMotion", "DYNAMIC");

/** X-ray angiography and radiofluoroscopy, PS3.3 §C.8.7. */
const ANGIOGRAPHY = [
  ...inside(
    ["x-ray-image"],
    requiredIf(isMultiFrame, "FrameIncrementPointer"),
    requiredIf(isBiplane, "ReferencedImageSequence"),
  ),
  ...inside(
    ["x-ray-acquisition"],
    requiredIf(absent("Exposure"), "XRayTubeCurrent", "ExposureTime"),
    requiredIf(any(absent("XRayTubeCurrent"), absent("ExposureTime")), "Exposure"),
  ),
  ...inside(
    ["x-ray-table"],
    onlyIf(isMoving, "TableVerticalIncrement", "TableLongitudinalIncrement", "TableLateralIncrement"),
  ),
  ...inside(
    ["xa-positioner"],
    requiredIf(isMultiFrame, "PositionerMotion"),
    onlyIf(isDynamic, "PositionerPrimaryAngleIncrement", "PositionerSecondaryAngleIncrement"),
  ),
  ...inside(
    ["MaskSubtractionSequence"],
    requiredIf(anyValue("MaskOperation", "REV_TID"), "ApplicableFrameRange"),
    onlyIf(anyValue("MaskOperation", "AVG_SUB"), "MaskFrameNumbers"),
    onlyIf(anyValue("MaskOperation", "TID", "REV_TID"), "TIDOffset"),
    requiredIf(sopClass(ENHANCED_XA_IMAGE, ENHANCED_XRF_IMAGE), "SubtractionItemID"),
  ),
];

const isCArm = anyValue("PositionerType", "CARM");
const isRelatedToTable = all(isCArm, anyValue("CArmPositionerTabletopRelationship", "YES"));
const hasIsocenter = inFunctionalGroups("IsocenterReferenceSystemSequence");

/** Enhanced X-ray angiography and radiofluoroscopy, PS3.3 §C.8.19. */
const ENHANCED_ANGIOGRAPHY = [
  ...inside(
    ["enhanced-xa-xrf-image"],
    requiredIf(not(anyValue("PlanesInAcquisition", "UNDEFINED")), "PlaneIdentification"),
    requiredIf(anyValue("PlanesInAcquisition", "BIPLANE"), "ReferencedOtherPlaneSequence"),
    requiredIf(isRelatedToTable, "PatientOrientationCodeSequence", "PatientGantryRelationshipCodeSequence"),
    requiredIf(inFunctionalGroups("ReferencedImageSequence"), "ReferencedImageEvidenceSequence"),
  ),
  ...inside(
    ["xa-xrf-acquisition"],
    requiredIf(absent("ExposureInmAs"), "XRayTubeCurrentInmA", "ExposureTimeInms"),
    requiredIf(any(absent("XRayTubeCurrentInmA"), absent("ExposureTimeInms")), "ExposureInmAs"),
    requiredIf(isCArm, "CArmPositionerTabletopRelationship"),
  ),
  ...inside(["x-ray-detector"], requiredIf(hasIsocenter, "PositionOfIsocenterProjection")),
  ...inside(
    ["FrameDisplaySequence"],
    requiredIf(anyValue("RecommendedViewingMode", "SUB"), "MaskVisibilityPercentage"),
  ),
];

/** Images by X-rays but CT, PS3.3 §C.8.7, §C.8.11, §C.8.19 and §C.8.21. */
export const X_RAY_CONDITIONS: readonly AttributeCondition[] = [
  ...DIGITAL,
  ...ANGIOGRAPHY,
  ...ENHANCED_ANGIOGRAPHY,
];
