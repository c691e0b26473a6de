import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf } from "../condition";
import { absent, anyValue, present, saysOne } from "../predicates";

const valueType = (...types: readonly string[]) => saysOne("ValueType", ...types);

/** The item refers to another by its place in the tree, and has no content of its own, PS3.3 §C.17.3.2.5. */
const isReference = present("ReferencedContentItemIdentifier");

/** What a content item has by its Value Type, PS3.3 Tables C.17-5 and 10-2. */
const CONTENT = [
  ...onlyIf(valueType("TEXT"), "TextValue"),
  ...onlyIf(valueType("DATETIME"), "DateTime"),
  ...onlyIf(valueType("DATE"), "Date"),
  ...onlyIf(valueType("TIME"), "Time"),
  ...onlyIf(valueType("PNAME"), "PersonName"),
  ...onlyIf(valueType("UIDREF"), "UID"),
  ...onlyIf(valueType("CODE"), "ConceptCodeSequence"),
  ...requiredIf(
    valueType("TEXT", "NUM", "NUMERIC", "CODE", "DATETIME", "DATE", "TIME", "UIDREF", "PNAME"),
    "ConceptNameCodeSequence",
  ),
];

/** Exactly one of them says when. */
const TEMPORAL = [
  ...requiredIf(
    all(valueType("TCOORD"), absent("ReferencedTimeOffsets", "ReferencedDateTime")),
    "ReferencedSamplePositions",
  ),
  ...requiredIf(
    all(valueType("TCOORD"), absent("ReferencedSamplePositions", "ReferencedDateTime")),
    "ReferencedTimeOffsets",
  ),
  ...requiredIf(
    all(valueType("TCOORD"), absent("ReferencedSamplePositions", "ReferencedTimeOffsets")),
    "ReferencedDateTime",
  ),
];

const isPerson = anyValue("ObserverType", "PSN");
const isDevice = anyValue("ObserverType", "DEV");

/** Structured reports and key object selections, PS3.3 §C.17, and content items elsewhere, §10.2. */
export const STRUCTURED_REPORT_CONDITIONS = [
  ...inside(
    ["sr-document-content", "ContentSequence"],
    CONTENT,
    TEMPORAL,
    requiredIf(not(isReference), "ValueType"),
    onlyIf(valueType("NUM"), "MeasuredValueSequence"),
    onlyIf(valueType("COMPOSITE", "IMAGE", "WAVEFORM"), "ReferencedSOPSequence"),
    onlyIf(valueType("SCOORD", "SCOORD3D"), "GraphicType", "GraphicData"),
    onlyIf(valueType("SCOORD3D"), "ReferencedFrameOfReferenceUID"),
    onlyIf(valueType("TCOORD"), "TemporalRangeType"),
    onlyIf(valueType("CONTAINER"), "ContinuityOfContent"),
  ),
  ...requiredIf(present("RationalNumeratorValue"), "RationalDenominatorValue"),
  ...requiredIf(present("RationalDenominatorValue"), "RationalNumeratorValue"),
  ...inside(
    [
      "AcquisitionContextSequence",
      "QuantityDefinitionSequence",
      "SpecimenPreparationStepContentItemSequence",
      "SpecimenLocalizationContentItemSequence",
    ],
    requiredIf(valueType("DATE"), "Date"),
    requiredIf(valueType("TIME"), "Time"),
    requiredIf(valueType("PNAME"), "PersonName"),
    requiredIf(valueType("TEXT"), "TextValue"),
    requiredIf(valueType("CODE"), "ConceptCodeSequence"),
    requiredIf(valueType("NUMERIC", "NUM"), "NumericValue", "MeasurementUnitsCodeSequence"),
  ),
  ...inside(
    [
      "QuantityDefinitionSequence",
      "SpecimenPreparationStepContentItemSequence",
      "SpecimenLocalizationContentItemSequence",
    ],
    requiredIf(valueType("DATETIME"), "DateTime"),
    requiredIf(valueType("UIDREF"), "UID"),
    requiredIf(valueType("COMPOSITE", "IMAGE"), "ReferencedSOPSequence"),
  ),
  ...inside(
    ["sr-document-general"],
    onlyIf(anyValue("VerificationFlag", "VERIFIED"), "VerifyingObserverSequence"),
  ),
  ...inside(
    ["AuthorObserverSequence", "ParticipantSequence"],
    onlyIf(isPerson, "PersonName", "PersonIdentificationCodeSequence"),
    onlyIf(isDevice, "DeviceUID", "Manufacturer", "ManufacturerModelName", "StationName"),
  ),
  ...inside(
    ["WaveformAnnotationSequence"],
    requiredIf(absent("ConceptNameCodeSequence"), "UnformattedTextValue"),
    requiredIf(absent("UnformattedTextValue"), "ConceptNameCodeSequence"),
    requiredIf(
      all(present("TemporalRangeType"), absent("ReferencedTimeOffsets", "ReferencedDateTime")),
      "ReferencedSamplePositions",
    ),
    requiredIf(
      any(present("ReferencedSamplePositions", "ReferencedTimeOffsets", "ReferencedDateTime")),
      "TemporalRangeType",
    ),
  ),
];
