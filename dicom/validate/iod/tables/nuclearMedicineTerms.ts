import { inside } from "../attributeTable";
import { defined, each, enumerated, ofValue, type AttributeTerms } from "../term";
import { DERIVATIONS, FLAVORS, imageTypes } from "./frameTerms";

const CORRECTIONS = ["DECY", "ATTN", "SCAT", "DTIM", "MOTN", "CLN"];

const NM = [
  ...inside(
    ["nm-image-pixel"],
    enumerated("SamplesPerPixel", "1"),
    enumerated("PhotometricInterpretation", "MONOCHROME2", "PALETTE COLOR"),
    enumerated("BitsAllocated", "8", "16"),
  ),
  ...inside(
    ["nm-image"],
    ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
    ofValue(2, enumerated("ImageType", "PRIMARY")),
    ofValue(
      3,
      enumerated(
        "ImageType",
        ...[
          "STATIC",
          "DYNAMIC",
          "GATED",
          "WHOLE BODY",
          "TOMO",
          "GATED TOMO",
          "RECON TOMO",
          "RECON GATED TOMO",
        ],
      ),
    ),
    ofValue(4, enumerated("ImageType", "EMISSION", "TRANSMISSION")),
    defined("AcquisitionTerminationCondition", "CNTS", "DENS", "MANU", "OVFL", "TIME", "TRIG"),
    defined("CorrectedImage", ...CORRECTIONS, "UNIF", "COR", "NCO", "NRGY", "LIN"),
    enumerated("WholeBodyTechnique", "1PS", "2PS", "PCN", "MSP"),
  ),
  ...inside(
    ["DetectorInformationSequence"],
    defined("CollimatorType", "PARA", "PINH", "FANB", "CONE", "SLNT", "ASTG", "DIVG", "NONE", "UNKN"),
    defined("FieldOfViewShape", "RECTANGLE", "ROUND", "HEXAGONAL"),
  ),
  ...inside(["RotationInformationSequence"], enumerated("RotationDirection", "CW", "CC")),
  ...inside(
    ["nm-tomo-acquisition"],
    enumerated("TypeOfDetectorMotion", "STEP AND SHOOT", "CONTINUOUS", "ACQ DURING STEP"),
  ),
  ...inside(
    ["PhaseInformationSequence"],
    defined("PhaseDescription", "FLOW", "WASHOUT", "UPTAKE", "EMPTYING", "EXCRETION"),
  ),
  ...inside(["nm-reconstruction"], enumerated("SliceProgressionDirection", "APEX_TO_BASE", "BASE_TO_APEX")),
];

const PET = [
  ...inside(
    ["pet-series"],
    defined(
      "Units",
      ...["CNTS", "NONE", "CM2", "CM2ML", "PCNT", "CPS", "BQML", "MGMINML", "UMOLMINML", "MLMING", "MLG"],
      ...["1CM", "UMOLML", "PROPCNTS", "PROPCPS", "MLMINML", "MLML", "GML", "STDDEV", "SUV"],
    ),
    defined("SUVType", "BSA", "BW", "LBM", "LBMJANMA", "LBMJAMES128", "IBW"),
    enumerated("CountsSource", "EMISSION", "TRANSMISSION"),
    ofValue(1, enumerated("SeriesType", "STATIC", "DYNAMIC", "GATED", "WHOLE BODY")),
    ofValue(2, enumerated("SeriesType", "IMAGE", "REPROJECTION")),
    defined("ReprojectionMethod", "SUM", "MAX PIXEL"),
    defined("CorrectedImage", ...CORRECTIONS, "PMOT", "RAN", "RADL", "DCAL", "NORM"),
    defined("RandomsCorrectionMethod", "NONE", "DLYD", "SING"),
    defined("DecayCorrection", "NONE", "START", "ADMIN"),
    defined("AcquisitionStartCondition", "DENS", "RDD", "MANU", "TIME", "AUTO", "TRIG"),
    defined("AcquisitionTerminationCondition", "CNTS", "DENS", "RDD", "MANU", "OVFL", "TIME", "TRIG"),
    defined("FieldOfViewShape", "CYLINDRICAL RING", "HEXAGONAL", "MULTIPLE PLANAR"),
    defined("TypeOfDetectorMotion", ...["NONE", "STEP AND SHOOT", "CONTINUOUS", "WOBBLE", "CLAMSHELL"]),
    defined("CollimatorType", "NONE", "RING"),
  ),
  ...inside(["pet-multi-gated-acquisition"], enumerated("BeatRejectionFlag", "Y", "N")),
  ...inside(
    ["pet-image"],
    ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
    ofValue(2, enumerated("ImageType", "PRIMARY")),
    enumerated("SamplesPerPixel", "1"),
    enumerated("PhotometricInterpretation", "MONOCHROME2"),
    enumerated("BitsAllocated", "16"),
    enumerated("RescaleIntercept", "0"),
  ),
];

const ENHANCED_PET = [
  ...imageTypes("enhanced-pet-image", "PETFrameTypeSequence", FLAVORS, DERIVATIONS),
  ...inside(
    ["enhanced-pet-acquisition"],
    defined("TypeOfDetectorMotion", "STATIONARY", "STEP AND SHOOT", "CONTINUOUS", "WOBBLE", "CLAMSHELL"),
    defined("AcquisitionStartCondition", "DENS", "RDD", "MANU", "AUTO", "CARD_TRIG", "RESP_TRIG"),
    defined(
      "AcquisitionTerminationCondition",
      ...["CNTS", "DENS", "RDD", "MANU", "OVFL", "TIME", "CARD_TRIG", "RESP_TRIG"],
    ),
    defined(
      "DetectorGeometry",
      ...["CYLINDRICAL_RING", "CYL_RING_PARTIAL", "MULTIPLE_PLANAR", "MUL_PLAN_PARTIAL"],
    ),
    defined("CollimatorType", "NONE", "RING"),
  ),
  ...inside(
    ["enhanced-pet-corrections"],
    defined("RandomsCorrectionMethod", "DLYD", "SING", "PDDL"),
    defined("AttenuationCorrectionSource", ...["CT", "MR", "POSITRON SOURCE", "SINGLE PHOTON", "CALCULATED"]),
    defined("AttenuationCorrectionTemporalRelationship", "CONCURRENT", "SEPARATE", "SIMULTANEOUS"),
  ),
  ...each(
    enumerated,
    [
      "DecayCorrected",
      "AttenuationCorrected",
      "ScatterCorrected",
      "DeadTimeCorrected",
      "GantryMotionCorrected",
      "PatientMotionCorrected",
      "CountLossNormalizationCorrected",
      "RandomsCorrected",
      "NonUniformRadialSamplingCorrected",
      "SensitivityCalibrated",
      "DetectorNormalizationCorrection",
      "IterativeReconstructionMethod",
      "TimeOfFlightInformationUsed",
    ],
    "YES",
    "NO",
  ),
  ...inside(
    ["PETReconstructionSequence"],
    defined("ReconstructionType", "2D", "3D", "3D_REBINNED"),
    defined("ReconstructionAlgorithm", "FILTER_BACK_PROJ", "REPROJECTION", "RAMLA", "MLEM"),
  ),
];

/** Nuclear medicine, PS3.3 §C.8.4, PET, §C.8.9, and enhanced PET, §C.8.22. */
export const NUCLEAR_MEDICINE_TERMS: readonly AttributeTerms[] = [...NM, ...PET, ...ENHANCED_PET];
