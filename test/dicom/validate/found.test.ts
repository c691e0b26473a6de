import { expect } from "chai";
import type { AttributeValues, DicomObject } from "../../../dicom";
import type { FindingCode } from "../../../dicom/validate/findingCodes";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { unsignedShort, type CtChanges } from "../../src/pipeline/support/ctFile";
import { objectOf, readCt } from "../../support/dicom/objects";

const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

describe("what a finding says of", () => {
  const firstOf = (object: DicomObject, code: string) =>
    validateDicom(object, { showValues: true }).findings.find((finding) => finding.code === code);
  const factsOf = async (changes: CtChanges, code: string) => {
    const { expected, found } = firstOf(await readCt(changes), code) ?? {};
    return [expected, found];
  };

  describe("what is there", () => {
    it("is the value representation", async () => {
      expect(await factsOf({ 0x00100020: ["SH", "A1"] }, "WRONG_VR")).to.deep.equal(["LO", "SH"]);
    });

    it("is the length of pixels, beside that which is described", async () => {
      const short = await factsOf({ 0x00280010: unsignedShort(5) }, "TRUNCATED_PIXEL_DATA");
      expect(short).to.deep.equal(["40 bytes", "32 bytes"]);
      const long = await factsOf({ 0x7fe00010: ["OW", new Uint8Array(34)] }, "EXCESS_PIXEL_DATA");
      expect(long).to.deep.equal(["32 bytes", "34 bytes"]);
    });

    it("is the length of a value in characters, of a name that of its longest group", async () => {
      const text = await factsOf({ 0x00200010: ["SH", "x".repeat(18)] }, "VALUE_TOO_LONG");
      expect(text).to.deep.equal(["at most 16 characters", "18 characters"]);
      const name = await factsOf(
        { 0x00100010: ["PN", `${"x".repeat(70)}=${"y".repeat(9)}`] },
        "VALUE_TOO_LONG",
      );
      expect(name[1]).to.equal("70 characters");
    });

    it("is the number of values", async () => {
      const spacing = await factsOf({ 0x00280030: ["DS", "1\\1\\1"] }, "WRONG_MULTIPLICITY");
      expect(spacing).to.deep.equal(["2 values", "3 values"]);
    });

    it("is the number of items that another attribute counts", () => {
      const counts = (values: AttributeValues, code: FindingCode) => {
        const { expected, found } = firstOf(objectOf({ SOPInstanceUID: "1.2.3", ...values }), code) ?? {};
        return [expected, found];
      };
      expect(counts({ NumberOfBeams: 2, ReferencedBeamSequence: [{}] }, "COUNT_MISMATCH")).to.deep.equal([
        "the number of items of ReferencedBeamSequence",
        "1 item in it",
      ]);
      expect(counts({ WindowCenter: [1, 2], WindowWidth: 1 }, "COUNT_MISMATCH")).to.deep.equal([
        "2 values, as many as WindowCenter",
        "1 value",
      ]);
      const frames = { NumberOfFrames: 2, PerFrameFunctionalGroupsSequence: [{}] };
      expect(counts(frames, "FRAME_COUNT_MISMATCH")).to.deep.equal([
        "2 items, one for each of NumberOfFrames",
        "1 item",
      ]);
      expect(counts({ LUTDescriptor: [4, 0, 16], LUTData: [1, 2, 3] }, "LENGTH_MISMATCH")).to.deep.equal([
        "the length of LUTData",
        "6 bytes in it",
      ]);
    });
  });

  describe("the value, where it is asked for,", () => {
    const valueOf = async (changes: CtChanges, code: string) => firstOf(await readCt(changes), code)?.value;

    it("is that of the attribute at fault", async () => {
      expect(await valueOf({ 0x00020003: ["UI", "1.2.9"] }, "META_MISMATCH")).to.equal("1.2.9");
      expect(await valueOf({ 0x00020001: ["OB", Uint8Array.of(1, 0)] }, "UNKNOWN_META_VERSION")).to.equal(
        "01 00",
      );
      expect(await valueOf({ 0x00100020: ["SH", "A1"] }, "WRONG_VR")).to.equal("A1");
      expect(await valueOf({ 0x00280006: unsignedShort(1) }, "FORBIDDEN_ATTRIBUTE")).to.equal("1");
      expect(await valueOf({ 0x00280102: unsignedShort(3) }, "WRONG_PIXEL_DESCRIPTION")).to.equal("3");
    });

    it("is that of what reading went past", async () => {
      const latin = (term: string): CtChanges => ({ 0x00080005: ["CS", term] });
      expect(await valueOf(latin("ISO-IR 100"), "NONSTANDARD_CHARACTER_SET")).to.equal("ISO-IR 100");
    });

    it("is none where a sequence is at fault", () => {
      const tables = { RescaleIntercept: 0, ModalityLUTSequence: [{ LUTExplanation: "words" }] };
      const object = objectOf({ SOPClassUID: SECONDARY_CAPTURE, SOPInstanceUID: "1.2.3", ...tables });
      const forbidden = validateDicom(object, { showValues: true }).findings.find(
        ({ code, path }) => code === "FORBIDDEN_ATTRIBUTE" && path === "ModalityLUTSequence",
      );
      expect(forbidden).to.not.equal(undefined).and.to.not.have.property("value");
    });
  });
});
