import { inside } from "../attributeTable";
import { all, not } from "../condition";
import { inGroup, saysOne, valueAt } from "../predicates";
import { defined, each, enumerated, ofValue, where, type AttributeTerms } from "../term";
import { DERIVATIONS, FLAVORS, imageTypes } from "./frameTerms";

const FRAME_TYPE = ["CTImageFrameTypeSequence"] as const;

/** Pixels are Hounsfield units but in localizers, and where energies are told apart, PS3.3 §C.8.15.3.10. */
const isInHounsfieldUnits = all(
  inGroup(FRAME_TYPE, valueAt("FrameType", 1, "ORIGINAL")),
  inGroup(FRAME_TYPE, not(valueAt("FrameType", 3, "LOCALIZER"))),
  inGroup(FRAME_TYPE, not(saysOne("MultienergyCTAcquisition", "YES"))),
);

const IMAGE = inside(
  ["ct-image"],
  ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
  ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
  ofValue(3, defined("ImageType", "AXIAL", "LOCALIZER")),
  enumerated("SamplesPerPixel", "1"),
  enumerated("PhotometricInterpretation", "MONOCHROME1", "MONOCHROME2"),
  enumerated("BitsAllocated", "16"),
  enumerated("BitsStored", "12", "13", "14", "15", "16"),
);

const ENHANCED_IMAGE = [
  ...imageTypes(
    "enhanced-ct-image",
    "CTImageFrameTypeSequence",
    [...FLAVORS, "ATTENUATION", "CARDIAC_CTA", "CARDIAC_CASCORE", "REFERENCE"],
    [...DERIVATIONS, "FILTERED", "MEDIAN", "ENERGY_PROP_WT"],
  ),
  ...inside(
    ["enhanced-ct-image"],
    enumerated("SamplesPerPixel", "1"),
    enumerated("PhotometricInterpretation", "MONOCHROME2"),
  ),
];

/** CT and enhanced CT, PS3.3 §C.8.2 and §C.8.15. */
export const COMPUTED_TOMOGRAPHY_TERMS: readonly AttributeTerms[] = [
  ...IMAGE,
  ...ENHANCED_IMAGE,
  ...inside(
    ["ct-image", "CTAcquisitionDetailsSequence", "PETDetectorMotionDetailsSequence"],
    enumerated("RotationDirection", "CW", "CC"),
  ),
  ...each(enumerated, ["ConstantVolumeFlag", "FluoroscopyFlag"], "YES", "NO"),
  ...inside(
    ["CTAcquisitionTypeSequence"],
    defined("AcquisitionType", "SEQUENCED", "SPIRAL", "CONSTANT_ANGLE", "STATIONARY", "FREE"),
  ),
  ...inside(
    ["CTReconstructionSequence"],
    defined("ReconstructionAlgorithm", "FILTER_BACK_PROJ", "ITERATIVE"),
  ),
  ...defined("ConvolutionKernelGroup", "BRAIN", "SOFT_TISSUE", "LUNG", "BONE", "CONSTANT_ANGLE", "OTHER"),
  ...inside(
    ["CTXRayDetailsSequence", "CTAdditionalXRaySourceSequence"],
    defined("FilterType", "WEDGE", "BUTTERFLY", "MULTIPLE", "FLAT", "SHAPED", "NONE"),
    defined(
      "FilterMaterial",
      ...["MOLYBDENUM", "ALUMINUM", "COPPER", "RHODIUM", "NIOBIUM", "EUROPIUM", "LEAD", "MIXED"],
    ),
  ),
  ...where(
    isInHounsfieldUnits,
    inside(["PixelValueTransformationSequence"], enumerated("RescaleType", "HU")),
  ),
];
