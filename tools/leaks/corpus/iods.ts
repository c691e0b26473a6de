import type { AttributeValues } from "../../../dicom";

/** An IOD of the corpus: what makes an object of it, beside patient, study and series. */
export interface Iod {
  /** Short, for names of files. */
  readonly name: string;
  readonly sopClassUid: string;
  readonly modality: string;
  readonly values: AttributeValues;
  /** Pixels are 16-bit words of which 12 are used. */
  readonly image: boolean;
}

export const ROWS = 32;
export const COLUMNS = 32;

export const PIXELS: AttributeValues = {
  SamplesPerPixel: 1,
  PhotometricInterpretation: "MONOCHROME2",
  Rows: ROWS,
  Columns: COLUMNS,
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  PixelData: new Uint8Array(ROWS * COLUMNS * 2),
};

const PLANE: AttributeValues = {
  PixelSpacing: ["0.5", "0.5"],
  ImageOrientationPatient: ["1", "0", "0", "0", "1", "0"],
  ImagePositionPatient: ["0", "0", "0"],
  SliceThickness: "1",
  PositionReferenceIndicator: "",
};

const code = (value: string, meaning: string, scheme = "DCM"): AttributeValues => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
});

const AXIAL = ["ORIGINAL", "PRIMARY", "AXIAL"];
const RESCALE: AttributeValues = { RescaleIntercept: "-1024", RescaleSlope: "1" };

const uid = (last: string): string => `1.2.840.10008.5.1.4.1.1.${last}`;

const image = (name: string, last: string, modality: string, values: AttributeValues): Iod => ({
  name,
  sopClassUid: uid(last),
  modality,
  values: { ...PIXELS, ...values },
  image: true,
});

const other = (name: string, last: string, modality: string, values: AttributeValues): Iod => ({
  name,
  sopClassUid: uid(last),
  modality,
  values,
  image: false,
});

const document: AttributeValues = {
  CompletionFlag: "COMPLETE",
  VerificationFlag: "UNVERIFIED",
  ContentDate: "20190301",
  ContentTime: "101010",
  ReferencedPerformedProcedureStepSequence: [],
  PerformedProcedureCodeSequence: [],
  ValueType: "CONTAINER",
  ContinuityOfContent: "SEPARATE",
  InstanceNumber: "1",
};

export const IODS: readonly Iod[] = [
  image("ct", "2", "CT", {
    ...PLANE,
    ...RESCALE,
    ImageType: AXIAL,
    KVP: "120",
    AcquisitionNumber: "1",
    InstanceNumber: "1",
  }),
  image("mr", "4", "MR", {
    ...PLANE,
    ImageType: ["ORIGINAL", "PRIMARY", "OTHER"],
    ScanningSequence: "SE",
    SequenceVariant: "NONE",
    ScanOptions: "",
    MRAcquisitionType: "2D",
    RepetitionTime: "500",
    EchoTime: "15",
    EchoTrainLength: "1",
    InstanceNumber: "1",
  }),
  image("cr", "1", "CR", {
    BodyPartExamined: "CHEST",
    ViewPosition: "PA",
    PatientOrientation: ["L", "F"],
    InstanceNumber: "1",
  }),
  image("dx", "1.1", "DX", {
    ImageType: ["ORIGINAL", "PRIMARY"],
    PresentationIntentType: "FOR PRESENTATION",
    PatientOrientation: ["L", "F"],
    ImageLaterality: "U",
    PixelIntensityRelationship: "LOG",
    PixelIntensityRelationshipSign: 1,
    PresentationLUTShape: "IDENTITY",
    LossyImageCompression: "00",
    BurnedInAnnotation: "NO",
    DetectorType: "DIRECT",
    ImagerPixelSpacing: ["0.2", "0.2"],
    InstanceNumber: "1",
    ...RESCALE,
  }),
  image("us", "6.1", "US", { ImageType: ["ORIGINAL", "PRIMARY", "ABDOMINAL"], InstanceNumber: "1" }),
  image("sc", "7", "OT", { ConversionType: "WSD", InstanceNumber: "1" }),
  image("pet", "128", "PT", {
    ...PLANE,
    ImageType: ["ORIGINAL", "PRIMARY"],
    Units: "BQML",
    CountsSource: "EMISSION",
    SeriesType: ["STATIC", "IMAGE"],
    NumberOfSlices: 1,
    CorrectedImage: ["DECY"],
    DecayCorrection: "START",
    CollimatorType: "NONE",
    FrameReferenceTime: "0",
    ImageIndex: 1,
    ActualFrameDuration: "1000",
    InstanceNumber: "1",
    SeriesDate: "20190301",
    SeriesTime: "101010",
    ...RESCALE,
  }),
  image("nm", "20", "NM", {
    ImageType: ["ORIGINAL", "PRIMARY", "STATIC", "EMISSION"],
    NumberOfFrames: "1",
    FrameIncrementPointer: 0x00540010,
    EnergyWindowVector: 1,
    NumberOfEnergyWindows: 1,
    InstanceNumber: "1",
  }),
  other("rtstruct", "481.3", "RTSTRUCT", {
    StructureSetLabel: "PLAN",
    StructureSetDate: "20190301",
    StructureSetTime: "101010",
    ROIContourSequence: [],
    StructureSetROISequence: [{ ROINumber: "1", ROIName: "HEART", ROIGenerationAlgorithm: "MANUAL" }],
    RTROIObservationsSequence: [
      { ObservationNumber: "1", ReferencedROINumber: "1", RTROIInterpretedType: "ORGAN", ROIInterpreter: "" },
    ],
  }),
  other("sr", "88.22", "SR", { ...document, ConceptNameCodeSequence: [code("18748-4", "Report", "LN")] }),
  other("ko", "88.59", "KO", { ...document, ConceptNameCodeSequence: [code("113000", "Of Interest")] }),
  other("pr", "11.1", "PR", {
    ContentLabel: "LABEL",
    ContentDescription: "",
    ContentCreatorName: "",
    PresentationCreationDate: "20190301",
    PresentationCreationTime: "101010",
    PresentationLUTShape: "IDENTITY",
    InstanceNumber: "1",
  }),
  other("ecg", "9.1.2", "ECG", {
    AcquisitionDateTime: "20190301101010",
    ContentDate: "20190301",
    ContentTime: "101010",
    InstanceNumber: "1",
    WaveformSequence: [
      {
        WaveformOriginality: "ORIGINAL",
        NumberOfWaveformChannels: 1,
        NumberOfWaveformSamples: 4,
        SamplingFrequency: "500",
        WaveformBitsAllocated: 16,
        WaveformSampleInterpretation: "SS",
        WaveformData: new Uint8Array(8),
      },
    ],
  }),
  image("seg", "66.4", "SEG", {
    ImageType: ["DERIVED", "PRIMARY"],
    SegmentationType: "BINARY",
    ContentLabel: "SEG",
    ContentDescription: "",
    ContentCreatorName: "",
    ContentDate: "20190301",
    ContentTime: "101010",
    NumberOfFrames: "1",
    Manufacturer: "ACME",
    ManufacturerModelName: "SCAN 1",
    DeviceSerialNumber: "77",
    SoftwareVersions: "1",
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    LossyImageCompression: "00",
    InstanceNumber: "1",
    PixelData: new Uint8Array(ROWS * COLUMNS),
  }),
];

export function iodNamed(name: string): Iod {
  const iod = IODS.find((one) => one.name === name);
  if (!iod) throw new Error(`there is no IOD ${name} in the corpus`);
  return iod;
}
