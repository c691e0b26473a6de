import { createDataSet, type AttributeValues, type DataSet } from "../../dicom";
import { codes, identifiers, INSTANCE_ROOT, pixels, withPrivateBlock } from "./values";

const CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
const SIZE = 512;
const REFERENCES = 12;
const PRIVATE_ELEMENTS = 82;

/** A CT slice of 529 KB with 222 elements, nested and private ones among them, as scanners write them. */
export function ctImage(number: number): DataSet {
  const instanceUid = `${INSTANCE_ROOT}.1.1.${number}`;
  const dataSet = createDataSet({
    ...identifiers("CT"),
    SOPClassUID: CT_IMAGE,
    SOPInstanceUID: instanceUid,
    SeriesInstanceUID: `${INSTANCE_ROOT}.1.1`,
    FrameOfReferenceUID: `${INSTANCE_ROOT}.9`,
    InstanceNumber: number,
    ...acquisition(number),
    ...sequences(number),
    SamplesPerPixel: 1,
    PhotometricInterpretation: "MONOCHROME2",
    Rows: SIZE,
    Columns: SIZE,
    PixelSpacing: [0.703125, 0.703125],
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    WindowCenter: [40, 300],
    WindowWidth: [400, 1500],
    RescaleIntercept: -1024,
    RescaleSlope: 1,
    RescaleType: "HU",
    LossyImageCompression: "00",
    PixelData: pixels(SIZE * SIZE, number),
  });
  return withPrivateBlock(dataSet, PRIVATE_ELEMENTS);
}

function acquisition(number: number): AttributeValues {
  return {
    ImageType: ["ORIGINAL", "PRIMARY", "AXIAL"],
    ScanOptions: "HELICAL MODE",
    SliceThickness: 1.25,
    KVP: 120,
    DataCollectionDiameter: 500,
    ReconstructionDiameter: 360,
    DistanceSourceToDetector: 949.075,
    DistanceSourceToPatient: 541,
    GantryDetectorTilt: 0,
    TableHeight: 158.5,
    RotationDirection: "CW",
    ExposureTime: 600,
    XRayTubeCurrent: 380,
    Exposure: 228,
    FilterType: "BODY FILTER",
    GeneratorPower: 45600,
    FocalSpots: 1.2,
    ConvolutionKernel: "STANDARD",
    PatientPosition: "FFS",
    SpiralPitchFactor: 0.984375,
    AcquisitionNumber: 1,
    ImagePositionPatient: [-180, -180, number * 1.25],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    SliceLocation: number * 1.25,
    PositionReferenceIndicator: "SN",
    ImageComments: "Reviewed with the referring physician",
  };
}

function sequences(number: number): AttributeValues {
  return {
    ReferencedImageSequence: Array.from({ length: REFERENCES }, (_, index) => ({
      ReferencedSOPClassUID: CT_IMAGE,
      ReferencedSOPInstanceUID: `${INSTANCE_ROOT}.1.2.${number + index}`,
    })),
    ProcedureCodeSequence: [codes("CTABD", "CT abdomen")],
    AnatomicRegionSequence: [codes("T-D4000", "Abdomen")],
    RequestAttributesSequence: [
      {
        ScheduledProcedureStepID: "SPS4711",
        ScheduledProcedureStepDescription: "CT abdomen with contrast",
        RequestedProcedureID: "RP4711",
        ScheduledProtocolCodeSequence: [codes("P1", "Portal venous"), codes("P2", "Arterial")],
      },
    ],
  };
}
