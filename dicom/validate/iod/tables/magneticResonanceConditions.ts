import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf, type AttributeCondition, type Predicate } from "../condition";
import { anyValue, atRoot, greaterThan, present, saysOne, valueAt } from "../predicates";
import { frameIsMadeBy, isNotLegacyConverted, isOriginalFrame } from "./frameConditions";
import { isOriginalOrMixed } from "./imageTypes";

/** Required of original frames, and where an attribute of the same item has one of the values. */
const original = (...conditions: readonly Predicate[]) => all(isOriginalFrame, ...conditions);

const IMAGE = inside(
  ["mr-image"],
  requiredIf(
    any(not(anyValue("ScanningSequence", "EP")), anyValue("SequenceVariant", "SK")),
    "RepetitionTime",
  ),
  onlyIf(anyValue("ScanningSequence", "IR"), "InversionTime"),
  requiredIf(saysOne("ScanOptions", "CG", "PPG"), "TriggerTime"),
);

const ENHANCED_IMAGE = [
  ...inside(
    ["enhanced-mr-image"],
    requiredIf(isNotLegacyConverted, "ComplexImageComponent", "AcquisitionContrast"),
  ),
  ...inside(
    ["enhanced-mr-image", "mr-spectroscopy"],
    requiredIf(
      all(isOriginalOrMixed, isNotLegacyConverted),
      "ResonantNucleus",
      "KSpaceFiltering",
      "MagneticFieldStrength",
    ),
    requiredIf(isNotLegacyConverted, "ApplicableSafetyStandardAgency"),
  ),
];

const PULSE_SEQUENCE = inside(
  ["mr-pulse-sequence"],
  requiredIf(
    isOriginalOrMixed,
    "PulseSequenceName",
    "MRAcquisitionType",
    "EchoPulseSequence",
    "MultiPlanarExcitation",
    "PhaseContrast",
    "TimeOfFlightContrast",
    "SteadyStatePulseSequence",
    "EchoPlanarPulseSequence",
    "SaturationRecovery",
    "SpectrallySelectedSuppression",
    "OversamplingPhase",
    "GeometryOfKSpaceTraversal",
    "SegmentedKSpaceTraversal",
    "NumberOfKSpaceTrajectories",
  ),
  requiredIf(all(isOriginalOrMixed, not(anyValue("EchoPulseSequence", "GRADIENT"))), "MultipleSpinEcho"),
  requiredIf(
    all(isOriginalOrMixed, anyValue("GeometryOfKSpaceTraversal", "RECTILINEAR")),
    "RectilinearPhaseEncodeReordering",
  ),
  requiredIf(all(isOriginalOrMixed, anyValue("MRAcquisitionType", "3D")), "CoverageOfKSpace"),
  requiredIf(all(isOriginalOrMixed, anyValue("PhaseContrast", "YES")), "VelocityEncodingAcquisitionSequence"),
  requiredIf(valueAt("ImageType", 3, "ASL"), "ArterialSpinLabelingContrast"),
);

const isDecoupled = anyValue("Decoupling", "YES");

const SPECTROSCOPY = [
  ...inside(
    ["mr-spectroscopy"],
    requiredIf(valueAt("ImageType", 1, "ORIGINAL"), "TransmitterFrequency"),
    requiredIf(
      isOriginalOrMixed,
      "SpectralWidth",
      "ChemicalShiftReference",
      "VolumeLocalizationTechnique",
      "Decoupling",
      "TimeDomainFiltering",
      "NumberOfZeroFills",
      "BaselineCorrection",
      "FrequencyCorrection",
      "FirstOrderPhaseCorrection",
      "WaterReferencedPhaseCorrection",
      "AcquisitionDateTime",
      "AcquisitionDuration",
    ),
    requiredIf(
      all(isOriginalOrMixed, not(anyValue("VolumeLocalizationTechnique", "NONE"))),
      "VolumeLocalizationSequence",
    ),
    requiredIf(
      all(isOriginalOrMixed, isDecoupled),
      "DecoupledNucleus",
      "DecouplingFrequency",
      "DecouplingMethod",
      "DecouplingChemicalShiftReference",
    ),
  ),
  ...inside(
    ["mr-spectroscopy-data"],
    requiredIf(greaterThan("DataPointRows", 1), "SignalDomainRows"),
    requiredIf(atRoot(anyValue("FirstOrderPhaseCorrection", "YES")), "FirstOrderPhaseCorrectionAngle"),
  ),
  ...inside(
    ["MRSpectroscopyFOVGeometrySequence"],
    requiredIf(
      isOriginalFrame,
      "SpectroscopyAcquisitionDataColumns",
      "SpectroscopyAcquisitionPhaseRows",
      "SpectroscopyAcquisitionPhaseColumns",
      "PercentSampling",
      "PercentPhaseFieldOfView",
    ),
  ),
];

const TIMING = [
  ...inside(
    ["MRTimingAndRelatedParametersSequence"],
    requiredIf(
      isOriginalFrame,
      "RepetitionTime",
      "FlipAngle",
      "EchoTrainLength",
      "RFEchoTrainLength",
      "GradientEchoTrainLength",
    ),
    requiredIf(present("GradientOutput"), "GradientOutputType"),
    requiredIf(present("GradientOutputType"), "GradientOutput"),
  ),
  ...inside(
    ["MRFOVGeometrySequence"],
    requiredIf(
      isOriginalFrame,
      "InPlanePhaseEncodingDirection",
      "MRAcquisitionFrequencyEncodingSteps",
      "MRAcquisitionPhaseEncodingStepsInPlane",
      "PercentSampling",
      "PercentPhaseFieldOfView",
    ),
    requiredIf(
      original(atRoot(anyValue("MRAcquisitionType", "3D"))),
      "MRAcquisitionPhaseEncodingStepsOutOfPlane",
    ),
  ),
];

const MODIFIERS = [
  ...inside(
    ["MRModifierSequence"],
    requiredIf(
      isOriginalFrame,
      "InversionRecovery",
      "FlowCompensation",
      "T2Preparation",
      "SpectrallySelectedExcitation",
      "SpatialPresaturation",
      "PartialFourier",
      "ParallelAcquisition",
    ),
    requiredIf(original(anyValue("InversionRecovery", "YES")), "InversionTimes"),
    requiredIf(original(not(anyValue("FlowCompensation", "NONE"))), "FlowCompensationDirection"),
    requiredIf(original(atRoot(anyValue("EchoPulseSequence", "GRADIENT", "BOTH"))), "Spoiling"),
    requiredIf(original(anyValue("PartialFourier", "YES")), "PartialFourierDirection"),
    requiredIf(
      original(anyValue("ParallelAcquisition", "YES")),
      "ParallelAcquisitionTechnique",
      "ParallelReductionFactorInPlane",
      "ParallelReductionFactorOutOfPlane",
    ),
  ),
  ...inside(
    ["MRImagingModifierSequence"],
    requiredIf(
      isOriginalFrame,
      "MagnetizationTransfer",
      "BloodSignalNulling",
      "Tagging",
      "TransmitterFrequency",
      "PixelBandwidth",
    ),
    requiredIf(
      original(anyValue("Tagging", "GRID", "LINE")),
      "TagSpacingFirstDimension",
      "TagAngleFirstAxis",
      "TagThickness",
    ),
    requiredIf(original(anyValue("Tagging", "GRID")), "TagSpacingSecondDimension", "TagAngleSecondAxis"),
  ),
];

const isCrushed = anyValue("ASLCrusherFlag", "YES");

/** MR and enhanced MR, PS3.3 §C.8.3, §C.8.13 and §C.8.14. */
export const MAGNETIC_RESONANCE_CONDITIONS: readonly AttributeCondition[] = [
  ...IMAGE,
  ...ENHANCED_IMAGE,
  ...PULSE_SEQUENCE,
  ...SPECTROSCOPY,
  ...TIMING,
  ...MODIFIERS,
  ...inside(
    ["MRReceiveCoilSequence"],
    requiredIf(anyValue("ReceiveCoilType", "MULTICOIL"), "MultiCoilDefinitionSequence"),
  ),
  ...inside(
    ["MRDiffusionSequence"],
    requiredIf(isOriginalFrame, "DiffusionDirectionality"),
    requiredIf(anyValue("DiffusionDirectionality", "DIRECTIONAL"), "DiffusionGradientDirectionSequence"),
    requiredIf(anyValue("DiffusionDirectionality", "BMATRIX"), "DiffusionBMatrixSequence"),
    requiredIf(frameIsMadeBy("DIFFUSION_ANISO"), "DiffusionAnisotropyType"),
  ),
  ...inside(
    ["MRArterialSpinLabelingSequence"],
    requiredIf(isOriginalFrame, "ASLContext"),
    requiredIf(anyValue("ASLContext", "CONTROL", "LABEL"), "ASLSlabSequence"),
    onlyIf(isCrushed, "ASLCrusherFlowLimit", "ASLCrusherDescription"),
    onlyIf(anyValue("ASLBolusCutoffFlag", "YES"), "ASLBolusCutoffTimingSequence"),
  ),
];
