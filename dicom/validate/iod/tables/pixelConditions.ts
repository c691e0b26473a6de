import { inside } from "../attributeTable";
import { all, any, not, onlyIf, requiredIf, type AttributeCondition, type Predicate } from "../condition";
import { absent, anyValue, atRoot, filled, greaterThan, present, saysOne, valueAt } from "../predicates";

const isPalette = anyValue("PhotometricInterpretation", "PALETTE COLOR");
const imageIsMonochrome = atRoot(anyValue("PhotometricInterpretation", "MONOCHROME1", "MONOCHROME2"));
const noSegmentedData = absent("SegmentedRedPaletteColorLookupTableData");

/** Pixels that are not square are said so by their spacing where that is known, PS3.3 §C.7.6.3.1.7. */
const hasAspectRatio: Predicate = all(
  any(
    not(filled("PixelAspectRatio")),
    not(all(valueAt("PixelAspectRatio", 1, "1"), valueAt("PixelAspectRatio", 2, "1"))),
  ),
  absent("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"),
  // Whether pixels are square is not for the object to say.
  () => undefined,
);

const PALETTE_DESCRIPTORS = [
  "RedPaletteColorLookupTableDescriptor",
  "GreenPaletteColorLookupTableDescriptor",
  "BluePaletteColorLookupTableDescriptor",
] as const;
const PALETTE_DATA = [
  "RedPaletteColorLookupTableData",
  "GreenPaletteColorLookupTableData",
  "BluePaletteColorLookupTableData",
] as const;
const SEGMENTED_PALETTE_DATA = [
  "SegmentedRedPaletteColorLookupTableData",
  "SegmentedGreenPaletteColorLookupTableData",
  "SegmentedBluePaletteColorLookupTableData",
] as const;

const LOSSY = onlyIf(
  anyValue("LossyImageCompression", "01"),
  "LossyImageCompressionRatio",
  "LossyImageCompressionMethod",
);

const shutter = (shape: string) => saysOne("ShutterShape", shape);
const collimator = (shape: string) => saysOne("CollimatorShape", shape);
const sensingRegion = (shape: string) => saysOne("ExposureControlSensingRegionShape", shape);

/** Edges, circles and polygons are each of the shape that is named. */
const SHAPES = [
  ...onlyIf(
    shutter("RECTANGULAR"),
    "ShutterLeftVerticalEdge",
    "ShutterRightVerticalEdge",
    "ShutterUpperHorizontalEdge",
    "ShutterLowerHorizontalEdge",
  ),
  ...onlyIf(shutter("CIRCULAR"), "CenterOfCircularShutter", "RadiusOfCircularShutter"),
  ...onlyIf(shutter("POLYGONAL"), "VerticesOfThePolygonalShutter"),
  ...onlyIf(
    collimator("RECTANGULAR"),
    "CollimatorLeftVerticalEdge",
    "CollimatorRightVerticalEdge",
    "CollimatorUpperHorizontalEdge",
    "CollimatorLowerHorizontalEdge",
  ),
  ...onlyIf(collimator("CIRCULAR"), "CenterOfCircularCollimator", "RadiusOfCircularCollimator"),
  ...onlyIf(collimator("POLYGONAL"), "VerticesOfThePolygonalCollimator"),
  ...onlyIf(
    sensingRegion("RECTANGULAR"),
    "ExposureControlSensingRegionLeftVerticalEdge",
    "ExposureControlSensingRegionRightVerticalEdge",
    "ExposureControlSensingRegionUpperHorizontalEdge",
    "ExposureControlSensingRegionLowerHorizontalEdge",
  ),
  ...onlyIf(
    sensingRegion("CIRCULAR"),
    "CenterOfCircularExposureControlSensingRegion",
    "RadiusOfCircularExposureControlSensingRegion",
  ),
  ...onlyIf(sensingRegion("POLYGONAL"), "VerticesOfThePolygonalExposureControlSensingRegion"),
];

const MODALITY_LUT = [
  ...onlyIf(absent("RescaleIntercept"), "ModalityLUTSequence"),
  ...onlyIf(absent("ModalityLUTSequence"), "RescaleIntercept"),
  ...onlyIf(present("RescaleIntercept"), "RescaleSlope", "RescaleType"),
];

const REAL_WORLD_VALUES = [
  ...requiredIf(
    absent("DoubleFloatRealWorldValueFirstValueMapped"),
    "RealWorldValueFirstValueMapped",
    "RealWorldValueLastValueMapped",
  ),
  ...requiredIf(
    absent("RealWorldValueFirstValueMapped"),
    "DoubleFloatRealWorldValueFirstValueMapped",
    "DoubleFloatRealWorldValueLastValueMapped",
  ),
  ...requiredIf(absent("RealWorldValueLUTData"), "RealWorldValueIntercept", "RealWorldValueSlope"),
  ...onlyIf(absent("RealWorldValueIntercept"), "RealWorldValueLUTData"),
];

/** Pixels, and what they mean and are shown by, PS3.3 §C.7.6.3, §C.7.9, §C.11 and the shapes of §C.7.6.11 and §C.8.7.3. */
export const PIXEL_CONDITIONS: readonly AttributeCondition[] = [
  ...onlyIf(greaterThan("SamplesPerPixel", 1), "PlanarConfiguration"),
  ...onlyIf(hasAspectRatio, "PixelAspectRatio"),
  ...requiredIf(isPalette, ...PALETTE_DESCRIPTORS),
  ...requiredIf(all(isPalette, noSegmentedData), ...PALETTE_DATA),
  ...requiredIf(
    all(present("RedPaletteColorLookupTableDescriptor"), absent("RedPaletteColorLookupTableData")),
    ...SEGMENTED_PALETTE_DATA,
  ),
  ...inside(
    ["palette-color-lookup-table"],
    requiredIf(noSegmentedData, ...PALETTE_DATA),
    requiredIf(absent("RedPaletteColorLookupTableData"), ...SEGMENTED_PALETTE_DATA),
  ),
  ...inside(
    ["image-pixel"],
    requiredIf(atRoot(absent("PixelDataProviderURL", "FloatPixelData", "DoubleFloatPixelData")), "PixelData"),
    onlyIf(present("ExtendedOffsetTable"), "ExtendedOffsetTableLengths"),
  ),
  ...LOSSY,
  ...SHAPES,
  ...inside(["modality-lut"], MODALITY_LUT),
  ...inside(
    ["voi-lut", "FrameVOILUTSequence"],
    requiredIf(all(imageIsMonochrome, absent("VOILUTSequence")), "WindowCenter"),
    requiredIf(all(imageIsMonochrome, absent("WindowCenter")), "VOILUTSequence"),
  ),
  ...onlyIf(present("WindowCenter"), "WindowWidth"),
  ...inside(["RealWorldValueMappingSequence"], REAL_WORLD_VALUES),
  ...onlyIf(present("PixelSpacingCalibrationType"), "PixelSpacingCalibrationDescription"),
];
