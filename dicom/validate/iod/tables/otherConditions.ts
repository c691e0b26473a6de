import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf, type AttributeCondition } from "../condition";
import {
  absent,
  anyValue,
  atRoot,
  greaterThan,
  inFunctionalGroups,
  pointsTo,
  present,
  saysOne,
  sopClass,
  valueAt,
} from "../predicates";
import { SINGLE_BIT_SECONDARY_CAPTURE } from "./sopClasses";
import { isOriginal, isOriginalOrMixed } from "./imageTypes";

const isMonochrome = anyValue("PhotometricInterpretation", "MONOCHROME1", "MONOCHROME2");
const isGrayscale = all(isMonochrome, not(sopClass(SINGLE_BIT_SECONDARY_CAPTURE)));
const pointer = (target: Parameters<typeof pointsTo>[1]) => pointsTo("FrameIncrementPointer", target);

/** Secondary capture with frames, PS3.3 §C.8.6.3 and §C.8.6.4. */
const SECONDARY_CAPTURE = [
  // Of type 1 in the General Series module, which the SC Equipment module overrides, PS3.3 §C.8.6.1.
  ...inside(
    ["sc-equipment"],
    requiredIf(() => false, "Modality"),
  ),
  ...inside(
    ["sc-multi-frame-image"],
    requiredIf(isGrayscale, "PresentationLUTShape", "RescaleIntercept", "RescaleSlope", "RescaleType"),
    requiredIf(greaterThan("NumberOfFrames", 1), "FrameIncrementPointer"),
    requiredIf(anyValue("ConversionType", "DF"), "NominalScannedPixelSpacing"),
  ),
  ...inside(
    ["sc-multi-frame-vector"],
    requiredIf(pointer("FrameTimeVector"), "FrameTimeVector"),
    requiredIf(pointer("PageNumberVector"), "PageNumberVector"),
    requiredIf(pointer("FrameLabelVector"), "FrameLabelVector"),
    requiredIf(pointer("FramePrimaryAngleVector"), "FramePrimaryAngleVector"),
    requiredIf(pointer("FrameSecondaryAngleVector"), "FrameSecondaryAngleVector"),
    requiredIf(pointer("SliceLocationVector"), "SliceLocationVector"),
    requiredIf(pointer("DisplayWindowLabelVector"), "DisplayWindowLabelVector"),
  ),
];

const isFractional = anyValue("SegmentationType", "FRACTIONAL");

const SEGMENTATION = [
  ...inside(
    ["segmentation-image"],
    onlyIf(isFractional, "SegmentationFractionalType", "MaximumFractionalValue"),
  ),
  ...inside(
    ["SegmentSequence"],
    requiredIf(not(anyValue("SegmentAlgorithmType", "MANUAL")), "SegmentAlgorithmName"),
    requiredIf(present("TrackingUID"), "TrackingID"),
    requiredIf(present("TrackingID"), "TrackingUID"),
  ),
];

/** Waveforms, PS3.3 §C.10.9. */
const WAVEFORM = [
  ...inside(
    ["WaveformSequence"],
    requiredIf(atRoot(saysOne("AcquisitionTimeSynchronized", "Y")), "MultiplexGroupTimeOffset"),
  ),
  ...inside(
    ["ChannelDefinitionSequence"],
    requiredIf(
      present("ChannelSensitivity"),
      "ChannelSensitivityUnitsSequence",
      "ChannelSensitivityCorrectionFactor",
      "ChannelBaseline",
    ),
    requiredIf(absent("ChannelSampleSkew"), "ChannelTimeSkew"),
    requiredIf(absent("ChannelTimeSkew"), "ChannelSampleSkew"),
  ),
  ...inside(
    ["ChannelDisplaySequence"],
    requiredIf(absent("AbsoluteChannelDisplayScale"), "FractionalChannelDisplayScale"),
    requiredIf(absent("FractionalChannelDisplayScale"), "AbsoluteChannelDisplayScale"),
  ),
];

const cardiac = (...terms: readonly string[]) => anyValue("CardiacSynchronizationTechnique", ...terms);
const isGated = all(isOriginalOrMixed, not(cardiac("NONE")));
const isGatedByBeats = all(isOriginalOrMixed, cardiac("PROSPECTIVE", "RETROSPECTIVE"));

/** Synchronization with heart, breath and other motion, PS3.3 §C.7.6.18. */
const MOTION = [
  ...inside(
    ["cardiac-synchronization"],
    requiredIf(isOriginalOrMixed, "CardiacSynchronizationTechnique"),
    requiredIf(isGated, "CardiacSignalSource", "CardiacRRIntervalSpecified"),
    requiredIf(isGated, "IntervalsAcquired", "IntervalsRejected"),
    requiredIf(isGatedByBeats, "CardiacBeatRejectionTechnique", "LowRRValue", "HighRRValue"),
  ),
  ...inside(
    ["respiratory-synchronization"],
    requiredIf(isOriginalOrMixed, "RespiratoryMotionCompensationTechnique"),
    requiredIf(
      all(isOriginalOrMixed, not(anyValue("RespiratoryMotionCompensationTechnique", "NONE"))),
      "RespiratorySignalSource",
    ),
  ),
  ...inside(
    ["bulk-motion-synchronization"],
    requiredIf(isOriginalOrMixed, "BulkMotionCompensationTechnique"),
    requiredIf(
      all(isOriginalOrMixed, not(anyValue("BulkMotionCompensationTechnique", "NONE"))),
      "BulkMotionSignalSource",
    ),
  ),
];

const isFullyTiled = saysOne("DimensionOrganizationType", "TILED_FULL");

/** Images of slides, PS3.3 §C.8.12.4, §C.8.12.5 and §C.8.12.14, and annotations on them, §C.37.1.2. */
const SLIDES = [
  ...inside(
    ["whole-slide-microscopy-image"],
    requiredIf(
      valueAt("ImageType", 3, "VOLUME"),
      "ImagedVolumeWidth",
      "ImagedVolumeHeight",
      "ImagedVolumeDepth",
    ),
  ),
  ...inside(
    ["microscope-slide-layer-tile-organization"],
    requiredIf(isFullyTiled, "TotalPixelMatrixFocalPlanes"),
    requiredIf(any(isFullyTiled, inFunctionalGroups("PlanePositionSlideSequence")), "ImageOrientationSlide"),
  ),
  ...inside(["optical-path"], requiredIf(isFullyTiled, "NumberOfOpticalPaths")),
  ...inside(
    ["AnnotationGroupSequence"],
    // A plane is at a depth, of which coordinates of the image have none.
    onlyIf(atRoot(anyValue("AnnotationCoordinateType", "3D")), "AnnotationAppliesToAllZPlanes"),
  ),
];

const OPHTHALMIC_PHOTOGRAPHY = inside(
  ["ophthalmic-photography-image"],
  requiredIf(isOriginal, "AcquisitionDateTime"),
);

const isClinicalDocument = any(anyValue("MIMETypeOfEncapsulatedDocument", "text/XML", "text/xml"));

/** Secondary captures, segmentations, waveforms, encapsulated documents, what synchronizes images, and others. */
export const OTHER_CONDITIONS: readonly AttributeCondition[] = [
  ...SECONDARY_CAPTURE,
  ...SEGMENTATION,
  ...WAVEFORM,
  ...MOTION,
  ...SLIDES,
  ...OPHTHALMIC_PHOTOGRAPHY,
  ...inside(["encapsulated-document"], requiredIf(isClinicalDocument, "HL7InstanceIdentifier")),
];
