import { inside } from "../attributeTable";
import { all, any, not, requiredIf, type AttributeCondition } from "../condition";
import { absent, anyValue, atRoot, inGroup, isCoded, present, someItem } from "../predicates";
import { frameIsMadeBy, isOriginalFrame } from "./frameConditions";

const acquisitionType = (...types: readonly string[]) =>
  inGroup(["CTAcquisitionTypeSequence"], anyValue("AcquisitionType", ...types));

const GEOMETRY = [
  ...inside(
    ["CTAcquisitionTypeSequence"],
    requiredIf(isOriginalFrame, "AcquisitionType", "ConstantVolumeFlag", "FluoroscopyFlag"),
    requiredIf(all(isOriginalFrame, anyValue("AcquisitionType", "CONSTANT_ANGLE")), "TubeAngle"),
  ),
  ...inside(
    ["CTAcquisitionDetailsSequence"],
    requiredIf(
      all(isOriginalFrame, not(acquisitionType("CONSTANT_ANGLE"))),
      "RotationDirection",
      "RevolutionTime",
    ),
    requiredIf(
      isOriginalFrame,
      "SingleCollimationWidth",
      "TotalCollimationWidth",
      "TableHeight",
      "GantryDetectorTilt",
      "DataCollectionDiameter",
    ),
  ),
  ...inside(
    ["CTTableDynamicsSequence"],
    requiredIf(all(isOriginalFrame, acquisitionType("SPIRAL", "CONSTANT_ANGLE")), "TableSpeed"),
    requiredIf(all(isOriginalFrame, acquisitionType("SPIRAL")), "TableFeedPerRotation", "SpiralPitchFactor"),
  ),
  ...inside(
    ["CTPositionSequence", "PETPositionSequence"],
    requiredIf(
      isOriginalFrame,
      "TablePosition",
      "DataCollectionCenterPatient",
      "ReconstructionTargetCenterPatient",
    ),
  ),
  ...inside(
    ["CTGeometrySequence"],
    requiredIf(isOriginalFrame, "DistanceSourceToDetector", "DistanceSourceToDataCollectionCenter"),
  ),
];

const RECONSTRUCTION = inside(
  ["CTReconstructionSequence"],
  requiredIf(
    isOriginalFrame,
    "ReconstructionAlgorithm",
    "ConvolutionKernel",
    "ReconstructionPixelSpacing",
    "ReconstructionAngle",
    "ImageFilter",
  ),
  requiredIf(present("ConvolutionKernel"), "ConvolutionKernelGroup"),
  requiredIf(all(isOriginalFrame, absent("ReconstructionFieldOfView")), "ReconstructionDiameter"),
  requiredIf(all(isOriginalFrame, absent("ReconstructionDiameter")), "ReconstructionFieldOfView"),
);

const EXPOSURE = [
  ...inside(
    ["CTExposureSequence"],
    requiredIf(
      isOriginalFrame,
      "ExposureTimeInms",
      "XRayTubeCurrentInmA",
      "ExposureInmAs",
      "ExposureModulationType",
      "CTDIvol",
    ),
    requiredIf(all(isOriginalFrame, not(anyValue("ExposureModulationType", "NONE"))), "EstimatedDoseSaving"),
  ),
  ...requiredIf(present("WaterEquivalentDiameter"), "WaterEquivalentDiameterCalculationMethodCodeSequence"),
  ...inside(
    ["CTXRayDetailsSequence"],
    requiredIf(isOriginalFrame, "KVP", "FocalSpots", "FilterType"),
    requiredIf(all(isOriginalFrame, not(anyValue("FilterType", "NONE"))), "FilterMaterial"),
    requiredIf(frameIsMadeBy("ENERGY_PROP_WT"), "EnergyWeightingFactor"),
  ),
];

/** Derived by weighting of what sources of several energies have made. */
const isWeighted = atRoot(someItem("DerivationCodeSequence", isCoded("113097", "DCM")));

/** CT and enhanced CT, PS3.3 §C.8.2 and §C.8.15. */
export const COMPUTED_TOMOGRAPHY_CONDITIONS: readonly AttributeCondition[] = [
  ...GEOMETRY,
  ...RECONSTRUCTION,
  ...EXPOSURE,
  ...inside(["ct-image"], requiredIf(isWeighted, "EnergyWeightingFactor")),
  ...inside(
    ["CTAdditionalXRaySourceSequence"],
    requiredIf(any(isWeighted, frameIsMadeBy("ENERGY_PROP_WT")), "EnergyWeightingFactor"),
  ),
];
