import { inside } from "../attributeTable";
import { all, not, onlyIf, requiredIf, type AttributeCondition } from "../condition";
import { absent, anyValue, atRoot, pointsTo, present, saysOne, valueAt } from "../predicates";
import { isOriginalFrame } from "./frameConditions";
import { isOriginal } from "./imageTypes";

const pointer = (target: Parameters<typeof pointsTo>[1]) => atRoot(pointsTo("FrameIncrementPointer", target));
const kind = (...terms: readonly string[]) => valueAt("ImageType", 3, ...terms);
const isTransmission = atRoot(valueAt("ImageType", 4, "TRANSMISSION"));

/** Frames are told apart by the vectors that Frame Increment Pointer names, PS3.3 §C.8.4.8. */
const NM_FRAMES = [
  ...requiredIf(pointer("EnergyWindowVector"), "EnergyWindowVector"),
  ...requiredIf(pointer("DetectorVector"), "DetectorVector"),
  ...requiredIf(pointer("PhaseVector"), "PhaseVector", "NumberOfPhases"),
  ...requiredIf(pointer("RotationVector"), "RotationVector"),
  ...requiredIf(kind("TOMO", "GATED TOMO", "RECON TOMO", "RECON GATED TOMO"), "NumberOfRotations"),
  ...requiredIf(pointer("RRIntervalVector"), "RRIntervalVector", "NumberOfRRIntervals"),
  ...requiredIf(pointer("TimeSlotVector"), "TimeSlotVector", "NumberOfTimeSlots"),
  ...requiredIf(pointer("SliceVector"), "SliceVector", "NumberOfSlices"),
  ...requiredIf(pointer("AngularViewVector"), "AngularViewVector"),
  ...requiredIf(pointer("TimeSliceVector"), "TimeSliceVector"),
];

const NM = [
  ...inside(["nm-multi-frame"], NM_FRAMES),
  ...inside(
    ["nm-image"],
    requiredIf(kind("WHOLE BODY", "STATIC"), "ActualFrameDuration"),
    requiredIf(kind("WHOLE BODY"), "ScanVelocity", "ScanLength"),
  ),
  ...inside(
    ["DetectorInformationSequence"],
    requiredIf(all(isTransmission, atRoot(kind("STATIC", "WHOLE BODY"))), "DistanceSourceToDetector"),
  ),
  ...inside(["RotationInformationSequence"], requiredIf(isTransmission, "DistanceSourceToDetector")),
  ...inside(
    ["nm-multi-gated-acquisition"],
    requiredIf(pointer("RRIntervalVector"), "GatedInformationSequence"),
  ),
  ...inside(["nm-phase"], requiredIf(pointer("PhaseVector"), "PhaseInformationSequence")),
  ...inside(["PhaseInformationSequence"], onlyIf(present("TriggerVector"), "NumberOfTriggersInPhase")),
];

const seriesType = (number: 1 | 2, ...terms: readonly string[]) => valueAt("SeriesType", number, ...terms);
const isGated = seriesType(1, "GATED");

const PET = [
  ...inside(
    ["pet-series"],
    onlyIf(isGated, "NumberOfRRIntervals", "NumberOfTimeSlots"),
    onlyIf(seriesType(1, "DYNAMIC"), "NumberOfTimeSlices"),
    onlyIf(seriesType(2, "REPROJECTION"), "ReprojectionMethod"),
  ),
  ...inside(
    ["pet-image"],
    onlyIf(isGated, "TriggerTime", "FrameTime"),
    requiredIf(all(isGated, anyValue("BeatRejectionFlag", "Y")), "LowRRValue", "HighRRValue"),
    onlyIf(not(anyValue("DecayCorrection", "NONE")), "DecayFactor"),
  ),
];

const startedBy = (term: string) => anyValue("AcquisitionStartCondition", term);
const endedBy = (term: string) => anyValue("AcquisitionTerminationCondition", term);

const ENHANCED_PET = [
  ...inside(
    ["enhanced-pet-acquisition"],
    requiredIf(
      isOriginal,
      "AcquisitionStartCondition",
      "AcquisitionTerminationCondition",
      "TypeOfDetectorMotion",
      "TransverseDetectorSeparation",
      "AxialDetectorDimension",
      "CollimatorType",
      "CoincidenceWindowWidth",
      "EnergyWindowRangeSequence",
    ),
    requiredIf(startedBy("DENS"), "StartDensityThreshold"),
    requiredIf(startedBy("RDD"), "StartRelativeDensityDifferenceThreshold"),
    requiredIf(startedBy("CARD_TRIG"), "StartCardiacTriggerCountThreshold"),
    requiredIf(startedBy("RESP_TRIG"), "StartRespiratoryTriggerCountThreshold"),
    requiredIf(endedBy("CNTS"), "TerminationCountsThreshold"),
    requiredIf(endedBy("DENS"), "TerminationDensityThreshold"),
    requiredIf(endedBy("RDD"), "TerminationRelativeDensityThreshold"),
    requiredIf(endedBy("TIME"), "TerminationTimeThreshold"),
    requiredIf(endedBy("CARD_TRIG"), "TerminationCardiacTriggerCountThreshold"),
    requiredIf(endedBy("RESP_TRIG"), "TerminationRespiratoryTriggerCountThreshold"),
    requiredIf(all(isOriginal, anyValue("TypeOfDetectorMotion", "STATIONARY")), "DetectorGeometry"),
  ),
  ...inside(
    ["enhanced-pet-corrections"],
    requiredIf(anyValue("RandomsCorrected", "YES"), "RandomsCorrectionMethod"),
    requiredIf(
      anyValue("AttenuationCorrected", "YES"),
      "AttenuationCorrectionSource",
      "AttenuationCorrectionTemporalRelationship",
    ),
    requiredIf(anyValue("ScatterCorrected", "YES"), "ScatterCorrectionMethod"),
    requiredIf(anyValue("DecayCorrected", "YES"), "DecayCorrectionDateTime"),
  ),
  ...inside(
    ["PETFrameCorrectionFactorsSequence"],
    requiredIf(all(isOriginalFrame, atRoot(saysOne("DecayCorrected", "YES"))), "DecayFactor"),
  ),
  ...inside(
    ["PETReconstructionSequence"],
    requiredIf(isOriginalFrame, "ReconstructionType", "ReconstructionAlgorithm"),
    requiredIf(
      all(isOriginalFrame, anyValue("IterativeReconstructionMethod", "YES")),
      "NumberOfIterations",
      "NumberOfSubsets",
    ),
    requiredIf(all(isOriginalFrame, absent("ReconstructionFieldOfView")), "ReconstructionDiameter"),
    requiredIf(all(isOriginalFrame, absent("ReconstructionDiameter")), "ReconstructionFieldOfView"),
  ),
];

/** Nuclear medicine, PS3.3 §C.8.4, PET, §C.8.9, and enhanced PET, §C.8.22. */
export const NUCLEAR_MEDICINE_CONDITIONS: readonly AttributeCondition[] = [...NM, ...PET, ...ENHANCED_PET];
