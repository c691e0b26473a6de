import { inside } from "../attributeTable";
import {
  all,
  allowedIf,
  any,
  not,
  onlyIf,
  requiredIf,
  type AttributeCondition,
  type Predicate,
} from "../condition";
import {
  absent,
  anyValue,
  filled,
  inFunctionalGroups,
  isCoded,
  pointsTo,
  present,
  refersToFrames,
  sopClass,
  saysOne,
} from "../predicates";
import { PAIRED_BODY_PARTS, UNPAIRED_BODY_PARTS } from "./bodyParts";
import { OF_THE_HEART, PATIENT_POSITION_CLASSES, WITH_IMAGE_PLANE } from "./sopClasses";

/** Code Sequence Macro, PS3.3 §8.8: one of three code values, and what belongs to it. */
const CODES = [
  ...onlyIf(absent("LongCodeValue", "URNCodeValue"), "CodeValue"),
  ...onlyIf(absent("CodeValue", "URNCodeValue"), "LongCodeValue"),
  ...onlyIf(absent("CodeValue", "LongCodeValue"), "URNCodeValue"),
  ...requiredIf(present("CodeValue", "LongCodeValue"), "CodingSchemeDesignator"),
  ...requiredIf(present("ContextIdentifier"), "MappingResource", "ContextGroupVersion"),
  ...requiredIf(
    anyValue("ContextGroupExtensionFlag", "Y"),
    "ContextGroupLocalVersion",
    "ContextGroupExtensionCreatorUID",
  ),
];

/** HL7v2 Hierarchic Designator, Person Identification and Issuer of Patient ID Macros, PS3.3 §10. */
const IDENTIFIERS = [
  ...requiredIf(absent("UniversalEntityID"), "LocalNamespaceEntityID"),
  ...requiredIf(absent("LocalNamespaceEntityID"), "UniversalEntityID"),
  ...onlyIf(present("UniversalEntityID"), "UniversalEntityIDType"),
  ...requiredIf(absent("InstitutionCodeSequence"), "InstitutionName"),
  ...requiredIf(absent("InstitutionName"), "InstitutionCodeSequence"),
];

/** Homo sapiens, by PS3.16 CID 7454 and as it was before SNOMED CT. */
const isPerson = any(isCoded("337915000", "SCT"), isCoded("L-85B00", "SRT", "SNM3"));

/** By the code of the species; not decided by words for it. */
const isAnimal: Predicate = ({ dataSet, ...place }) => {
  const [species] = dataSet.items("PatientSpeciesCodeSequence");
  return species && not(isPerson)({ ...place, dataSet: species });
};

const wasDeidentified = anyValue("PatientIdentityRemoved", "YES");

const PATIENT = [
  ...requiredIf(all(isAnimal, not(filled("PatientBreedCodeSequence"))), "PatientBreedDescription"),
  ...requiredIf(
    isAnimal,
    "PatientBreedCodeSequence",
    "BreedRegistrationSequence",
    "ResponsiblePerson",
    "ResponsibleOrganization",
  ),
  ...onlyIf(filled("ResponsiblePerson"), "ResponsiblePersonRole"),
  ...requiredIf(
    present("PatientBirthDateInAlternativeCalendar", "PatientDeathDateInAlternativeCalendar"),
    "PatientAlternativeCalendar",
  ),
  ...requiredIf(all(wasDeidentified, absent("DeidentificationMethodCodeSequence")), "DeidentificationMethod"),
  ...requiredIf(all(wasDeidentified, absent("DeidentificationMethod")), "DeidentificationMethodCodeSequence"),
];

const CLINICAL_TRIAL_SUBJECT = [
  ...requiredIf(absent("ClinicalTrialSubjectReadingID"), "ClinicalTrialSubjectID"),
  ...requiredIf(absent("ClinicalTrialSubjectID"), "ClinicalTrialSubjectReadingID"),
  ...requiredIf(
    present("ClinicalTrialProtocolEthicsCommitteeApprovalNumber"),
    "ClinicalTrialProtocolEthicsCommitteeName",
  ),
];

/** A side is said of the series, or of the image, the frame or the segment, PS3.3 §C.7.3.1; not of parts that are one. */
const sideIsSaidElsewhere = any(
  present("ImageLaterality", "MeasurementLaterality", "SegmentSequence"),
  inFunctionalGroups("FrameAnatomySequence"),
);
const isPaired: AttributeCondition["required"] = (place) => {
  if (sopClass(...OF_THE_HEART)(place)) return false;
  if (anyValue("BodyPartExamined", ...PAIRED_BODY_PARTS)(place)) return true;
  return anyValue("BodyPartExamined", ...UNPAIRED_BODY_PARTS)(place) === true ? false : undefined;
};

const SERIES = [
  ...onlyIf(all(isPaired, not(sideIsSaidElsewhere)), "Laterality"),
  ...requiredIf(
    all(sopClass(...PATIENT_POSITION_CLASSES), absent("PatientOrientationCodeSequence")),
    "PatientPosition",
  ),
];

const GENERAL_IMAGE = [
  ...requiredIf(
    all(
      not(sopClass(...WITH_IMAGE_PLANE)),
      not(inFunctionalGroups("PlaneOrientationSequence", "PlaneOrientationVolumeSequence")),
      absent("ImageOrientationPatient", "ImageOrientationSlide"),
    ),
    "PatientOrientation",
  ),
];

/** Image SOP Instance Reference Macro, PS3.3 §10.3: frames are of images that have several. */
const REFERENCES = allowedIf(refersToFrames, "ReferencedFrameNumber");

const CINE = [
  ...requiredIf(pointsTo("FrameIncrementPointer", "FrameTime"), "FrameTime"),
  ...requiredIf(pointsTo("FrameIncrementPointer", "FrameTimeVector"), "FrameTimeVector"),
];

const CONCATENATION = onlyIf(
  present("ConcatenationUID"),
  "SOPInstanceUIDOfConcatenationSource",
  "InConcatenationNumber",
  "ConcatenationFrameOffsetNumber",
);

/** Conditions of the modules and macros that most IODs have, PS3.3 §8.8, §10, §C.7 and §C.12. */
export const GENERAL_CONDITIONS: readonly AttributeCondition[] = [
  ...CODES,
  ...IDENTIFIERS,
  ...REFERENCES,
  ...inside(["patient"], PATIENT),
  ...inside(["clinical-trial-subject"], CLINICAL_TRIAL_SUBJECT),
  ...inside(
    ["clinical-trial-study"],
    onlyIf(present("LongitudinalTemporalOffsetFromEvent"), "LongitudinalTemporalEventType"),
  ),
  ...inside(
    ["ConsentForClinicalTrialUseSequence"],
    onlyIf(anyValue("ConsentForDistributionFlag", "YES", "WITHDRAWN"), "DistributionType"),
  ),
  ...inside(["patient-study"], requiredIf(isAnimal, "PatientSexNeutered")),
  ...inside(["general-series"], SERIES),
  ...inside(["general-equipment"], requiredIf(present("PixelPaddingRangeLimit"), "PixelPaddingValue")),
  ...inside(["general-image"], GENERAL_IMAGE),
  ...inside(
    ["SourceImageSequence"],
    onlyIf(anyValue("SpatialLocationsPreserved", "REORIENTED_ONLY"), "PatientOrientation"),
  ),
  ...inside(["cine"], CINE),
  ...inside(
    ["multi-frame-functional-groups"],
    CONCATENATION,
    // Tiles that are complete and in order need no word on each of them, PS3.3 §C.7.6.17.3.
    requiredIf(not(saysOne("DimensionOrganizationType", "TILED_FULL")), "PerFrameFunctionalGroupsSequence"),
  ),
  ...inside(["DigitalSignaturesSequence"], onlyIf(present("CertifiedTimestamp"), "CertifiedTimestampType")),
  ...inside(["DeviceSequence"], onlyIf(present("DeviceDiameter"), "DeviceDiameterUnits")),
  ...inside(
    ["FrameExtractionSequence"],
    requiredIf(absent("CalculatedFrameList", "TimeRange"), "SimpleFrameList"),
    requiredIf(absent("SimpleFrameList", "TimeRange"), "CalculatedFrameList"),
    requiredIf(absent("SimpleFrameList", "CalculatedFrameList"), "TimeRange"),
  ),
];
