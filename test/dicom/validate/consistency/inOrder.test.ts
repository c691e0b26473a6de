import { expect } from "chai";
import { DataElement, Item, tagOf, type AttributeValues } from "../../../../dicom";
import type { FindingCode } from "../../../../dicom/validate/findingCodes";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { objectOf } from "../../../support/dicom/objects";

const CLASS = "1.2.840.10008.5.1.4.1.1";

const countsOf = (values: AttributeValues) =>
  validateDicom(objectOf({ SOPInstanceUID: "1.2.3", ...values })).counts;

const reference: AttributeValues = { ReferencedSOPClassUID: `${CLASS}.2`, ReferencedSOPInstanceUID: "1.2.9" };
const evidence = (instances: AttributeValues[]): AttributeValues[] => [
  {
    StudyInstanceUID: "1.2.5",
    ReferencedSeriesSequence: [{ SeriesInstanceUID: "1.2.6", ReferencedSOPSequence: instances }],
  },
];
const series: AttributeValues[] = [{ SeriesInstanceUID: "1.2.6", ReferencedInstanceSequence: [reference] }];
const frame = (...values: number[]): AttributeValues => ({
  FrameContentSequence: [{ DimensionIndexValues: values }],
});
const dimension: AttributeValues = {
  DimensionIndexPointer: [0x00209157],
  FunctionalGroupPointer: [0x00209111],
  DimensionOrganizationUID: "1.2.8",
};
const direction: AttributeValues = {
  DimensionIndexPointer: [tagOf("DiffusionGradientOrientation")],
  FunctionalGroupPointer: [tagOf("MRDiffusionSequence")],
};

/** What agrees, and what does not by one value. */
const CASES: readonly [what: string, code: FindingCode, good: AttributeValues, bad: AttributeValues][] = [
  [
    "a vector of frame times has one for each frame",
    "FRAME_COUNT_MISMATCH",
    { NumberOfFrames: 2, FrameIncrementPointer: [0x00181065], FrameTimeVector: [0, 40] },
    { NumberOfFrames: 3, FrameIncrementPointer: [0x00181065], FrameTimeVector: [0, 40] },
  ],
  [
    "contours have three values for each point",
    "COUNT_MISMATCH",
    {
      ROIContourSequence: [
        { ContourSequence: [{ NumberOfContourPoints: 2, ContourData: [1, 2, 3, 4, 5, 6] }] },
      ],
    },
    { ROIContourSequence: [{ ContourSequence: [{ NumberOfContourPoints: 2, ContourData: [1, 2, 3] }] }] },
  ],
  [
    "detectors and windows of energy are counted where they are known",
    "COUNT_MISMATCH",
    {
      NumberOfDetectors: 1,
      DetectorInformationSequence: [],
      NumberOfEnergyWindows: 1,
      EnergyWindowInformationSequence: [],
    },
    { NumberOfDetectors: 1, DetectorInformationSequence: [{}, {}] },
  ],
  ["there is a frame at least", "UNEXPECTED_VALUE", { NumberOfFrames: 1 }, { NumberOfFrames: 0 }],
  [
    "windows have as many widths as centers",
    "COUNT_MISMATCH",
    { WindowCenter: [40, 300], WindowWidth: [400, 1500] },
    { WindowCenter: [40, 300], WindowWidth: [400] },
  ],
  [
    "frames have an index value for each dimension",
    "COUNT_MISMATCH",
    { NumberOfFrames: 1, DimensionIndexSequence: [dimension], PerFrameFunctionalGroupsSequence: [frame(1)] },
    {
      NumberOfFrames: 1,
      DimensionIndexSequence: [dimension],
      PerFrameFunctionalGroupsSequence: [frame(1, 2)],
    },
  ],
  [
    "dimensions point to attributes of frames",
    "POINTER_TO_NOTHING",
    { DimensionIndexSequence: [dimension], PerFrameFunctionalGroupsSequence: [frame(1)] },
    {
      DimensionIndexSequence: [{ ...dimension, DimensionIndexPointer: [0x00200032] }],
      PerFrameFunctionalGroupsSequence: [frame(1)],
    },
  ],
  [
    "dimensions point to attributes of a functional group at any depth",
    "POINTER_TO_NOTHING",
    {
      DimensionIndexSequence: [direction],
      PerFrameFunctionalGroupsSequence: [
        {
          MRDiffusionSequence: [
            { DiffusionGradientDirectionSequence: [{ DiffusionGradientOrientation: [1, 0, 0] }] },
          ],
        },
      ],
    },
    {
      DimensionIndexSequence: [direction],
      PerFrameFunctionalGroupsSequence: [
        {
          MRAveragesSequence: [
            { DiffusionGradientDirectionSequence: [{ DiffusionGradientOrientation: [1, 0, 0] }] },
          ],
        },
      ],
    },
  ],
  [
    "dimensions are of an organization that is there",
    "REFERENCE_TO_NOTHING",
    {
      DimensionOrganizationSequence: [{ DimensionOrganizationUID: "1.2.8" }],
      DimensionIndexSequence: [dimension],
    },
    {
      DimensionOrganizationSequence: [{ DimensionOrganizationUID: "1.2.7" }],
      DimensionIndexSequence: [dimension],
    },
  ],
  [
    "tables of 8 bits have a byte for each entry",
    "LENGTH_MISMATCH",
    {
      RedPaletteColorLookupTableDescriptor: [4, 0, 8],
      RedPaletteColorLookupTableData: new Uint8Array(4),
    },
    {
      RedPaletteColorLookupTableDescriptor: [4, 0, 16],
      RedPaletteColorLookupTableData: new Uint8Array(4),
    },
  ],
  [
    "waveforms have a sample of each channel",
    "LENGTH_MISMATCH",
    {
      WaveformSequence: [
        {
          NumberOfWaveformChannels: 2,
          NumberOfWaveformSamples: 3,
          WaveformBitsAllocated: 16,
          WaveformData: new Uint8Array(12),
        },
      ],
    },
    {
      WaveformSequence: [
        {
          NumberOfWaveformChannels: 2,
          NumberOfWaveformSamples: 4,
          WaveformBitsAllocated: 16,
          WaveformData: new Uint8Array(12),
        },
      ],
    },
  ],
  [
    "documents are as long as is said, without the padding",
    "LENGTH_MISMATCH",
    { EncapsulatedDocument: new Uint8Array(8), EncapsulatedDocumentLength: 7 },
    { EncapsulatedDocument: new Uint8Array(8), EncapsulatedDocumentLength: 6 },
  ],
  [
    "references of a report are in its evidence",
    "REFERENCE_NOT_LISTED",
    {
      ContentSequence: [{ ContentSequence: [{ ReferencedSOPSequence: [reference] }] }],
      CurrentRequestedProcedureEvidenceSequence: evidence([reference]),
    },
    {
      ContentSequence: [{ ContentSequence: [{ ReferencedSOPSequence: [reference] }] }],
      CurrentRequestedProcedureEvidenceSequence: evidence([
        { ...reference, ReferencedSOPInstanceUID: "1.2.10" },
      ]),
    },
  ],
  [
    "instances are listed once",
    "DUPLICATE_REFERENCE",
    { ContentSequence: [{}], PertinentOtherEvidenceSequence: evidence([reference]) },
    { ContentSequence: [{}], PertinentOtherEvidenceSequence: evidence([reference, reference]) },
  ],
  [
    "frames refer to segments that are there",
    "REFERENCE_TO_NOTHING",
    {
      SegmentSequence: [{ SegmentNumber: 1 }],
      PerFrameFunctionalGroupsSequence: [{ SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 1 }] }],
    },
    {
      SegmentSequence: [{ SegmentNumber: 1 }],
      PerFrameFunctionalGroupsSequence: [{ SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 2 }] }],
    },
  ],
  [
    "segments count from 1, unless they are labels",
    "NUMBERING_NOT_CONSECUTIVE",
    { SegmentationType: "LABELMAP", SegmentSequence: [{ SegmentNumber: 3 }] },
    { SegmentationType: "BINARY", SegmentSequence: [{ SegmentNumber: 3 }] },
  ],
  [
    "an image of a single frame has one",
    "UNEXPECTED_VALUE",
    { SOPClassUID: `${CLASS}.7.2`, NumberOfFrames: 2 },
    { SOPClassUID: `${CLASS}.7`, NumberOfFrames: 2 },
  ],
  [
    "what is referred to is listed, and nothing where nothing is",
    "FORBIDDEN_ATTRIBUTE",
    { ReferencedSeriesSequence: series, SourceImageSequence: [reference] },
    { ReferencedSeriesSequence: series },
  ],
  [
    "rows and columns are at right angles",
    "INVALID_ORIENTATION",
    { ImageOrientationPatient: [0.6, 0.8, 0, -0.8, 0.6, 0] },
    { ImageOrientationPatient: [0.6, 0.8, 0, 0.8, 0.6, 0] },
  ],
  [
    "offsets from UTC are between -1200 and +1400",
    "INVALID_TIME_ZONE",
    { TimezoneOffsetFromUTC: "-0330" },
    { TimezoneOffsetFromUTC: "+1430" },
  ],
];

describe("attributes beside one another", () => {
  for (const [what, code, good, bad] of CASES) {
    it(`agree: ${what}`, () => {
      expect(countsOf(good)).to.not.have.property(code);
      expect(countsOf(bad)).to.have.property(code, 1);
    });
  }

  it("holds no value of the object in what it finds, unless it is asked to", () => {
    const planted = "1.2.4711.4712";
    const object = objectOf({
      StudyInstanceUID: planted,
      SeriesInstanceUID: planted,
      SOPInstanceUID: planted,
    });
    expect(JSON.stringify(validateDicom(object))).to.not.include(planted);
    expect(JSON.stringify(validateDicom(object, { showValues: true }))).to.include(planted);
  });

  it("lets items be that have nothing in them, at any depth", () => {
    const sequences = [
      "SegmentSequence",
      "BeamSequence",
      "ContentSequence",
      "DimensionIndexSequence",
      "WaveformSequence",
    ];
    const items = sequences.map((keyword) => DataElement.ofItems(tagOf(keyword) ?? 0, [new Item([])]));
    const { dataSet, ...object } = objectOf({});
    const filled = items.reduce((set, element) => set.with(element), dataSet);
    expect(() => validateDicom({ ...object, dataSet: filled })).to.not.throw();
  });
});
