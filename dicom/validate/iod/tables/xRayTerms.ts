import { inside } from "../attributeTable";
import { defined, each, enumerated, ofValue, type AttributeTerms } from "../term";
import { FLAVORS } from "./frameTerms";

const IMAGE_TYPE = [
  ...ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
  ...ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
];

const GRAYSCALE = enumerated("PhotometricInterpretation", "MONOCHROME1", "MONOCHROME2");
const MONOCHROME = [...enumerated("SamplesPerPixel", "1"), ...GRAYSCALE];

/** Computed radiography, PS3.3 §C.8.1. */
const COMPUTED_RADIOGRAPHY = [
  ...inside(["cr-image"], GRAYSCALE, enumerated("CassetteOrientation", "LANDSCAPE", "PORTRAIT")),
  ...defined(
    "CassetteSize",
    ...["18CMX24CM", "8INX10IN", "24CMX30CM", "10INX12IN", "30CMX35CM", "30CMX40CM", "11INX14IN"],
    ...["35CMX35CM", "14INX14IN", "35CMX43CM", "14INX17IN"],
  ),
];

/** Digital X-ray, mammography and intra-oral images, PS3.3 §C.8.11 and §C.8.21.6. */
const DIGITAL = [
  ...inside(
    ["dx-image"],
    IMAGE_TYPE,
    MONOCHROME,
    enumerated("PixelRepresentation", "0"),
    enumerated("PixelIntensityRelationship", "LIN", "LOG"),
    enumerated("PixelIntensityRelationshipSign", "1", "-1"),
    enumerated("RescaleIntercept", "0"),
    enumerated("RescaleSlope", "1"),
    enumerated("RescaleType", "US"),
    enumerated("PresentationLUTShape", "IDENTITY", "INVERSE"),
    enumerated("BurnedInAnnotation", "YES", "NO"),
  ),
  ...enumerated("PresentationIntentType", "FOR PRESENTATION", "FOR PROCESSING"),
  ...inside(["dx-anatomy-imaged"], enumerated("ImageLaterality", "R", "L", "U", "B")),
  ...inside(
    ["dx-detector", "x-ray-detector", "enhanced-mammography-image", "XRay3DAcquisitionSequence"],
    defined("DetectorType", "DIRECT", "SCINTILLATOR", "STORAGE", "FILM"),
    defined("DetectorConfiguration", "AREA", "SLOT"),
  ),
  ...inside(
    ["dx-detector"],
    enumerated("FieldOfViewShape", "RECTANGLE", "ROUND", "HEXAGONAL"),
    enumerated("DetectorActiveShape", "RECTANGLE", "ROUND", "HEXAGONAL"),
  ),
  ...enumerated("FieldOfViewRotation", "0", "90", "180", "270"),
  ...enumerated("FieldOfViewHorizontalFlip", "YES", "NO"),
  ...inside(
    ["dx-positioning"],
    defined(
      "PositionerType",
      ...["CARM", "COLUMN", "MAMMOGRAPHIC", "PANORAMIC", "CEPHALOSTAT", "RIGID", "NONE"],
    ),
    defined("TableType", "FIXED", "TILTING", "NONE"),
  ),
  ...inside(["mammography-image"], enumerated("PositionerType", "MAMMOGRAPHIC", "NONE")),
  ...inside(["mammography-image"], enumerated("ImageLaterality", "R", "L", "B")),
  ...each(enumerated, ["PartialView", "BreastImplantPresent"], "YES", "NO"),
];

/** How X-rays were made, filtered and kept from scattering, PS3.3 §C.8.7.8 to §C.8.7.11. */
const EXPOSURE = [
  ...defined("OrganExposed", "BREAST", "GONADS", "BONE MARROW", "FETUS", "LENS"),
  ...defined("AnodeTargetMaterial", "TUNGSTEN", "MOLYBDENUM", "RHODIUM"),
  ...defined("RectificationType", "SINGLE PHASE", "THREE PHASE", "CONST POTENTIAL"),
  ...defined("ExposureControlMode", "MANUAL", "AUTOMATIC"),
  ...defined("ExposureStatus", "NORMAL", "ABORTED"),
  ...inside(
    ["x-ray-filtration"],
    defined("FilterType", "STRIP", "WEDGE", "BUTTERFLY", "MULTIPLE", "FLAT", "NONE"),
    defined(
      "FilterMaterial",
      ...["MOLYBDENUM", "ALUMINUM", "COPPER", "RHODIUM", "NIOBIUM", "EUROPIUM", "LEAD"],
    ),
  ),
  ...inside(
    ["x-ray-grid", "XRayGridSequence"],
    defined("Grid", "FIXED", "FOCUSED", "RECIPROCATING", "PARALLEL", "CROSSED", "NONE"),
  ),
  ...defined("TomoType", "LINEAR", "SPIRAL", "POLYCYCLOIDAL", "CIRCULAR"),
  ...defined("TomoClass", "MOTION", "TOMOSYNTHESIS"),
];

const PLANES = ["SINGLE PLANE", "BIPLANE A", "BIPLANE B"];

/** X-ray angiography and radiofluoroscopy, PS3.3 §C.8.7. */
const ANGIOGRAPHY = [
  ...inside(
    ["x-ray-image"],
    IMAGE_TYPE,
    ofValue(3, defined("ImageType", ...PLANES)),
    enumerated("SamplesPerPixel", "1"),
    enumerated("PhotometricInterpretation", "MONOCHROME2"),
    enumerated("BitsAllocated", "8", "16"),
    enumerated("PixelRepresentation", "0"),
    defined("PixelIntensityRelationship", "LIN", "LOG", "DISP"),
    defined("ScanOptions", "EKG", "PHY", "TOMO", "CHASE", "STEP", "ROTA"),
  ),
  ...inside(
    ["x-ray-acquisition"],
    enumerated("RadiationSetting", "SC", "GR"),
    defined("RadiationMode", "CONTINUOUS", "PULSED"),
    defined("Grid", "IN", "NONE"),
    defined("FieldOfViewShape", "ROUND", "RECTANGLE"),
  ),
  ...inside(["x-ray-table"], defined("TableMotion", "STATIC", "DYNAMIC")),
  ...inside(["xa-positioner"], defined("PositionerMotion", "STATIC", "DYNAMIC")),
  ...defined("MaskOperation", "NONE", "AVG_SUB", "TID", "REV_TID"),
  ...defined("MaskSelectionMode", "SYSTEM", "OPERATOR"),
  ...defined("RecommendedViewingMode", "SUB", "NAT"),
];

/** Enhanced X-ray angiography and radiofluoroscopy, PS3.3 §C.8.19. */
const ENHANCED_ANGIOGRAPHY = [
  ...inside(
    ["enhanced-xa-xrf-image"],
    ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED", "MIXED")),
    ofValue(3, defined("ImageType", ...FLAVORS, ...PLANES, "UNDEFINED")),
    MONOCHROME,
    enumerated("BitsAllocated", "8", "16"),
    enumerated("BitsStored", "8", "9", "10", "11", "12", "13", "14", "15", "16"),
    enumerated("PixelRepresentation", "0"),
    enumerated("BurnedInAnnotation", "NO"),
    enumerated("PresentationLUTShape", "IDENTITY", "INVERSE"),
    defined("PlaneIdentification", "MONOPLANE", "PLANE A", "PLANE B"),
    defined("ScanOptions", "TOMO", "CHASE", "STEP", "ROTA"),
  ),
  ...inside(
    ["xa-xrf-acquisition"],
    enumerated("RadiationSetting", "SC", "GR"),
    defined("RadiationMode", "CONTINUOUS", "PULSED"),
    enumerated("XRayReceptorType", "IMG_INTENSIFIER", "DIGITAL_DETECTOR"),
    defined("PositionerType", "CARM", "COLUMN"),
    enumerated("CArmPositionerTabletopRelationship", "YES", "NO"),
  ),
  ...enumerated("IntensifierActiveShape", "RECTANGLE", "ROUND", "HEXAGONAL"),
  ...inside(["FieldOfViewSequence"], enumerated("FieldOfViewShape", "RECTANGLE", "ROUND", "HEXAGONAL")),
  ...enumerated("ExposureControlSensingRegionShape", "RECTANGULAR", "CIRCULAR", "POLYGONAL"),
  ...inside(
    ["FramePixelDataPropertiesSequence"],
    ofValue(1, enumerated("FrameType", "ORIGINAL", "DERIVED")),
    defined("PixelIntensityRelationship", "LIN", "LOG", "OTHER"),
    enumerated("PixelIntensityRelationshipSign", "1", "-1"),
    enumerated("GeometricalProperties", "UNIFORM", "NON_UNIFORM"),
    defined(
      "ImageProcessingApplied",
      ...["DIGITAL_SUBTR", "HIGH_PASS_FILTER", "LOW_PASS_FILTER", "MULTI_BAND_FLTR", "FRAME_AVERAGING"],
      "NONE",
    ),
  ),
  ...defined("SkipFrameRangeFlag", "DISPLAY", "SKIP"),
];

/** Images by X-rays but CT, PS3.3 §C.8.1, §C.8.7, §C.8.11 and §C.8.19. */
export const X_RAY_TERMS: readonly AttributeTerms[] = [
  ...COMPUTED_RADIOGRAPHY,
  ...DIGITAL,
  ...EXPOSURE,
  ...ANGIOGRAPHY,
  ...ENHANCED_ANGIOGRAPHY,
];
