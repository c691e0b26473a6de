import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { AttributeValues, DicomObject } from "../../../dicom";
import { FINDING_KINDS, type FindingCode } from "../../../dicom/validate/findingCodes";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { encapsulatedObject, objectOf, readCt } from "../../support/dicom/objects";
import { sequenceOf, unsignedShort, type CtChanges } from "../../src/pipeline/support/ctFile";

const CLASS = "1.2.840.10008.5.1.4.1.1";
const RLE = "1.2.840.10008.1.2.5";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

const of = (values: AttributeValues) => () => objectOf({ SOPInstanceUID: "1.2.3", ...values });
const ct = (changes: CtChanges) => () => readCt(changes);

const IMAGE: AttributeValues = {
  SOPClassUID: `${CLASS}.7`,
  SOPInstanceUID: "1.2.3",
  Rows: 2,
  Columns: 2,
  SamplesPerPixel: 1,
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
  PhotometricInterpretation: "MONOCHROME2",
};
const rle = (values: AttributeValues, pixels: Parameters<typeof encapsulatedObject>[2]) => () =>
  encapsulatedObject({ ...IMAGE, ...values }, RLE, pixels);

const enhancedMr = (shared: AttributeValues, ...frames: AttributeValues[]) =>
  of({
    SOPClassUID: `${CLASS}.4.1`,
    NumberOfFrames: frames.length,
    SharedFunctionalGroupsSequence: [shared],
    PerFrameFunctionalGroupsSequence: frames,
  });
const measures: AttributeValues = { PixelMeasuresSequence: [{ SliceThickness: 1 }] };
const reference: AttributeValues = { ReferencedSOPClassUID: `${CLASS}.2`, ReferencedSOPInstanceUID: "1.2.9" };

/** Of each code that a validation may find an object in which it is found. */
const EXAMPLES: Readonly<Record<FindingCode, () => DicomObject | Promise<DicomObject>>> = {
  WRONG_VR: ct({ 0x00100020: ["SH", "A1"] }),
  WRONG_PADDING: ct({ 0x00100020: ["LO", "A\0"] }),
  WRONG_VALUE_LENGTH: ct({ 0x00189087: ["FD", new Uint8Array(6)] }),
  UNDECODABLE_TEXT: ct({ 0x00080005: ["CS", "ISO_IR 192"], 0x00100020: ["LO", "\xfc "] }),
  MISSING_CHARACTER_SET: ct({ 0x00100020: ["LO", "\xfc "] }),
  RESERVED_TAG: ct({ 0x00090101: ["LO", "AB"] }),
  MISSING_PRIVATE_CREATOR: ct({ 0x00091001: ["LO", "AB"] }),
  MISSING_META_ATTRIBUTE: ct({ 0x00020012: undefined }),
  UNKNOWN_META_VERSION: ct({ 0x00020001: ["OB", Uint8Array.of(1, 0)] }),
  DICOMDIR_NOT_SUPPORTED: ct({ 0x00041220: sequenceOf([]) }),
  UNKNOWN_ATTRIBUTE: ct({ 0x00080003: ["LO", "AB"] }),
  RETIRED_ATTRIBUTE: ct({ 0x00080001: ["UL", new Uint8Array(4)] }),
  WRONG_MULTIPLICITY: ct({ 0x00280030: ["DS", "1\\1\\1"] }),
  VALUE_TOO_LONG: ct({ 0x00200010: ["SH", "x".repeat(18)] }),
  CONTROL_CHARACTER: ct({ 0x00100020: ["LO", "A\x07B "] }),
  INVALID_UID: ct({ 0x00200052: ["UI", "1.02"] }),
  INVALID_DATE: ct({ 0x00080020: ["DA", "20240230"] }),
  INVALID_TIME: ct({ 0x00080030: ["TM", "2500"] }),
  INVALID_DATE_TIME: ct({ 0x0008002a: ["DT", "20241301"] }),
  INVALID_AGE: ct({ 0x00101010: ["AS", "42"] }),
  INVALID_CODE: ct({ 0x00100040: ["CS", "f"] }),
  INVALID_NUMBER: ct({ 0x00180060: ["DS", "high"] }),
  INVALID_PERSON_NAME: ct({ 0x00100010: ["PN", "A=B=C=D "] }),
  INVALID_APPLICATION_ENTITY: ct({ 0x00080054: ["AE", "A\x07"] }),
  INVALID_URI: ct({ 0x00081190: ["UR", "http://a b"] }),
  INVALID_TIME_ZONE: ct({ 0x00080201: ["SH", "+2500 "] }),
  UNEXPECTED_VALUE: ct({ 0x00100040: ["CS", "X"] }),
  RETIRED_FORM: ct({ 0x00080020: ["DA", "1993.08.22"] }),
  UNLISTED_TERM: of({ SOPClassUID: `${CLASS}.7`, ConversionType: "XYZ" }),
  MISSING_SOP_CLASS_UID: ct({ 0x00080016: undefined }),
  MISSING_SOP_INSTANCE_UID: ct({ 0x00080018: undefined }),
  META_MISMATCH: ct({ 0x00020003: ["UI", "1.2.9"] }),
  MODALITY_MISMATCH: ct({ 0x00080060: ["CS", "MR"] }),
  INVALID_PIXEL_DESCRIPTION: ct({ 0x00280101: unsignedShort(17) }),
  WRONG_PIXEL_DESCRIPTION: ct({ 0x00280102: unsignedShort(15) }),
  TRUNCATED_PIXEL_DATA: ct({ 0x00280010: unsignedShort(5) }),
  EXCESS_PIXEL_DATA: ct({ 0x7fe00010: ["OW", new Uint8Array(34)] }),
  PIXEL_DATA_ENCODING: () => ({ ...objectOf({ ...IMAGE, PixelData: new Uint8Array(4) }, RLE) }),
  FEWER_FRAGMENTS_THAN_FRAMES: rle({ NumberOfFrames: 2 }, { fragments: [64] }),
  MORE_FRAGMENTS_THAN_FRAMES: rle({}, { fragments: [64, 64] }),
  TRANSFER_SYNTAX_CONTRADICTION: rle({ PhotometricInterpretation: "YBR_RCT" }, { fragments: [64] }),
  DENIED_LOSSY_COMPRESSION: () =>
    encapsulatedObject({ ...IMAGE, LossyImageCompression: "00" }, JPEG_BASELINE, { fragments: [64] }),
  UNDECLARED_LOSSY_COMPRESSION: () => encapsulatedObject(IMAGE, JPEG_BASELINE, { fragments: [64] }),
  OFFSET_TABLE_MISMATCH: rle({}, { offsetTableBytes: 8, fragments: [64] }),
  FRAME_COUNT_MISMATCH: of({ NumberOfFrames: 2, PerFrameFunctionalGroupsSequence: [{}] }),
  COUNT_MISMATCH: of({ NumberOfBeams: 2, ReferencedBeamSequence: [{}] }),
  LENGTH_MISMATCH: of({ LUTDescriptor: [4, 0, 16], LUTData: [1, 2, 3] }),
  POINTER_TO_NOTHING: of({ NumberOfFrames: 2, FrameIncrementPointer: [0x00181063] }),
  REFERENCE_TO_NOTHING: of({
    StructureSetROISequence: [{ ROINumber: 1 }],
    ROIContourSequence: [{ ReferencedROINumber: 2 }],
  }),
  DUPLICATE_NUMBER: of({ StructureSetROISequence: [{ ROINumber: 1 }, { ROINumber: 1 }] }),
  NUMBERING_NOT_CONSECUTIVE: of({ SegmentSequence: [{ SegmentNumber: 1 }, { SegmentNumber: 3 }] }),
  REFERENCE_NOT_LISTED: of({ ContentSequence: [{ ReferencedSOPSequence: [reference] }] }),
  SAME_UID: of({ StudyInstanceUID: "1.2.3" }),
  INVALID_ORIENTATION: ct({ 0x00200037: ["DS", "1\\0\\0\\1\\0\\0"] }),
  INVALID_SPACING: ct({ 0x00280030: ["DS", "0\\1"] }),
  UNKNOWN_SOP_CLASS: ct({ 0x00080016: ["UI", "1.2.3.999"] }),
  DUPLICATE_REFERENCE: of({
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: "1.2.7", ReferencedInstanceSequence: [reference, reference] },
    ],
  }),
  MISSING_ATTRIBUTE: ct({ 0x00100020: undefined }),
  EMPTY_ATTRIBUTE: ct({ 0x00080060: ["CS", ""] }),
  MISSING_CONDITIONAL_ATTRIBUTE: ct({ 0x7fe00010: undefined }),
  EMPTY_CONDITIONAL_ATTRIBUTE: ct({ 0x7fe00010: ["OW", ""] }),
  FORBIDDEN_ATTRIBUTE: ct({ 0x00280006: unsignedShort(0) }),
  MISSING_MODULE: of({ SOPClassUID: `${CLASS}.2` }),
  MISSING_FUNCTIONAL_GROUP: enhancedMr({}, measures, {}),
  DOUBLE_FUNCTIONAL_GROUP: enhancedMr(measures, measures),
  SHARED_FUNCTIONAL_GROUP: enhancedMr({ FrameContentSequence: [{}] }, {}),
  TOO_MANY_ITEMS: of({ SOPClassUID: `${CLASS}.4.1`, SharedFunctionalGroupsSequence: [{}, {}] }),
  EMPTY_THOUGH_KNOWN: of({
    SOPClassUID: `${CLASS}.1.1`,
    BodyPartExamined: "CHEST",
    AnatomicRegionSequence: [],
  }),
  EMPTY_SEQUENCE: of({ SOPClassUID: `${CLASS}.2`, RequestAttributesSequence: [] }),
  ATTRIBUTE_OUTSIDE_IOD: of({ SOPClassUID: `${CLASS}.2`, EchoTime: 1 }),
  NOT_CHECKED: ct({ 0x00080016: ["UI", "1.2.3.999"] }),
};

const FOLDER = "dicom/validate";

describe("codes of findings", () => {
  for (const [code, create] of Object.entries(EXAMPLES)) {
    it(`${code} is found where it is so, and not in an object that is in order`, async () => {
      const { counts, findings } = validateDicom(await create());
      expect(counts).to.include.keys(code);
      expect(findings.find((finding) => finding.code === code)?.clause).to.match(/^PS3\.\d+ §/);
      expect(validateDicom(await readCt({})).counts).to.deep.equal({});
    });
  }

  it("are all given by a check", () => {
    const checks = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && name !== "findingCodes.ts")
      .map((name) => readFileSync(join(FOLDER, name), "utf8"))
      .join("\n");
    expect(Object.keys(FINDING_KINDS).filter((code) => !checks.includes(`"${code}"`))).to.deep.equal([]);
  });
});
