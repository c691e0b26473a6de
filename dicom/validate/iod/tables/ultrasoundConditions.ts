import { inside } from "../attributeTable";
import { onlyIf, requiredIf, type AttributeCondition } from "../condition";
import { anyValue, present } from "../predicates";

/** What a pixel's component means depends on how it is told from others, PS3.3 §C.8.5.5.1.7. */
const organizedBy = (...numbers: readonly string[]) => anyValue("PixelComponentOrganization", ...numbers);

const REGIONS = [
  ...requiredIf(
    present(
      "PixelComponentMask",
      "PixelComponentRangeStart",
      "PixelComponentRangeStop",
      "PixelComponentPhysicalUnits",
      "PixelComponentDataType",
      "NumberOfTableBreakPoints",
      "NumberOfTableEntries",
      "TableOfPixelValues",
      "TableOfParameterValues",
    ),
    "PixelComponentOrganization",
  ),
  ...onlyIf(organizedBy("0"), "PixelComponentMask"),
  ...onlyIf(organizedBy("1"), "PixelComponentRangeStart", "PixelComponentRangeStop"),
  ...requiredIf(
    present("PixelComponentOrganization"),
    "PixelComponentPhysicalUnits",
    "PixelComponentDataType",
  ),
  ...onlyIf(organizedBy("0", "1"), "NumberOfTableBreakPoints", "TableOfXBreakPoints", "TableOfYBreakPoints"),
  ...onlyIf(organizedBy("2", "3"), "NumberOfTableEntries"),
  ...onlyIf(organizedBy("2"), "TableOfPixelValues", "TableOfParameterValues"),
  ...onlyIf(organizedBy("3"), "PixelValueMappingCodeSequence"),
];

const isIntravascular = anyValue("Modality", "IVUS");
const acquiredBy = (...terms: readonly string[]) => anyValue("IVUSAcquisition", ...terms);

const IMAGE = [
  ...requiredIf(present("NumberOfFrames"), "FrameIncrementPointer"),
  ...requiredIf(
    // Views have names in protocols without stages too.
    present("StageName", "StageCodeSequence", "StageNumber"),
    "NumberOfStages",
    "NumberOfViewsInStage",
  ),
  ...requiredIf(isIntravascular, "AcquisitionDateTime", "IVUSAcquisition"),
  ...requiredIf(acquiredBy("MOTOR_PULLBACK"), "IVUSPullbackRate"),
  ...requiredIf(acquiredBy("GATED_PULLBACK"), "IVUSGatedRate"),
  ...requiredIf(
    acquiredBy("MOTOR_PULLBACK", "GATED_PULLBACK"),
    "IVUSPullbackStartFrameNumber",
    "IVUSPullbackStopFrameNumber",
  ),
];

/** Ultrasound, PS3.3 §C.8.5. */
export const ULTRASOUND_CONDITIONS: readonly AttributeCondition[] = [
  ...inside(["us-image"], IMAGE),
  ...inside(["SequenceOfUltrasoundRegions"], REGIONS),
];
