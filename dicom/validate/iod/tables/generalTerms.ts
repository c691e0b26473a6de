import { inside } from "../attributeTable";
import { not } from "../condition";
import { anyValue, atRoot, requiresModule } from "../predicates";
import { defined, each, enumerated, ofValue, where, type AttributeTerms } from "../term";

const YES_OR_NO = each(
  enumerated,
  [
    "BurnedInAnnotation",
    "CalibrationImage",
    "PatientIdentityRemoved",
    "QualityControlImage",
    "QualityControlSubject",
    "RecognizableVisualFeatures",
    "StereoPairsPresent",
    "SyntheticData",
    "ContrastBolusIngredientOpaque",
    "ContrastBolusAgentAdministered",
    "ContrastBolusAgentDetected",
    "AliasedDataType",
  ],
  "YES",
  "NO",
);

const PATIENT = [
  ...enumerated("PatientSex", "M", "F", "O"),
  ...enumerated("PatientSexNeutered", "ALTERED", "UNALTERED"),
  ...enumerated("SmokingStatus", "YES", "NO", "UNKNOWN"),
  ...enumerated("PregnancyStatus", "1", "2", "3", "4"),
  ...enumerated("AnatomicalOrientationType", "BIPED", "QUADRUPED"),
  ...defined("TypeOfPatientID", "TEXT", "RFID", "BARCODE"),
  ...defined(
    "ResponsiblePersonRole",
    ...["OWNER", "PARENT", "CHILD", "SPOUSE", "SIBLING", "RELATIVE", "GUARDIAN", "CUSTODIAN", "AGENT"],
    ...["INVESTIGATOR", "VETERINARIAN"],
  ),
  ...defined("DistributionType", "NAMED_PROTOCOL", "RESTRICTED_REUSE", "PUBLIC_RELEASE"),
  ...enumerated("ConsentForDistributionFlag", "NO", "YES", "WITHDRAWN"),
  ...defined("UniversalEntityIDType", "DNS", "EUI64", "ISO", "URI", "UUID", "X400", "X500"),
];

const MODALITIES = [
  ...["ANN", "AR", "ASMT", "AU", "BDUS", "BI", "BMD", "CFM", "CR", "CT", "CTPROTOCOL", "DG", "DMS", "DOC"],
  ...["DX", "ECG", "EEG", "EMG", "EOG", "EPS", "ES", "FID", "GM", "HC", "HD", "IO", "IOL", "IVOCT", "IVUS"],
  ...["KER", "KO", "LEN", "LS", "M3D", "MG", "MR", "NM", "OAM", "OCT", "OP", "OPM", "OPT", "OPTBSV"],
  ...["OPTENF", "OPV", "OSS", "OT", "PA", "PLAN", "POS", "PR", "PT", "PX", "REG", "RESP", "RF", "RG"],
  ...["RTDOSE", "RTIMAGE", "RTINTENT", "RTPLAN", "RTRAD", "RTRECORD", "RTSEGANN", "RTSTRUCT", "RWV", "SEG"],
  ...["SM", "SMR", "SR", "SRF", "STAIN", "TEXTUREMAP", "TG", "US", "VA", "XA", "XAPROTOCOL", "XC"],
];

const SERIES = [
  ...defined("Modality", ...MODALITIES),
  ...inside(["general-series"], enumerated("Laterality", "R", "L")),
  ...defined(
    "PatientPosition",
    ...["HFP", "HFS", "HFDR", "HFDL", "FFP", "FFS", "FFDR", "FFDL", "LFP", "LFS", "RFP", "RFS"],
    ...["AFDR", "AFDL", "PFDR", "PFDL", "SITTING"],
  ),
  ...defined("SynchronizationTrigger", "SOURCE", "EXTERNAL", "PASSTHRU", "NO TRIGGER"),
  ...enumerated("AcquisitionTimeSynchronized", "Y", "N"),
  ...defined("TimeDistributionProtocol", "NTP", "IRIG", "GPS", "SNTP", "PTP"),
];

const isMonochrome1 = atRoot(anyValue("PhotometricInterpretation", "MONOCHROME1"));
const isMonochrome2 = atRoot(anyValue("PhotometricInterpretation", "MONOCHROME2"));

/** Image Type sums up what is of one frame and not of another, PS3.3 §C.8.16.1. */
const hasFrameTypes = requiresModule("multi-frame-functional-groups");

const IMAGE = [
  ...where(not(hasFrameTypes), ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED"))),
  ...where(hasFrameTypes, ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED", "MIXED"))),
  ...ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
  ...enumerated("LossyImageCompression", "00", "01"),
  ...defined(
    "LossyImageCompressionMethod",
    ...["ISO_10918_1", "ISO_14495_1", "ISO_15444_1", "ISO_15444_15", "ISO_18181_1", "ISO_13818_2"],
    ...["ISO_14496_10", "ISO_23008_2"],
  ),
  ...enumerated("SpatialLocationsPreserved", "YES", "NO", "REORIENTED_ONLY"),
  ...where(isMonochrome1, inside(["general-image"], enumerated("PresentationLUTShape", "INVERSE"))),
  ...where(isMonochrome2, inside(["general-image"], enumerated("PresentationLUTShape", "IDENTITY"))),
  ...enumerated("OverlayType", "G", "R"),
  ...enumerated("OverlayBitsAllocated", "1"),
  ...enumerated("OverlayBitPosition", "0"),
  ...defined("OverlaySubtype", "USER", "AUTOMATED", "ACTIVE IMAGE AREA"),
  ...defined("PixelSpacingCalibrationType", "GEOMETRY", "FIDUCIAL"),
  ...defined("VOILUTFunction", "LINEAR", "LINEAR_EXACT", "SIGMOID"),
  ...defined("ModalityLUTType", "OD", "HU", "US", "MGML", "Z_EFF", "ED", "EDW", "HU_MOD", "PCT"),
  ...defined("RescaleType", "OD", "HU", "US", "MGML", "Z_EFF", "ED", "EDW", "HU_MOD", "PCT"),
  ...enumerated("ShutterShape", "RECTANGULAR", "CIRCULAR", "POLYGONAL", "BITMAP"),
  ...enumerated("CollimatorShape", "RECTANGULAR", "CIRCULAR", "POLYGONAL"),
  ...enumerated("ImageRotation", "0", "90", "180", "270"),
  ...enumerated("PreferredPlaybackSequencing", "0", "1"),
];

const CONTRAST = [
  ...defined("ContrastBolusIngredient", "IODINE", "GADOLINIUM", "CARBON DIOXIDE", "BARIUM", "XENON"),
  ...defined(
    "ContrastBolusAgentPhase",
    ...["PRE_CONTRAST", "POST_CONTRAST", "IMMEDIATE", "DYNAMIC", "STEADY_STATE", "DELAYED", "ARTERIAL"],
    ...["CAPILLARY", "VENOUS", "PORTAL_VENOUS"],
  ),
];

const EQUIPMENT = [
  ...defined("DeviceDiameterUnits", "FR", "GA", "IN", "MM"),
  ...defined("ContainerComponentMaterial", "GLASS", "PLASTIC", "METAL"),
  ...enumerated("InterventionStatus", "PRE", "INTERMEDIATE", "POST", "NONE"),
];

const SOP_COMMON = [
  ...enumerated("SOPInstanceStatus", "NS", "OR", "AO", "AC"),
  ...enumerated("ContextGroupExtensionFlag", "Y", "N"),
  ...enumerated("LongitudinalTemporalInformationModified", "UNMODIFIED", "MODIFIED", "REMOVED"),
  ...enumerated("QueryRetrieveView", "CLASSIC", "ENHANCED"),
  ...enumerated("ContentQualification", "PRODUCT", "RESEARCH", "SERVICE"),
  ...enumerated("BlockIdentifyingInformationStatus", "SAFE", "UNSAFE", "MIXED"),
  ...defined("MACAlgorithm", "RIPEMD160", "MD5", "SHA1", "SHA256", "SHA384", "SHA512"),
  ...defined("CertificateType", "X509_1993_SIG"),
  ...defined("CertifiedTimestampType", "CMS_TSP", "CMS_TS"),
  ...defined("ReasonForTheAttributeModification", "COERCE", "CORRECT"),
];

/** Secondary Capture, PS3.3 §C.8.6. */
const SECONDARY_CAPTURE = [
  ...defined("ConversionType", "DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN"),
  ...inside(
    ["sc-multi-frame-image"],
    enumerated("PresentationLUTShape", "IDENTITY"),
    enumerated("RescaleIntercept", "0"),
    enumerated("RescaleSlope", "1"),
    enumerated("RescaleType", "US"),
    enumerated("DigitizingDeviceTransportDirection", "ROW", "COLUMN"),
  ),
];

/** Enumerated values and defined terms of the modules that most IODs have, PS3.3 §C.7, §C.9, §C.11 and §C.12. */
export const GENERAL_TERMS: readonly AttributeTerms[] = [
  ...YES_OR_NO,
  ...PATIENT,
  ...SERIES,
  ...IMAGE,
  ...CONTRAST,
  ...EQUIPMENT,
  ...SOP_COMMON,
  ...SECONDARY_CAPTURE,
];
