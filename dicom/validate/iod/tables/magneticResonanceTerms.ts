import { inside } from "../attributeTable";
import { defined, each, enumerated, ofValue, type AttributeTerms } from "../term";
import { DERIVATIONS, FLAVORS, imageTypes } from "./frameTerms";

const IMAGE = inside(
  ["mr-image"],
  ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
  ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
  ofValue(
    3,
    defined(
      "ImageType",
      ...["MPR", "PROJECTION IMAGE", "T1 MAP", "T2 MAP", "DIFFUSION MAP", "DENSITY MAP", "PHASE MAP"],
      ...["VELOCITY MAP", "IMAGE ADDITION", "PHASE SUBTRACT", "MODULUS SUBTRACT", "OTHER"],
    ),
  ),
  enumerated("SamplesPerPixel", "1"),
  enumerated("PhotometricInterpretation", "MONOCHROME1", "MONOCHROME2"),
  enumerated("BitsAllocated", "16"),
  enumerated("ScanningSequence", "SE", "IR", "GR", "EP", "RM"),
  defined("SequenceVariant", "SK", "MTC", "SS", "TRSS", "SP", "MP", "OSP", "TOF", "NONE"),
  defined("ScanOptions", "PER", "RG", "CG", "PPG", "FC", "PFF", "PFP", "SP", "FS"),
  enumerated("MRAcquisitionType", "2D", "3D"),
  enumerated("AngioFlag", "Y", "N"),
  enumerated("VariableFlipAngleFlag", "Y", "N"),
  enumerated("BeatRejectionFlag", "Y", "N"),
  enumerated("InPlanePhaseEncodingDirection", "ROW", "COL"),
);

const MADE_BY = [
  ...DERIVATIONS,
  ...["ADC", "PERFUSION_ASL", "DIFFUSION", "DIFFUSION_ANISO", "DIFFUSION_ATTNTD", "DIFFUSION_ISO"],
  ...["METABOLITE_MAP", "NEI", "R_COEFFICIENT", "RHO", "SCM", "SNR_MAP", "T1_MAP", "T2_STAR_MAP"],
  ...["T2_MAP", "TCS", "TEMPERATURE", "VELOCITY"],
];

const COMPONENTS = ["MAGNITUDE", "PHASE", "REAL", "IMAGINARY", "COMPLEX"];
const CONTRASTS = [
  ...["DIFFUSION", "FLOW_ENCODED", "FLUID_ATTENUATED", "PERFUSION", "PROTON_DENSITY", "STIR", "TAGGING"],
  ...["T1", "T2", "T2_STAR", "TOF", "UNKNOWN"],
];

const ENHANCED_IMAGE = [
  ...imageTypes(
    "enhanced-mr-image",
    "MRImageFrameTypeSequence",
    [
      ...FLAVORS,
      ...["ANGIO_TIME", "ASL", "CINE", "DIFFUSION", "DIXON", "FLOW_ENCODED", "FLUID_ATTENUATED", "FMRI"],
      ...["MAX_IP", "MIN_IP", "M_MODE", "METABOLITE_MAP", "MULTIECHO", "PROTON_DENSITY", "REALTIME"],
      ...["STIR", "TAGGING", "TEMPERATURE", "T1", "T2", "T2_STAR", "TOF", "VELOCITY"],
    ],
    MADE_BY,
  ),
  ...inside(
    ["enhanced-mr-image", "mr-spectroscopy"],
    enumerated("ComplexImageComponent", ...COMPONENTS, "MIXED"),
    defined("AcquisitionContrast", ...CONTRASTS, "MIXED"),
  ),
  ...inside(
    ["MRImageFrameTypeSequence", "MRSpectroscopyFrameTypeSequence"],
    enumerated("ComplexImageComponent", ...COMPONENTS),
    defined("AcquisitionContrast", ...CONTRASTS),
  ),
  ...each(
    defined,
    ["ResonantNucleus", "DecoupledNucleus"],
    ...["1H", "3HE", "7LI", "13C", "19F", "23NA", "31P", "129XE"],
  ),
  ...defined("ApplicableSafetyStandardAgency", "IEC", "FDA", "MHW"),
  ...defined(
    "KSpaceFiltering",
    ...["COSINE", "COSINE_SQUARED", "FERMI", "GAUSSIAN", "HAMMING", "HANNING", "LORENTZIAN"],
    ...["LRNTZ_GSS_TRNSFM", "RIESZ", "TUKEY", "NONE"],
  ),
];

const YES_OR_NO = each(
  enumerated,
  [
    "MultipleSpinEcho",
    "MultiPlanarExcitation",
    "PhaseContrast",
    "TimeOfFlightContrast",
    "EchoPlanarPulseSequence",
    "SaturationRecovery",
    "InversionRecovery",
    "T2Preparation",
    "PartialFourier",
    "ParallelAcquisition",
    "BloodSignalNulling",
    "QuadratureReceiveCoil",
    "MultiCoilElementUsed",
    "ASLCrusherFlag",
    "ASLBolusCutoffFlag",
    "Decoupling",
    "FrequencyCorrection",
    "FirstOrderPhaseCorrection",
    "WaterReferencedPhaseCorrection",
  ],
  "YES",
  "NO",
);

const PULSE_SEQUENCE = [
  ...inside(["mr-pulse-sequence"], defined("MRAcquisitionType", "1D", "2D", "3D")),
  ...enumerated("EchoPulseSequence", "SPIN", "GRADIENT", "BOTH"),
  ...defined(
    "SteadyStatePulseSequence",
    ...["FREE_PRECESSION", "TRANSVERSE", "TIME_REVERSED", "LONGITUDINAL", "NONE"],
  ),
  ...defined("SpectrallySelectedSuppression", ...["FAT", "WATER", "FAT_AND_WATER", "SILICON_GEL", "NONE"]),
  ...enumerated("OversamplingPhase", "2D", "3D", "2D_3D", "NONE"),
  ...defined("GeometryOfKSpaceTraversal", "RECTILINEAR", "RADIAL", "SPIRAL"),
  ...defined(
    "RectilinearPhaseEncodeReordering",
    ...["LINEAR", "CENTRIC", "SEGMENTED", "REVERSE_LINEAR", "REVERSE_CENTRIC"],
  ),
  ...enumerated("SegmentedKSpaceTraversal", "SINGLE", "PARTIAL", "FULL"),
  ...defined("CoverageOfKSpace", "FULL", "CYLINDRICAL", "ELLIPSOIDAL", "WEIGHTED"),
  ...defined("ArterialSpinLabelingContrast", "CONTINUOUS", "PSEUDOCONTINUOUS", "PULSED"),
];

const FUNCTIONAL_GROUPS = [
  ...defined(
    "SpecificAbsorptionRateDefinition",
    ...["IEC_WHOLE_BODY", "IEC_PARTIAL_BODY", "IEC_HEAD", "IEC_LOCAL"],
  ),
  ...defined("GradientOutputType", "DB_DT", "ELECTRIC_FIELD", "PER_NERVE_STIM"),
  ...defined("OperatingModeType", "STATIC FIELD", "RF", "GRADIENT"),
  ...defined("OperatingMode", "IEC_NORMAL", "IEC_FIRST_LEVEL", "IEC_SECOND_LEVEL"),
  ...inside(["MRFOVGeometrySequence"], enumerated("InPlanePhaseEncodingDirection", "COLUMN", "ROW", "OTHER")),
  ...defined("FlowCompensation", "ACCELERATION", "VELOCITY", "OTHER", "NONE"),
  ...enumerated(
    "FlowCompensationDirection",
    ...["PHASE", "FREQUENCY", "SLICE_SELECT", "SLICE_AND_FREQ", "SLICE_FREQ_PHASE", "PHASE_AND_FREQ"],
    ...["SLICE_AND_PHASE", "OTHER"],
  ),
  ...enumerated("Spoiling", "RF", "GRADIENT", "RF_AND_GRADIENT", "NONE"),
  ...enumerated("SpectrallySelectedExcitation", "WATER", "FAT", "NONE"),
  ...defined("SpatialPresaturation", "SLAB", "NONE"),
  ...enumerated("PartialFourierDirection", "PHASE", "FREQUENCY", "SLICE_SELECT", "COMBINATION"),
  ...defined("ParallelAcquisitionTechnique", "PILS", "SENSE", "SMASH", "OTHER"),
  ...enumerated("MagnetizationTransfer", "ON_RESONANCE", "OFF_RESONANCE", "NONE"),
  ...defined("Tagging", "GRID", "LINE", "NONE"),
  ...defined("ReceiveCoilType", "BODY", "VOLUME", "SURFACE", "MULTICOIL"),
  ...defined("TransmitCoilType", "BODY", "VOLUME", "SURFACE"),
  ...defined("DiffusionDirectionality", "DIRECTIONAL", "BMATRIX", "ISOTROPIC", "NONE"),
  ...defined("DiffusionAnisotropyType", "FRACTIONAL", "RELATIVE", "VOLUME_RATIO"),
  ...defined("ASLContext", "LABEL", "CONTROL", "M_ZERO_SCAN"),
];

const SPECTROSCOPY = [
  ...defined(
    "VolumeLocalizationTechnique",
    ...["ILOPS", "ISIS", "PRIME", "PRESS", "SLIM", "SLOOP", "STEAM", "NONE"],
  ),
  ...defined("DecouplingMethod", "MLEV", "WALTZ", "NARROWBAND"),
  ...defined("MRSpectroscopyAcquisitionType", "SINGLE_VOXEL", "ROW", "PLANE", "VOLUME"),
  ...enumerated("DataRepresentation", "COMPLEX", "REAL", "IMAGINARY", "MAGNITUDE"),
  ...each(enumerated, ["SignalDomainColumns", "SignalDomainRows"], "FREQUENCY", "TIME"),
];

/** MR and enhanced MR, PS3.3 §C.8.3, §C.8.13 and §C.8.14. */
export const MAGNETIC_RESONANCE_TERMS: readonly AttributeTerms[] = [
  ...IMAGE,
  ...ENHANCED_IMAGE,
  ...YES_OR_NO,
  ...PULSE_SEQUENCE,
  ...FUNCTIONAL_GROUPS,
  ...SPECTROSCOPY,
];
