import { expect } from "chai";
import { BufferSource, readDicom } from "../../../dicom";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { element } from "../../support/dicom/bytes";
import { ctFile, sequenceOf, unsignedShort, type CtChanges } from "../../src/pipeline/support/ctFile";

describe("validateDicom", () => {
  const findingsOf = async (changes: CtChanges) =>
    validateDicom(await readDicom(new BufferSource(ctFile(changes)))).findings;
  const codesOf = async (changes: CtChanges) =>
    (await findingsOf(changes))
      .filter(({ severity }) => severity !== "note")
      .map(({ code, tag, severity }) => `${severity} ${code} ${tag}`);

  it("finds nothing in an object that is in order", async () => {
    expect(await findingsOf({})).to.deep.equal([]);
  });

  it("finds attributes that patient, study, series and modality lack, with the clause", async () => {
    const findings = await findingsOf({
      0x00100020: undefined,
      0x0020000d: undefined,
      0x00281052: undefined,
    });
    const missing = { level: "iod", severity: "error", code: "MISSING_ATTRIBUTE" } as const;
    expect(findings).to.deep.equal([
      { ...missing, tag: "00100020", path: "PatientID", clause: "PS3.3 §C.7.1.1", expected: "type 2" },
      { ...missing, tag: "0020000D", path: "StudyInstanceUID", clause: "PS3.3 §C.7.2.1", expected: "type 1" },
      { ...missing, tag: "00281052", path: "RescaleIntercept", clause: "PS3.3 §C.8.2.1", expected: "type 1" },
    ]);
  });

  it("lets attributes of type 2 be empty, and not those of type 1", async () => {
    expect(await codesOf({ 0x00100010: ["PN", ""], 0x00080060: ["CS", ""] })).to.deep.equal([
      "error EMPTY_ATTRIBUTE 00080060",
    ]);
  });

  it("finds values that are not among those of the standard", async () => {
    expect(await codesOf({ 0x00100040: ["CS", "X"], 0x00080060: ["CS", "MR"] })).to.have.members([
      "error UNEXPECTED_VALUE 00100040",
      "error MODALITY_MISMATCH 00080060",
    ]);
  });

  it("finds values whose form their VR does not allow, at any depth", async () => {
    const reference = [element(0x00081150, "UI", "1.2\0"), element(0x00081155, "UI", "1..3")];
    const findings = await findingsOf({
      0x00080020: ["DA", "20240230"],
      0x00081140: sequenceOf(
        [element(0x00081150, "UI", "1.2\0"), element(0x00081155, "UI", "1.3\0")],
        reference,
      ),
    });
    const wrong = { level: "value", severity: "error" } as const;
    expect(findings).to.deep.equal([
      {
        ...wrong,
        code: "INVALID_DATE",
        tag: "00080020",
        path: "StudyDate",
        clause: "PS3.5 §6.2",
        expected: "YYYYMMDD",
      },
      {
        ...wrong,
        code: "INVALID_UID",
        tag: "00081155",
        path: "ReferencedImageSequence[1].ReferencedSOPInstanceUID",
        clause: "PS3.5 §9.1",
        expected: "numbers without leading zeros joined by dots, below 0, 1 or 2",
      },
    ]);
  });

  it("finds an object that says neither what nor which it is", async () => {
    expect(await codesOf({ 0x00080016: undefined })).to.include("error MISSING_SOP_CLASS_UID 00080016");
    expect(await codesOf({ 0x00080018: ["UI", ""] })).to.include("error MISSING_SOP_INSTANCE_UID 00080018");
  });

  it("takes the UIDs from the file meta information where the data set has none", async () => {
    const changes = {
      0x00080016: undefined,
      0x00020002: ["UI", "1.2.840.10008.5.1.4.1.1.2"],
    } as const;
    const errors = (await codesOf(changes)).filter((text) => text.startsWith("error"));
    expect(errors).to.deep.equal(["error MISSING_ATTRIBUTE 00080016"]);
  });

  it("warns of a SOP class that PS3.6 does not register", async () => {
    expect(await codesOf({ 0x00080016: ["UI", "1.2.3.999"] })).to.include(
      "warning UNKNOWN_SOP_CLASS 00080016",
    );
  });

  it("finds a DICOMDIR", async () => {
    const codes = await codesOf({ 0x00041220: sequenceOf([]) });
    expect(codes).to.deep.equal(["error DICOMDIR_NOT_SUPPORTED 00041220"]);
  });

  describe("of pixel data", () => {
    /** Without what a CT image asks of its pixels besides. */
    const pixelCodesOf = async (changes: CtChanges) =>
      (await codesOf(changes)).filter((text) => !text.includes("UNEXPECTED_VALUE"));

    const error = (tag: string) => `error INVALID_PIXEL_DESCRIPTION ${tag}`;
    const unusual = (tag: string) => `error WRONG_PIXEL_DESCRIPTION ${tag}`;

    it("finds more bits stored than allocated, and a high bit outside of them", async () => {
      expect(
        await pixelCodesOf({ 0x00280101: unsignedShort(17), 0x00280102: unsignedShort(16) }),
      ).to.deep.equal([error("00280101"), error("00280102")]);
    });

    it("finds an image without rows, columns, samples or bits", async () => {
      for (const tag of [0x00280010, 0x00280011, 0x00280002, 0x00280100, 0x00280101]) {
        const [first] = await findingsOf({ [tag]: unsignedShort(0) });
        expect(first?.severity, tag.toString(16)).to.equal("error");
      }
    });

    it("finds native pixel data that is shorter than described", async () => {
      const truncated = "error TRUNCATED_PIXEL_DATA 7FE00010";
      expect(await pixelCodesOf({ 0x00280010: unsignedShort(5) })).to.deep.equal([truncated]);
      expect(await pixelCodesOf({ 0x00280008: ["IS", "2"] })).to.deep.equal([truncated]);
    });

    it("finds out where it is longer by more than the padding", async () => {
      const excess = "error EXCESS_PIXEL_DATA 7FE00010";
      expect(await pixelCodesOf({ 0x7fe00010: ["OW", new Uint8Array(34)] })).to.deep.equal([excess]);
      // 3 x 3 pixels of 8 bits are 9 bytes and one of padding.
      const odd = {
        0x00280010: unsignedShort(3),
        0x00280011: unsignedShort(3),
        0x00280100: unsignedShort(8),
      };
      const bits = { 0x00280101: unsignedShort(8), 0x00280102: unsignedShort(7) };
      expect(await pixelCodesOf({ ...odd, ...bits, 0x7fe00010: ["OB", new Uint8Array(10)] })).to.deep.equal(
        [],
      );
    });

    it("counts two samples per pixel where the chrominance is shared", async () => {
      const colour = {
        0x00280002: unsignedShort(3),
        0x00280006: unsignedShort(0),
        0x00280100: unsignedShort(8),
      };
      const bits = { 0x00280101: unsignedShort(8), 0x00280102: unsignedShort(7) };
      const kind = { 0x00280004: ["CS", "YBR_FULL_422"] } as const;
      expect(await pixelCodesOf({ ...colour, ...bits, ...kind })).to.deep.equal([]);
    });

    it("finds what is consistent and unusual", async () => {
      expect(await pixelCodesOf({ 0x00280102: unsignedShort(15) })).to.deep.equal([unusual("00280102")]);
      expect(await pixelCodesOf({ 0x00280103: unsignedShort(2) })).to.deep.equal([unusual("00280103")]);
      expect(await pixelCodesOf({ 0x00280004: ["CS", "GREYISH"] })).to.deep.equal([unusual("00280004")]);
      expect(await pixelCodesOf({ 0x00280004: ["CS", "RGB"] })).to.deep.equal([unusual("00280002")]);
    });

    it("finds a description that is absent", async () => {
      expect(await pixelCodesOf({ 0x00280100: undefined, 0x00280010: ["US", ""] })).to.deep.equal([
        "error EMPTY_ATTRIBUTE 00280010",
        "error MISSING_ATTRIBUTE 00280100",
      ]);
    });

    it("describes no pixels that are not there, but asks for them in an image", async () => {
      expect(await pixelCodesOf({ 0x7fe00010: undefined, 0x00280101: unsignedShort(99) })).to.deep.equal([
        "error MISSING_CONDITIONAL_ATTRIBUTE 7FE00010",
      ]);
    });
  });

  it("holds no value in what it finds", async () => {
    const planted: CtChanges = {
      0x00080016: ["UI", "1.2.3.4.PLANTED"],
      0x00100030: ["DA", "PLANTED"],
      0x00100040: ["CS", "PLANTED"],
      0x0020000d: ["UI", "PLANTED"],
      0x00280004: ["CS", "PLANTED"],
    };
    const findings = await findingsOf(planted);
    expect(findings.length).to.be.at.least(5);
    expect(JSON.stringify(findings)).to.not.include("PLANTED");
  });

  it("names no tag that PS3.6 does not know, which can be bytes of a value", async () => {
    const findings = await findingsOf({ 0x4a4f484e: ["DA", "not a date"] }); // JOHN
    const [invalid] = findings.filter(({ code }) => code === "INVALID_DATE");
    expect(invalid).to.include({ tag: "unknown" });
    expect(JSON.stringify(findings).toUpperCase()).to.not.include("4A4F484E");
  });
});
