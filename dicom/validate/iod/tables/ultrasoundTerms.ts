import { inside } from "../attributeTable";
import { defined, enumerated, ofValue, type AttributeTerms } from "../term";

const APPLICATIONS = [
  ...["ABDOMINAL", "BREAST", "CHEST", "ENDOCAVITARY", "ENDORECTAL", "ENDOVAGINAL", "EPICARDIAL"],
  ...["FETAL HEART", "GYNECOLOGY", "INTRACARDIAC", "INTRAOPERATIVE", "INTRAVASCULAR", "MUSCULOSKELETAL"],
  ...["NEONATAL HEAD", "OBSTETRICAL", "OPHTHALMIC", "PEDIATRIC", "PELVIC", "RETROPERITONEAL", "SCROTAL"],
  ...["SMALL PARTS", "TEE", "THYROID", "TRANSCRANIAL", "TTE", "USBIOPSY", "VASCULAR"],
];

const IMAGE = [
  ...ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
  ...ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
  ...ofValue(3, defined("ImageType", ...APPLICATIONS)),
  ...enumerated("SamplesPerPixel", "1", "3"),
  ...defined(
    "PhotometricInterpretation",
    ...["MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422"],
    ...["YBR_PARTIAL_420", "YBR_RCT", "YBR_ICT"],
  ),
  ...enumerated("BitsAllocated", "8", "16"),
  ...enumerated("BitsStored", "8", "16"),
  ...enumerated("HighBit", "7", "15"),
  ...enumerated("PixelRepresentation", "0"),
  ...enumerated("UltrasoundColorDataPresent", "0", "1"),
  ...enumerated("BeatRejectionFlag", "Y", "N"),
  ...defined(
    "StageName",
    ...["PRE-EXERCISE", "POST-EXERCISE", "PEAK-EXERCISE", "RECOVERY", "BASELINE", "LOW DOSE", "PEAK DOSE"],
  ),
  ...defined("IVUSAcquisition", "MOTOR_PULLBACK", "MANUAL_PULLBACK", "SELECTIVE", "GATED_PULLBACK"),
  ...defined(
    "TransducerType",
    ...["SECTOR_PHASED", "SECTOR_MECH", "SECTOR_ANNULAR", "LINEAR", "CURVED LINEAR", "SINGLE CRYSTAL"],
    ...["SPLIT XTAL CWD", "IV_PHASED", "IV_ROT XTAL", "IV_ROT MIRROR", "ENDOCAV_PA", "ENDOCAV_MECH"],
    ...["ENDOCAV_CLA", "ENDOCAV_AA", "ENDOCAV_LINEAR", "VECTOR_PHASED"],
  ),
];

/** What is at a place of the screen, PS3.3 §C.8.5.5.1. */
const REGIONS = [
  ...enumerated("RegionSpatialFormat", "0", "1", "2", "3", "4", "5"),
  ...enumerated(
    "RegionDataType",
    ...["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"],
    "18",
  ),
  ...enumerated("PixelComponentOrganization", "0", "1", "2", "3"),
  ...enumerated(
    "PixelComponentPhysicalUnits",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
  ),
  ...enumerated("PixelComponentDataType", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
];

/** Ultrasound, PS3.3 §C.8.5. */
export const ULTRASOUND_TERMS: readonly AttributeTerms[] = [
  ...inside(["us-image"], IMAGE),
  ...inside(["SequenceOfUltrasoundRegions"], REGIONS),
  ...defined("FrameOfInterestType", "HIGHMI", "RWAVE", "TRIGGER", "ENDSYSTOLE"),
];
