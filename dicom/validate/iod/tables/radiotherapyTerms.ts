import { inside } from "../attributeTable";
import { defined, each, enumerated, ofValue, type AttributeTerms } from "../term";

const DOSE = [
  ...inside(["rt-dose", "DVHSequence"], enumerated("DoseUnits", "GY", "RELATIVE")),
  ...inside(["rt-dose", "DVHSequence"], defined("DoseType", "PHYSICAL", "EFFECTIVE", "ERROR")),
  ...inside(
    ["rt-dose"],
    enumerated("SamplesPerPixel", "1"),
    enumerated("PhotometricInterpretation", "MONOCHROME2"),
    enumerated("BitsAllocated", "16", "32"),
    defined("SpatialTransformOfDose", "NONE", "RIGID", "NON_RIGID"),
    defined(
      "DoseSummationType",
      ...["PLAN", "MULTI_PLAN", "PLAN_OVERVIEW", "FRACTION", "BEAM", "BRACHY", "FRACTION_SESSION"],
      ...["BEAM_SESSION", "BRACHY_SESSION", "CONTROL_POINT", "RECORD"],
    ),
    enumerated("TissueHeterogeneityCorrection", "IMAGE", "ROI_OVERRIDE", "WATER"),
  ),
  ...enumerated("DVHType", "DIFFERENTIAL", "CUMULATIVE", "NATURAL"),
  ...enumerated("DVHROIContributionType", "INCLUDED", "EXCLUDED"),
  ...defined("DVHVolumeUnits", "CM3", "PERCENT", "PER_U"),
];

const STRUCTURE_SET = [
  ...defined("ROIGenerationAlgorithm", "AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"),
  ...enumerated(
    "ContourGeometricType",
    ...["POINT", "OPEN_PLANAR", "OPEN_NONPLANAR", "CLOSED_PLANAR", "CLOSEDPLANAR_XOR"],
  ),
  ...defined("RTROIRelationship", "SAME", "ENCLOSED", "ENCLOSING"),
  ...defined(
    "RTROIInterpretedType",
    ...["EXTERNAL", "PTV", "CTV", "GTV", "TREATED_VOLUME", "IRRAD_VOLUME", "OAR", "BOLUS", "AVOIDANCE"],
    ...["ORGAN", "MARKER", "REGISTRATION", "ISOCENTER", "CONTRAST_AGENT", "CAVITY", "BRACHY_CHANNEL"],
    ...["BRACHY_ACCESSORY", "BRACHY_SRC_APP", "BRACHY_CHNL_SHLD", "SUPPORT", "FIXATION", "DOSE_REGION"],
    ...["CONTROL", "DOSE_MEASUREMENT", "DEVICE"],
  ),
  ...defined(
    "ROIPhysicalProperty",
    ...["REL_MASS_DENSITY", "REL_ELEC_DENSITY", "EFFECTIVE_Z", "EFF_Z_PER_A", "REL_STOP_RATIO"],
    ...["ELEM_FRACTION", "MEAN_EXCI_ENERGY"],
  ),
];

const PLAN = [
  ...defined(
    "PlanIntent",
    ...["CURATIVE", "PALLIATIVE", "PROPHYLACTIC", "VERIFICATION", "MACHINE_QA", "RESEARCH", "SERVICE"],
  ),
  ...defined("RTPlanGeometry", "PATIENT", "TREATMENT_DEVICE"),
  ...defined("RTPlanRelationship", ...["PRIOR", "ALTERNATIVE", "PREDECESSOR", "VERIFIED_PLAN", "CONCURRENT"]),
  ...defined("DoseReferenceStructureType", "POINT", "VOLUME", "COORDINATES", "SITE"),
  ...defined("DoseReferenceType", "TARGET", "ORGAN_AT_RISK"),
  ...defined(
    "FixationDeviceType",
    ...["BITEBLOCK", "HEADFRAME", "MASK", "MOLD", "CAST", "HEADREST", "BREAST_BOARD", "BODY_FRAME"],
    ...["VACUUM_MOLD", "WHOLE_BODY_POD", "RECTAL_BALLOON"],
  ),
  ...defined("ShieldingDeviceType", "GUM", "EYE", "GONAD"),
  ...defined("SetupTechnique", ...["ISOCENTRIC", "FIXED_SSD", "TBI", "BREAST_BRIDGE", "SKIN_APPOSITION"]),
  ...defined(
    "SetupDeviceType",
    ...["LASER_POINTER", "DISTANCE_METER", "TABLE_HEIGHT", "MECHANICAL_PTR", "ARC"],
  ),
  ...enumerated("ApprovalStatus", "APPROVED", "UNAPPROVED", "REJECTED"),
];

const BEAMS = [
  ...inside(["BeamSequence", "IonBeamSequence"], enumerated("BeamType", "STATIC", "DYNAMIC")),
  ...inside(["BeamSequence"], defined("RadiationType", "PHOTON", "ELECTRON", "NEUTRON", "PROTON")),
  ...inside(["IonBeamSequence"], defined("RadiationType", "PHOTON", "PROTON", "ION")),
  ...inside(["BeamSequence"], enumerated("PrimaryDosimeterUnit", "MU", "MINUTE")),
  ...inside(["IonBeamSequence"], enumerated("PrimaryDosimeterUnit", "MU", "NP")),
  ...enumerated("FluenceMode", "STANDARD", "NON_STANDARD"),
  ...defined("HighDoseTechniqueType", "NORMAL", "TBI", "HDR"),
  ...enumerated("RTBeamLimitingDeviceType", "X", "Y", "ASYMX", "ASYMY", "MLCX", "MLCY"),
  ...defined(
    "TreatmentDeliveryType",
    ...["TREATMENT", "OPEN_PORTFILM", "TRMT_PORTFILM", "CONTINUATION", "SETUP", "VERIFICATION", "QA"],
  ),
  ...inside(["WedgeSequence"], defined("WedgeType", "STANDARD", "DYNAMIC", "MOTORIZED")),
  ...enumerated("CompensatorDivergence", "PRESENT", "ABSENT"),
  ...enumerated("CompensatorMountingPosition", "PATIENT_SIDE", "SOURCE_SIDE", "DOUBLE_SIDED"),
  ...enumerated("BlockType", "SHIELDING", "APERTURE"),
  ...enumerated("BlockDivergence", "PRESENT", "ABSENT"),
  ...enumerated("BlockMountingPosition", "PATIENT_SIDE", "SOURCE_SIDE"),
  ...enumerated("WedgePosition", "IN", "OUT"),
  ...defined("ScanMode", "NONE", "UNIFORM", "MODULATED", "MODULATED_SPEC"),
  ...each(
    enumerated,
    [
      "GantryRotationDirection",
      "GantryPitchRotationDirection",
      "BeamLimitingDeviceRotationDirection",
      "PatientSupportRotationDirection",
      "TableTopEccentricRotationDirection",
      "TableTopPitchRotationDirection",
      "TableTopRollRotationDirection",
    ],
    ...["CW", "CC", "NONE"],
  ),
];

const BRACHY = [
  ...enumerated(
    "BrachyTreatmentTechnique",
    ...["INTRALUMENARY", "INTRACAVITARY", "INTERSTITIAL", "CONTACT", "INTRAVASCULAR", "PERMANENT"],
  ),
  ...defined("BrachyTreatmentType", "MANUAL", "HDR", "MDR", "LDR", "PDR"),
  ...defined("SourceStrengthUnits", "AIR_KERMA_RATE", "DOSE_RATE_WATER"),
  ...defined(
    "ApplicationSetupType",
    ...["FLETCHER_SUIT", "DELCLOS", "BLOEDORN", "JOSLIN_FLYNN", "CHANDIGARH", "MANCHESTER", "HENSCHKE"],
    ...["NASOPHARYNGEAL", "OESOPHAGEAL", "ENDOBRONCHIAL", "SYED_NEBLETT", "ENDORECTAL", "PERINEAL"],
  ),
  ...defined("SourceMovementType", "STEPWISE", "FIXED", "OSCILLATING", "UNIDIRECTIONAL"),
  ...defined("SourceApplicatorType", "FLEXIBLE", "RIGID"),
];

const IMAGE = inside(
  ["rt-image"],
  ofValue(3, defined("ImageType", "DRR", "PORTAL", "SIMULATOR", "RADIOGRAPH", "BLANK", "FLUENCE")),
  ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
  ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
  enumerated("ReportedValuesOrigin", "OPERATOR", "PLAN", "ACTUAL"),
  enumerated("RTImagePlane", "NORMAL", "NON_NORMAL"),
  enumerated("PrimaryDosimeterUnit", "MU", "MINUTE"),
);

/** Radiotherapy objects of the first generation, PS3.3 §C.8.8. */
export const RADIOTHERAPY_TERMS: readonly AttributeTerms[] = [
  ...DOSE,
  ...STRUCTURE_SET,
  ...PLAN,
  ...BEAMS,
  ...BRACHY,
  ...IMAGE,
];
