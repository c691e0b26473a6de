import { inside } from "../attributeTable";
import { sopClass } from "../predicates";
import { not } from "../condition";
import { defined, each, enumerated, ofValue, where, type AttributeTerms } from "../term";
import { ENHANCED_MR_COLOR_IMAGE, MR_SPECTROSCOPY } from "./sopClasses";

/** Modules of the enhanced IODs that say the same of all their frames. */
const IMAGES: readonly string[] = [
  "enhanced-ct-image",
  "enhanced-mr-image",
  "enhanced-pet-image",
  "x-ray-3d-image",
  "mr-spectroscopy",
  "parametric-map-image",
];

/** Sequences of functional groups that say it of one frame. */
const FRAMES: readonly string[] = [
  "CTImageFrameTypeSequence",
  "MRImageFrameTypeSequence",
  "MRSpectroscopyFrameTypeSequence",
  "PETFrameTypeSequence",
  "XRay3DFrameTypeSequence",
];

const TECHNIQUES = ["MAX_IP", "MIN_IP", "VOLUME_RENDER", "SURFACE_RENDER", "MPR", "CURVED_MPR", "NONE"];

/** Value 3 of Image Type and Frame Type that CT, MR and PET share, PS3.3 Table C.8-129. */
export const FLAVORS: readonly string[] = [
  ...["ANGIO", "CARDIAC", "CARDIAC_GATED", "CARDRESP_GATED", "DYNAMIC", "FLUOROSCOPY", "LOCALIZER"],
  ...["MOTION", "PERFUSION", "PRE_CONTRAST", "POST_CONTRAST", "RESP_GATED", "REST", "STATIC", "STRESS"],
  ...["VOLUME", "NON_PARALLEL", "PARALLEL", "WHOLE_BODY"],
];

/** Value 4 of Image Type and Frame Type that they share, PS3.3 Table C.8-130. */
export const DERIVATIONS: readonly string[] = [
  ...["ADDITION", "DIVISION", "MASKED", "MAXIMUM", "MEAN", "MINIMUM", "MTT", "MULTIPLICATION", "RCBF"],
  ...["RCBV", "RESAMPLED", "STD_DEVIATION", "SUBTRACTION", "T_TEST", "TTP", "Z_SCORE", "NONE"],
];

/** Image Type of a module, or Frame Type of a functional group, with its values 3 and 4. */
export function imageTypes(
  module: string,
  frames: string,
  flavors: readonly string[],
  derivations: readonly string[],
): readonly AttributeTerms[] {
  return [
    ...inside(
      [module],
      ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED", "MIXED")),
      ofValue(2, enumerated("ImageType", "PRIMARY")),
      ofValue(3, defined("ImageType", ...flavors)),
      ofValue(4, defined("ImageType", ...derivations, "MIXED")),
    ),
    ...inside(
      [frames],
      ofValue(1, enumerated("FrameType", "ORIGINAL", "DERIVED")),
      ofValue(2, enumerated("FrameType", "PRIMARY")),
      ofValue(3, defined("FrameType", ...flavors)),
      ofValue(4, defined("FrameType", ...derivations)),
    ),
  ];
}

const isNotSpectroscopy = not(sopClass(MR_SPECTROSCOPY));
const isNotInColor = not(sopClass(ENHANCED_MR_COLOR_IMAGE));

const DESCRIPTIONS = [
  ...inside(
    IMAGES.filter((module) => module !== "mr-spectroscopy" && module !== "parametric-map-image"),
    enumerated("PixelPresentation", "COLOR", "MONOCHROME", "MIXED", "TRUE_COLOR"),
  ),
  ...inside(
    FRAMES.filter((sequence) => sequence !== "MRSpectroscopyFrameTypeSequence"),
    enumerated("PixelPresentation", "COLOR", "MONOCHROME", "TRUE_COLOR"),
  ),
  ...inside(
    IMAGES.filter((module) => module !== "parametric-map-image"),
    enumerated("VolumetricProperties", "VOLUME", "SAMPLED", "DISTORTED", "MIXED"),
    defined("VolumeBasedCalculationTechnique", ...TECHNIQUES, "MIXED"),
  ),
  ...inside(
    FRAMES,
    enumerated("VolumetricProperties", "VOLUME", "SAMPLED", "DISTORTED"),
    defined("VolumeBasedCalculationTechnique", ...TECHNIQUES),
  ),
  // Of images in colour the modules for images in shades of grey say nothing.
  ...where(
    isNotInColor,
    inside(
      ["enhanced-ct-image", "enhanced-mr-image", "enhanced-pet-image"],
      enumerated("PresentationLUTShape", "IDENTITY"),
    ),
  ),
  ...where(
    isNotSpectroscopy,
    inside(
      ["enhanced-ct-image", "enhanced-mr-image", "enhanced-pet-image", "x-ray-3d-image"],
      enumerated("BurnedInAnnotation", "NO"),
    ),
  ),
];

const SYNCHRONIZATION = [
  ...enumerated(
    "CardiacSynchronizationTechnique",
    ...["NONE", "REALTIME", "PROSPECTIVE", "RETROSPECTIVE", "PACED"],
  ),
  ...defined("CardiacSignalSource", "ECG", "VCG", "PP", "MR"),
  ...defined("CardiacBeatRejectionTechnique", "NONE", "RR_INTERVAL", "QRS_LOOP", "PVC"),
  ...defined("CardiacFramingType", "FORW", "BACK", "PCNT"),
  ...defined(
    "RespiratoryMotionCompensationTechnique",
    ...["NONE", "BREATH_HOLD", "REALTIME", "GATING", "TRACKING", "PHASE_ORDERING", "PHASE_RESCANNING"],
    ...["RETROSPECTIVE", "CORRECTION", "UNKNOWN"],
  ),
  ...defined(
    "RespiratorySignalSource",
    ...["NONE", "BELT", "NASAL_PROBE", "CO2_SENSOR", "NAVIGATOR", "MR_PHASE", "ECG", "SPIROMETER"],
    ...["EXTERNAL_MARKER", "INTERNAL_MARKER", "IMAGE", "UNKNOWN"],
  ),
  ...defined("RespiratoryTriggerType", "TIME", "AMPLITUDE", "BOTH"),
  ...defined(
    "BulkMotionCompensationTechnique",
    ...["NONE", "REALTIME", "GATING", "TRACKING", "RETROSPECTIVE", "CORRECTION"],
  ),
  ...defined("BulkMotionSignalSource", "JOINT", "NAVIGATOR", "MR_PHASE"),
];

/** Functional group macros that several enhanced IODs have, PS3.3 §C.7.6.16.2, §C.7.6.18 and §C.8.16. */
export const FRAME_TERMS: readonly AttributeTerms[] = [
  ...DESCRIPTIONS,
  ...SYNCHRONIZATION,
  ...defined("CardiacCyclePosition", "END_SYSTOLE", "END_DIASTOLE", "UNDETERMINED"),
  ...defined("RespiratoryCyclePosition", "START_RESPIR", "END_RESPIR", "UNDETERMINED"),
  ...each(
    enumerated,
    ["StartingRespiratoryPhase", "EndingRespiratoryPhase"],
    ...["INSPIRATION", "MAXIMUM", "EXPIRATION", "MINIMUM"],
  ),
  ...enumerated("FrameLaterality", "R", "L", "U", "B"),
  ...defined("DimensionOrganizationType", "3D", "3D_TEMPORAL", "TILED_FULL", "TILED_SPARSE"),
  ...defined("LUTFunction", "TO_LOG", "TO_LINEAR"),
  ...inside(
    ["ImageDataTypeSequence"],
    defined(
      "DataType",
      ...["TISSUE_INTENSITY", "TISSUE_VELOCITY", "FLOW_VELOCITY", "FLOW_POWER", "DIRECTION_POWER"],
      ...["FLOW_VARIANCE", "ELASTICITY", "PERFUSION", "SOUND_SPEED", "ATTENUATION"],
    ),
  ),
];
