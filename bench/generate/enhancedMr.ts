import { createDataSet, type AttributeValues, type DataSet } from "../../dicom";
import { codes, identifiers, INSTANCE_ROOT, pixels, withPrivateBlock } from "./values";

const ENHANCED_MR_IMAGE = "1.2.840.10008.5.1.4.1.1.4.1";
const FRAMES = 500;
const SIZE = 16;
const PRIVATE_ELEMENTS = 113;

/** An enhanced MR image of 623 KB with 20,187 elements: 500 items of small frames with 40 each, four levels deep. */
export function enhancedMr(number: number): DataSet {
  const dataSet = createDataSet({
    ...identifiers("MR"),
    SOPClassUID: ENHANCED_MR_IMAGE,
    SOPInstanceUID: `${INSTANCE_ROOT}.2.1.${number}`,
    SeriesInstanceUID: `${INSTANCE_ROOT}.2.1`,
    FrameOfReferenceUID: `${INSTANCE_ROOT}.9`,
    InstanceNumber: number,
    ImageType: ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"],
    MagneticFieldStrength: 3,
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: `${INSTANCE_ROOT}.8` }],
    SharedFunctionalGroupsSequence: [
      { MRTimingAndRelatedParametersSequence: [{ RepetitionTime: 8.2, FlipAngle: 12, EchoTrainLength: 1 }] },
    ],
    PerFrameFunctionalGroupsSequence: Array.from({ length: FRAMES }, (_, frame) => functionalGroups(frame)),
    SamplesPerPixel: 1,
    PhotometricInterpretation: "MONOCHROME2",
    NumberOfFrames: FRAMES,
    Rows: SIZE,
    Columns: SIZE,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelData: pixels(FRAMES * SIZE * SIZE, 7),
  });
  return withPrivateBlock(dataSet, PRIVATE_ELEMENTS);
}

function functionalGroups(frame: number): AttributeValues {
  return {
    FrameContentSequence: [
      {
        FrameAcquisitionNumber: frame + 1,
        FrameReferenceDateTime: "20240312104502.25",
        FrameAcquisitionDateTime: "20240312104502.25",
        FrameAcquisitionDuration: 8.2,
        StackID: "1",
        InStackPositionNumber: frame + 1,
        TemporalPositionIndex: 1,
        DimensionIndexValues: [1, frame + 1],
      },
    ],
    PlanePositionSequence: [{ ImagePositionPatient: [-120, -120, frame * 0.5] }],
    PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
    PixelMeasuresSequence: [{ SliceThickness: 0.5, PixelSpacing: [0.9, 0.9], SpacingBetweenSlices: 0.5 }],
    FrameVOILUTSequence: [{ WindowCenter: 600, WindowWidth: 1200 }],
    PixelValueTransformationSequence: [{ RescaleIntercept: 0, RescaleSlope: 1, RescaleType: "US" }],
    MREchoSequence: [{ EffectiveEchoTime: 3.7 }],
    MRAveragesSequence: [{ NumberOfAverages: 1 }],
    MRImageFrameTypeSequence: [
      { FrameType: ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"], PixelPresentation: "MONOCHROME" },
    ],
    FrameAnatomySequence: [{ FrameLaterality: "U", AnatomicRegionSequence: [codes("T-A0100", "Brain")] }],
    ReferencedImageSequence: [
      {
        ReferencedSOPClassUID: ENHANCED_MR_IMAGE,
        ReferencedSOPInstanceUID: `${INSTANCE_ROOT}.2.2.${frame + 1}`,
      },
    ],
  };
}
