import type { Keyword } from "../../../dictionary/attributes";
import { inside } from "../attributeTable";
import { all, any, onlyIf, requiredIf, type AttributeCondition } from "../condition";
import {
  absent,
  anyValue,
  around,
  atRoot,
  filled,
  greaterThan,
  present,
  someItem,
  valueAt,
} from "../predicates";

const some = (count: Keyword) => greaterThan(count, 0);

const doseIsSummedOver = (...terms: readonly string[]) => atRoot(anyValue("DoseSummationType", ...terms));

/** A session is a single delivery of what is named before it. */
const OF_BEAMS = ["BEAM", "BEAM_SESSION", "CONTROL_POINT"];
const OF_APPLICATIONS = ["BRACHY", "BRACHY_SESSION"];

const DOSE = [
  ...inside(
    ["rt-dose"],
    requiredIf(
      present("PixelData"),
      "SamplesPerPixel",
      "PhotometricInterpretation",
      "BitsAllocated",
      "BitsStored",
      "HighBit",
      "PixelRepresentation",
      "DoseGridScaling",
    ),
    requiredIf(all(present("PixelData"), greaterThan("NumberOfFrames", 1)), "GridFrameOffsetVector"),
    requiredIf(
      doseIsSummedOver(
        "PLAN",
        "MULTI_PLAN",
        "PLAN_OVERVIEW",
        "FRACTION",
        "BEAM",
        "BRACHY",
        "FRACTION_SESSION",
        "BEAM_SESSION",
        "BRACHY_SESSION",
        "CONTROL_POINT",
      ),
      "ReferencedRTPlanSequence",
    ),
  ),
  ...inside(
    ["ReferencedRTPlanSequence"],
    requiredIf(
      doseIsSummedOver("FRACTION", "FRACTION_SESSION", ...OF_BEAMS, ...OF_APPLICATIONS),
      "ReferencedFractionGroupSequence",
    ),
  ),
  ...inside(
    ["ReferencedFractionGroupSequence"],
    requiredIf(doseIsSummedOver(...OF_BEAMS), "ReferencedBeamSequence"),
    requiredIf(doseIsSummedOver(...OF_APPLICATIONS), "ReferencedBrachyApplicationSetupSequence"),
  ),
  ...inside(
    ["ReferencedBeamSequence"],
    requiredIf(doseIsSummedOver("CONTROL_POINT"), "ReferencedControlPointSequence"),
  ),
];

const structure = (...terms: readonly string[]) => anyValue("DoseReferenceStructureType", ...terms);
const isMultiLeaf = anyValue("RTBeamLimitingDeviceType", "MLCX", "MLCY");

const PLAN = [
  ...inside(
    ["rt-general-plan"],
    requiredIf(anyValue("RTPlanGeometry", "PATIENT"), "ReferencedStructureSetSequence"),
  ),
  ...inside(
    ["DoseReferenceSequence"],
    requiredIf(structure("POINT", "VOLUME"), "ReferencedROINumber"),
    requiredIf(structure("COORDINATES"), "DoseReferencePointCoordinates"),
  ),
  ...inside(
    ["PatientSetupSequence"],
    requiredIf(absent("PatientAdditionalPosition"), "PatientPosition"),
    requiredIf(absent("PatientPosition"), "PatientAdditionalPosition"),
  ),
  ...inside(
    ["FractionGroupSequence"],
    requiredIf(some("NumberOfBeams"), "ReferencedBeamSequence"),
    requiredIf(some("NumberOfBrachyApplicationSetups"), "ReferencedBrachyApplicationSetupSequence"),
  ),
];

/** Said of the first control point, and of others only where it changes, PS3.3 §C.8.8.14.5. */
const AT_FIRST_CONTROL_POINT = requiredIf(
  anyValue("ControlPointIndex", "0"),
  "GantryAngle",
  "GantryRotationDirection",
  "BeamLimitingDeviceAngle",
  "BeamLimitingDeviceRotationDirection",
  "PatientSupportAngle",
  "PatientSupportRotationDirection",
  "TableTopVerticalPosition",
  "TableTopLongitudinalPosition",
  "TableTopLateralPosition",
  "IsocenterPosition",
);

const BEAMS = [
  ...inside(
    ["BeamSequence"],
    requiredIf(some("NumberOfWedges"), "WedgeSequence"),
    requiredIf(some("NumberOfCompensators"), "CompensatorSequence"),
    requiredIf(some("NumberOfBlocks"), "BlockSequence"),
    requiredIf(
      someItem("ControlPointSequence", filled("CumulativeMetersetWeight")),
      "FinalCumulativeMetersetWeight",
    ),
  ),
  ...inside(["BeamSequence", "IonBeamSequence"], requiredIf(some("NumberOfBoli"), "ReferencedBolusSequence")),
  ...inside(
    ["ControlPointSequence"],
    AT_FIRST_CONTROL_POINT,
    requiredIf(
      anyValue("ControlPointIndex", "0"),
      "TableTopEccentricAngle",
      "TableTopEccentricRotationDirection",
    ),
  ),
  ...inside(["IonControlPointSequence"], AT_FIRST_CONTROL_POINT),
  ...onlyIf(isMultiLeaf, "LeafPositionBoundaries"),
  ...requiredIf(anyValue("FluenceMode", "NON_STANDARD"), "FluenceModeID"),
  ...inside(
    ["IonBeamSequence"],
    requiredIf(
      anyValue("RadiationType", "ION"),
      "RadiationMassNumber",
      "RadiationAtomicNumber",
      "RadiationChargeState",
    ),
    requiredIf(
      someItem("IonControlPointSequence", filled("CumulativeMetersetWeight")),
      "FinalCumulativeMetersetWeight",
    ),
    requiredIf(some("NumberOfWedges"), "IonWedgeSequence"),
    requiredIf(some("NumberOfCompensators"), "IonRangeCompensatorSequence"),
    requiredIf(some("NumberOfBlocks"), "IonBlockSequence"),
    requiredIf(some("NumberOfRangeShifters"), "RangeShifterSequence"),
    requiredIf(some("NumberOfLateralSpreadingDevices"), "LateralSpreadingDeviceSequence"),
    requiredIf(some("NumberOfRangeModulators"), "RangeModulatorSequence"),
  ),
];

/** A plan is of beams or of sources, PS3.3 §A.20.3. */
const BEAMS_OR_SOURCES = inside(
  ["rt-brachy-application-setups"],
  onlyIf(absent("BeamSequence"), "ApplicationSetupSequence"),
);

const isPulsed = around(atRoot(anyValue("BrachyTreatmentType", "PDR")));

const BRACHY = [
  ...BEAMS_OR_SOURCES,
  ...inside(
    ["SourceSequence"],
    requiredIf(present("SourceStrength"), "SourceStrengthUnits"),
    // Units may be there of sources of gamma rays too, whose strength is the Reference Air Kerma Rate.
    requiredIf(anyValue("SourceStrengthUnits", "DOSE_RATE_WATER"), "SourceStrength"),
  ),
  ...inside(
    ["ChannelSequence"],
    requiredIf(isPulsed, "NumberOfPulses", "PulseRepetitionInterval"),
    requiredIf(
      someItem("BrachyControlPointSequence", filled("CumulativeTimeWeight")),
      "FinalCumulativeTimeWeight",
    ),
    requiredIf(
      present("SourceApplicatorNumber"),
      "SourceApplicatorID",
      "SourceApplicatorType",
      "SourceApplicatorLength",
    ),
    requiredIf(anyValue("SourceMovementType", "STEPWISE"), "SourceApplicatorStepSize"),
    requiredIf(filled("TransferTubeNumber"), "TransferTubeLength"),
  ),
];

const imageKind = (...terms: readonly string[]) => atRoot(valueAt("ImageType", 3, ...terms));

const IMAGE = [
  ...inside(
    ["rt-image"],
    requiredIf(imageKind("SIMULATOR", "PORTAL"), "ReportedValuesOrigin"),
    requiredIf(anyValue("RTImagePlane", "NON_NORMAL"), "RTImageOrientation"),
    requiredIf(imageKind("FLUENCE"), "FluenceMapSequence"),
    requiredIf(present("IsocenterPosition"), "PatientPosition"),
  ),
  ...inside(
    ["ExposureSequence"],
    requiredIf(imageKind("SIMULATOR", "PORTAL", "RADIOGRAPH"), "KVP"),
    requiredIf(imageKind("SIMULATOR", "RADIOGRAPH"), "XRayTubeCurrent", "ExposureTime"),
    requiredIf(imageKind("PORTAL"), "MetersetExposure"),
    requiredIf(some("NumberOfBlocks"), "BlockSequence"),
  ),
];

/** Radiotherapy objects of the first generation, PS3.3 §C.8.8. */
export const RADIOTHERAPY_CONDITIONS: readonly AttributeCondition[] = [
  ...DOSE,
  ...PLAN,
  ...BEAMS,
  ...BRACHY,
  ...IMAGE,
  ...inside(
    ["ROIPhysicalPropertiesSequence"],
    requiredIf(anyValue("ROIPhysicalProperty", "ELEM_FRACTION"), "ROIElementalCompositionSequence"),
  ),
  ...inside(
    ["approval"],
    requiredIf(
      any(anyValue("ApprovalStatus", "APPROVED", "REJECTED")),
      "ReviewDate",
      "ReviewTime",
      "ReviewerName",
    ),
  ),
];
