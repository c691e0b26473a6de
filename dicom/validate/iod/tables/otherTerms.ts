import { inside } from "../attributeTable";
import { sopClass } from "../predicates";
import { defined, each, enumerated, ofValue, where, type AttributeTerms } from "../term";
import { BASIC_TEXT_SR, ENCAPSULATED_PDF, ENHANCED_SR, KEY_OBJECT_SELECTION } from "./sopClasses";

const CONTENT_ITEMS = ["sr-document-content", "ContentSequence"] as const;
const TEXTS = ["TEXT", "CODE", "DATETIME", "DATE", "TIME", "UIDREF", "PNAME"];
const REFERENCES = ["COMPOSITE", "IMAGE", "WAVEFORM", "CONTAINER"];
const MOMENTS = ["POINT", "MULTIPOINT", "SEGMENT", "MULTISEGMENT", "BEGIN", "END"];

/** Structured reports, PS3.3 §C.17; which value types an IOD allows is in §A.35. */
const STRUCTURED_REPORTS = [
  ...enumerated("PreliminaryFlag", "PRELIMINARY", "FINAL"),
  ...enumerated("CompletionFlag", "PARTIAL", "COMPLETE"),
  ...enumerated("VerificationFlag", "UNVERIFIED", "VERIFIED"),
  ...enumerated("ContinuityOfContent", "SEPARATE", "CONTINUOUS"),
  ...inside(
    CONTENT_ITEMS,
    enumerated("ValueType", ...TEXTS, ...REFERENCES, ...["NUM", "SCOORD", "SCOORD3D", "TCOORD", "TABLE"]),
    where(sopClass(BASIC_TEXT_SR), enumerated("ValueType", ...TEXTS, ...REFERENCES)),
    where(sopClass(ENHANCED_SR), enumerated("ValueType", ...TEXTS, ...REFERENCES, "NUM", "SCOORD", "TCOORD")),
    where(
      sopClass(KEY_OBJECT_SELECTION),
      enumerated("ValueType", "TEXT", "CODE", "UIDREF", "PNAME", ...REFERENCES),
    ),
  ),
  ...inside(["sr-document-content"], enumerated("ValueType", "CONTAINER")),
  ...inside(
    ["ContentSequence"],
    enumerated(
      "RelationshipType",
      ...["CONTAINS", "HAS OBS CONTEXT", "HAS ACQ CONTEXT", "HAS CONCEPT MOD", "HAS PROPERTIES"],
      ...["INFERRED FROM", "SELECTED FROM"],
    ),
    enumerated(
      "GraphicType",
      ...["POINT", "MULTIPOINT", "POLYLINE", "CIRCLE", "ELLIPSE", "POLYGON", "ELLIPSOID"],
    ),
    enumerated("TemporalRangeType", ...MOMENTS),
  ),
  ...enumerated("ObserverType", "PSN", "DEV"),
  ...defined("ParticipationType", "SOURCE", "ENT", "ATTEST"),
];

/** Softcopy presentation states, PS3.3 §C.10 and §C.11. */
const PRESENTATION_STATES = [
  ...enumerated("PresentationSizeMode", "SCALE TO FIT", "TRUE SIZE", "MAGNIFY"),
  ...each(
    enumerated,
    ["BoundingBoxAnnotationUnits", "AnchorPointAnnotationUnits", "GraphicAnnotationUnits"],
    ...["PIXEL", "DISPLAY", "MATRIX"],
  ),
  ...enumerated("BoundingBoxTextHorizontalJustification", "LEFT", "RIGHT", "CENTER"),
  ...enumerated("AnchorPointVisibility", "Y", "N"),
  ...enumerated("GraphicFilled", "Y", "N"),
  ...enumerated("ImageHorizontalFlip", "Y", "N"),
  ...inside(
    ["GraphicObjectSequence"],
    enumerated("GraphicType", "POINT", "POLYLINE", "INTERPOLATED", "CIRCLE", "ELLIPSE"),
    enumerated("GraphicDimensions", "2"),
  ),
  ...inside(["softcopy-presentation-lut"], enumerated("PresentationLUTShape", "IDENTITY", "INVERSE")),
  ...inside(["presentation-state-mask"], enumerated("RecommendedViewingMode", "SUB")),
];

/** Segmentations, PS3.3 §C.8.20. */
const SEGMENTATIONS = [
  ...enumerated("SegmentationType", "BINARY", "FRACTIONAL", "LABELMAP"),
  ...enumerated("SegmentationFractionalType", "PROBABILITY", "OCCUPANCY"),
  ...enumerated("SegmentsOverlap", "YES", "UNDEFINED", "NO"),
  ...inside(
    ["segmentation-image"],
    ofValue(1, enumerated("ImageType", "DERIVED")),
    ofValue(2, enumerated("ImageType", "PRIMARY")),
    enumerated("SamplesPerPixel", "1"),
    enumerated("PixelRepresentation", "0"),
    enumerated("PhotometricInterpretation", "MONOCHROME2", "PALETTE COLOR"),
    enumerated("BitsAllocated", "1", "8", "16"),
  ),
  ...inside(["SegmentSequence"], enumerated("SegmentAlgorithmType", "AUTOMATIC", "SEMIAUTOMATIC", "MANUAL")),
];

/** Waveforms, PS3.3 §C.10.9 and §C.10.10. */
const WAVEFORMS = [
  ...enumerated("WaveformOriginality", "ORIGINAL", "DERIVED"),
  ...enumerated("WaveformBitsAllocated", "8", "16", "32", "64"),
  ...enumerated("WaveformSampleInterpretation", "SB", "UB", "MB", "AB", "SS", "US", "SL", "UL", "SV", "UV"),
  ...defined(
    "ChannelStatus",
    ...["OK", "TEST DATA", "DISCONNECTED", "QUESTIONABLE", "INVALID", "UNCALIBRATED", "UNZEROED"],
  ),
  ...enumerated("DisplayShadingFlag", "NONE", "BASELINE", "ABSOLUTE", "DIFFERENCE"),
  ...inside(["WaveformAnnotationSequence"], enumerated("TemporalRangeType", ...MOMENTS)),
];

/** Ophthalmic photography and tomography, PS3.3 §C.8.17.2 and §C.8.17.9. */
const OPHTHALMOLOGY = [
  ...inside(["ophthalmic-photographic-parameters"], defined("DetectorType", "CCD", "CMOS")),
  ...inside(["ophthalmic-tomography-parameters"], defined("DetectorType", "CCD", "CMOS", "PHOTO", "INT")),
  // Their frames have no types that could be mixed.
  ...inside(
    ["ophthalmic-tomography-image"],
    ofValue(1, enumerated("ImageType", "ORIGINAL", "DERIVED")),
    ofValue(2, enumerated("ImageType", "PRIMARY", "SECONDARY")),
  ),
];

const DOCUMENTS = where(
  sopClass(ENCAPSULATED_PDF),
  inside(["encapsulated-document"], enumerated("MIMETypeOfEncapsulatedDocument", "application/pdf")),
);

/** Structured reports, presentation states, segmentations, waveforms, images of eyes and encapsulated documents. */
export const OTHER_TERMS: readonly AttributeTerms[] = [
  ...STRUCTURED_REPORTS,
  ...PRESENTATION_STATES,
  ...SEGMENTATIONS,
  ...WAVEFORMS,
  ...OPHTHALMOLOGY,
  ...DOCUMENTS,
];
