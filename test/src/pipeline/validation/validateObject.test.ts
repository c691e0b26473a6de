import { expect } from "chai";
import { BufferSource, readDicom } from "../../../../dicom";
import { InputRejectedError } from "../../../../src/pipeline/rejection";
import { requireProcessable, validateObject } from "../../../../src/pipeline/validation/validateObject";
import { element } from "../../../support/dicom/bytes";
import { ctFile, PLANTED, sequenceOf, unsignedShort, type CtChanges } from "../support/ctFile";

describe("validateObject", () => {
  const findingsOf = async (changes: CtChanges) =>
    validateObject(await readDicom(new BufferSource(ctFile(changes))));
  const codesOf = async (changes: CtChanges) =>
    (await findingsOf(changes)).map(({ code, tag, severity }) => `${severity} ${code} ${tag}`);

  it("finds nothing in an object that is in order", async () => {
    expect(await findingsOf({})).to.deep.equal([]);
  });

  it("warns of attributes that patient, study, series and modality lack, with the clause", async () => {
    const findings = await findingsOf({
      0x00100020: undefined,
      0x0020000d: undefined,
      0x00281052: undefined,
    });
    expect(findings).to.deep.equal([
      { code: "MISSING_ATTRIBUTE", tag: "00100020", severity: "warning", clause: "PS3.3 §C.7.1.1" },
      { code: "MISSING_ATTRIBUTE", tag: "0020000D", severity: "warning", clause: "PS3.3 §C.7.2.1" },
      { code: "MISSING_ATTRIBUTE", tag: "00281052", severity: "warning", clause: "PS3.3 §C.8.2.1" },
    ]);
  });

  it("lets attributes of type 2 be empty, and not those of type 1", async () => {
    expect(await codesOf({ 0x00100010: ["PN", ""], 0x00080060: ["CS", ""] })).to.deep.equal([
      "warning EMPTY_ATTRIBUTE 00080060",
    ]);
  });

  it("warns of values that are not among those of the standard", async () => {
    expect(await codesOf({ 0x00100040: ["CS", "X"], 0x00080060: ["CS", "MR"] })).to.deep.equal([
      "warning UNEXPECTED_VALUE 00100040",
      "warning MODALITY_MISMATCH 00080060",
    ]);
  });

  it("warns of values whose form their VR does not allow, at any depth", async () => {
    const reference = [element(0x00081150, "UI", "1.2\0"), element(0x00081155, "UI", "1..3")];
    const findings = await findingsOf({
      0x00080020: ["DA", "20240230"],
      0x00081140: sequenceOf([], reference),
    });
    expect(findings).to.deep.equal([
      { code: "INVALID_DATE", tag: "00080020", severity: "warning", clause: "PS3.5 §6.2" },
      {
        code: "INVALID_UID",
        tag: "00081155",
        severity: "warning",
        clause: "PS3.5 §9.1",
        path: "00081140[1].00081155",
      },
    ]);
  });

  it("rejects an object that says neither what nor which it is", async () => {
    expect(await codesOf({ 0x00080016: undefined })).to.include("error MISSING_SOP_CLASS_UID 00080016");
    expect(await codesOf({ 0x00080018: ["UI", ""] })).to.include("error MISSING_SOP_INSTANCE_UID 00080018");
  });

  it("takes the UIDs from the file meta information where the data set has none", async () => {
    const changes = {
      0x00080016: undefined,
      0x00020002: ["UI", "1.2.840.10008.5.1.4.1.1.2"],
    } as const;
    expect(await codesOf(changes)).to.deep.equal(["warning MISSING_ATTRIBUTE 00080016"]);
  });

  it("warns of a SOP class that PS3.6 does not register", async () => {
    expect(await codesOf({ 0x00080016: ["UI", "1.2.3.999"] })).to.include(
      "warning UNKNOWN_SOP_CLASS 00080016",
    );
  });

  it("rejects a DICOMDIR", async () => {
    const codes = await codesOf({ 0x00041220: sequenceOf([]) });
    expect(codes).to.deep.equal(["error DICOMDIR_NOT_SUPPORTED 00041220"]);
  });

  describe("of pixel data", () => {
    const error = (tag: string) => `error INVALID_PIXEL_DESCRIPTION ${tag}`;
    const unusual = (tag: string) => `warning UNUSUAL_PIXEL_DESCRIPTION ${tag}`;

    it("rejects more bits stored than allocated, and a high bit outside of them", async () => {
      expect(await codesOf({ 0x00280101: unsignedShort(17), 0x00280102: unsignedShort(16) })).to.deep.equal([
        error("00280101"),
        error("00280102"),
      ]);
    });

    it("rejects an image without rows, columns, samples or bits", async () => {
      for (const tag of [0x00280010, 0x00280011, 0x00280002, 0x00280100, 0x00280101]) {
        const [first] = await findingsOf({ [tag]: unsignedShort(0) });
        expect(first?.severity, tag.toString(16)).to.equal("error");
      }
    });

    it("rejects native pixel data that is shorter than described", async () => {
      const truncated = "error TRUNCATED_PIXEL_DATA 7FE00010";
      expect(await codesOf({ 0x00280010: unsignedShort(5) })).to.deep.equal([truncated]);
      expect(await codesOf({ 0x00280008: ["IS", "2"] })).to.deep.equal([truncated]);
    });

    it("warns where it is longer by more than the padding", async () => {
      const excess = "warning EXCESS_PIXEL_DATA 7FE00010";
      expect(await codesOf({ 0x7fe00010: ["OW", new Uint8Array(34)] })).to.deep.equal([excess]);
      // 3 x 3 pixels of 8 bits are 9 bytes and one of padding.
      const odd = {
        0x00280010: unsignedShort(3),
        0x00280011: unsignedShort(3),
        0x00280100: unsignedShort(8),
      };
      const bits = { 0x00280101: unsignedShort(8), 0x00280102: unsignedShort(7) };
      expect(await codesOf({ ...odd, ...bits, 0x7fe00010: ["OB", new Uint8Array(10)] })).to.deep.equal([]);
    });

    it("counts two samples per pixel where the chrominance is shared", async () => {
      const colour = {
        0x00280002: unsignedShort(3),
        0x00280006: unsignedShort(0),
        0x00280100: unsignedShort(8),
      };
      const bits = { 0x00280101: unsignedShort(8), 0x00280102: unsignedShort(7) };
      const kind = { 0x00280004: ["CS", "YBR_FULL_422"] } as const;
      expect(await codesOf({ ...colour, ...bits, ...kind })).to.deep.equal([]);
    });

    it("warns of what is consistent and unusual", async () => {
      expect(await codesOf({ 0x00280102: unsignedShort(15) })).to.deep.equal([unusual("00280102")]);
      expect(await codesOf({ 0x00280103: unsignedShort(2) })).to.deep.equal([unusual("00280103")]);
      expect(await codesOf({ 0x00280004: ["CS", "GREYISH"] })).to.deep.equal([unusual("00280004")]);
      expect(await codesOf({ 0x00280004: ["CS", "RGB"] })).to.deep.equal([unusual("00280002")]);
    });

    it("warns of a description that is absent", async () => {
      expect(await codesOf({ 0x00280100: undefined, 0x00280010: ["US", ""] })).to.deep.equal([
        "warning EMPTY_ATTRIBUTE 00280010",
        "warning MISSING_ATTRIBUTE 00280100",
      ]);
    });

    it("asks nothing of an object without pixel data", async () => {
      const none = { 0x7fe00010: undefined, 0x00280101: unsignedShort(99), 0x00200013: undefined };
      expect(await codesOf(none)).to.deep.equal([]);
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

describe("requireProcessable", () => {
  it("throws the first error as a rejection, with a sentence that holds no value", async () => {
    const object = await readDicom(new BufferSource(ctFile({ 0x00280101: unsignedShort(99) })));
    try {
      requireProcessable(object);
      expect.fail("the object should have been rejected");
    } catch (error) {
      if (!(error instanceof InputRejectedError)) throw error;
      expect(error.rejection).to.include({ code: "INVALID_PIXEL_DESCRIPTION", tag: "00280101" });
      expect(JSON.stringify(error.rejection)).to.not.include(PLANTED.id);
    }
  });
});
