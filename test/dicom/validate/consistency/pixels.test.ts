import { expect } from "chai";
import { BufferSource, readDicom, type AttributeValues } from "../../../../dicom";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { element, file, item, sequenceDelimiter, uint32 } from "../../../support/dicom/bytes";
import { encapsulatedObject, readCt } from "../../../support/dicom/objects";
import { unsignedShort } from "../../../src/pipeline/support/ctFile";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const RLE = "1.2.840.10008.1.2.5";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
const JPEG_EXTENDED = "1.2.840.10008.1.2.4.51";
const JPEG_XL = "1.2.840.10008.1.2.4.112";
const JPEG_2000 = "1.2.840.10008.1.2.4.90";
const MPEG_4 = "1.2.840.10008.1.2.4.102";

const IMAGE: AttributeValues = {
  Rows: 2,
  Columns: 2,
  SamplesPerPixel: 1,
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
  PhotometricInterpretation: "MONOCHROME2",
};

describe("what is said of pixels", () => {
  it("of overlays: each plane has its attributes, and bits for its rows and columns", async () => {
    const plane = {
      0x60020010: unsignedShort(4),
      0x60020011: unsignedShort(5),
      0x60020040: ["CS", "G"],
      0x60020050: ["SS", Uint8Array.of(1, 0, 1, 0)],
      0x60020100: unsignedShort(1),
      0x60020102: unsignedShort(0),
      0x60023000: ["OW", new Uint8Array(4)], // 20 bits in three bytes, and one of padding
    } as const;
    expect(validateDicom(await readCt(plane)).counts).to.deep.equal({});
    const { findings } = validateDicom(
      await readCt({ ...plane, 0x60020050: undefined, 0x60020010: unsignedShort(40) }),
    );
    expect(findings.map(({ code, tag }) => `${code} ${tag}`)).to.have.members([
      "MISSING_ATTRIBUTE 60020050",
      "LENGTH_MISMATCH 60023000",
    ]);
    const dataOf = async (change: Parameters<typeof readCt>[0]) =>
      validateDicom(await readCt({ ...plane, ...change })).findings.map(({ code, tag }) => `${code} ${tag}`);
    expect(await dataOf({ 0x60023000: undefined })).to.deep.equal(["MISSING_ATTRIBUTE 60023000"]);
    expect(await dataOf({ 0x60023000: ["OW", ""] })).to.deep.equal(["EMPTY_ATTRIBUTE 60023000"]);
  });

  it("of signed pixels: values of pixels are signed where Pixel Representation says so", async () => {
    const wrong = async (representation: number, vr: "US" | "SS") => {
      const { findings } = validateDicom(
        await readCt({ 0x00280103: unsignedShort(representation), 0x00280107: [vr, Uint8Array.of(1, 0)] }),
      );
      return findings.filter(({ code }) => code === "WRONG_VR").map(({ path, expected }) => [path, expected]);
    };
    expect(await wrong(0, "US")).to.deep.equal([]);
    expect(await wrong(1, "SS")).to.deep.equal([]);
    expect(await wrong(1, "US")).to.deep.equal([["LargestImagePixelValue", "SS"]]);
    expect(await wrong(0, "SS")).to.deep.equal([["LargestImagePixelValue", "US"]]);
    expect(await wrong(7, "SS")).to.deep.equal([]);
  });

  it("of items: their own Pixel Representation before that around them", async () => {
    const signed = element(0x00280107, "SS", Uint8Array.of(1, 0));
    const sign = (value: number) => element(0x00280103, "US", Uint8Array.of(value, 0));
    const wrong = async (...inItem: Uint8Array[]) => {
      const icon = element(0x00880200, "SQ", item(inItem));
      const object = await readDicom(new BufferSource(file(EXPLICIT_LE, [sign(0), icon])));
      return validateDicom(object).counts["WRONG_VR"] ?? 0;
    };
    expect(await wrong(signed)).to.equal(1);
    expect(await wrong(sign(1), signed)).to.equal(0);
  });

  it("of compressed pixels: the description is a row of the table of the transfer syntax", () => {
    const at = (syntax: string, values: AttributeValues) =>
      validateDicom(
        encapsulatedObject({ ...IMAGE, LossyImageCompression: "01", ...values }, syntax, { fragments: [10] }),
      )
        .findings.filter(({ code }) => code === "TRANSFER_SYNTAX_CONTRADICTION")
        .map(({ path }) => path);
    const colour = (name: string, planar = 0) => ({
      SamplesPerPixel: 3,
      PlanarConfiguration: planar,
      PhotometricInterpretation: name,
    });
    expect(at(JPEG_BASELINE, colour("YBR_FULL_422"))).to.deep.equal([]);
    expect(at(JPEG_BASELINE, colour("YBR_FULL"))).to.deep.equal(["PhotometricInterpretation"]);
    expect(at(JPEG_EXTENDED, {})).to.deep.equal([]);
    expect(at(JPEG_EXTENDED, colour("RGB"))).to.deep.equal(["PhotometricInterpretation"]);
    expect(at(JPEG_2000, { PixelRepresentation: 1 })).to.deep.equal([]);
    expect(at(JPEG_2000, { ...colour("RGB"), PixelRepresentation: 1 })).to.deep.equal([
      "PixelRepresentation",
    ]);
    expect(at(JPEG_2000, colour("RGB", 1))).to.deep.equal(["PlanarConfiguration"]);
    expect(at(RLE, colour("RGB", 1))).to.deep.equal([]);
    expect(at(RLE, { BitsAllocated: 32, BitsStored: 16, HighBit: 15 })).to.deep.equal(["BitsAllocated"]);
    expect(at(JPEG_XL, colour("XYB"))).to.deep.equal([]);
    const HEVC_MAIN_10 = "1.2.840.10008.1.2.4.108";
    const video = colour("YBR_PARTIAL_420");
    expect(at(`${MPEG_4}.1`, video)).to.deep.equal([]);
    expect(at(`${MPEG_4}.1`, colour("RGB"))).to.deep.equal(["PhotometricInterpretation"]);
    expect(at(HEVC_MAIN_10, video)).to.deep.equal(["BitsAllocated", "BitsStored"]);
    expect(at(HEVC_MAIN_10, { ...video, BitsAllocated: 16, BitsStored: 10, HighBit: 9 })).to.deep.equal([]);
    // What the standard does not have is of no table.
    expect(at(JPEG_BASELINE, colour("CMYK_PRIVATE"))).to.deep.equal([]);
  });

  it("of compressed pixels: what the transfer syntax can encode, and offsets of frames", () => {
    const found = (
      values: AttributeValues,
      syntax: string,
      pixels: Parameters<typeof encapsulatedObject>[2],
    ) => {
      const { counts } = validateDicom(encapsulatedObject({ ...IMAGE, ...values }, syntax, pixels));
      return Object.keys(counts).filter((code) => !code.startsWith("MISSING_SOP"));
    };
    const colour = { SamplesPerPixel: 3, PlanarConfiguration: 0 };
    expect(
      found({ ...colour, PhotometricInterpretation: "YBR_RCT" }, JPEG_2000, { fragments: [10] }),
    ).to.deep.equal([]);
    expect(
      found({ ...colour, PhotometricInterpretation: "YBR_PARTIAL_420" }, JPEG_2000, { fragments: [10] }),
    ).to.deep.equal(["TRANSFER_SYNTAX_CONTRADICTION"]);
    const twoFrames = { NumberOfFrames: 2 };
    expect(found(twoFrames, JPEG_2000, { offsetTableBytes: 8, fragments: [10, 10] })).to.deep.equal([]);
    const video = {
      NumberOfFrames: 100,
      ...colour,
      PhotometricInterpretation: "YBR_PARTIAL_420",
      LossyImageCompression: "01",
    };
    expect(found(video, MPEG_4, { fragments: [10] })).to.deep.equal([]);
  });

  it("of encapsulated pixels: the Basic Offset Table says where fragments begin", async () => {
    const wrong = async (...offsets: number[]) => {
      const bytes = file(JPEG_BASELINE, [
        element(0x00280008, "IS", "2 "),
        element(0x7fe00010, "OB", "", undefined, 0xffffffff),
        item(offsets.map((offset) => uint32(offset))),
        item([new Uint8Array(10)]),
        item([new Uint8Array(10)]),
        sequenceDelimiter(),
      ]);
      return validateDicom(await readDicom(new BufferSource(bytes))).counts["OFFSET_TABLE_MISMATCH"] ?? 0;
    };
    expect(await wrong()).to.equal(0);
    expect(await wrong(0, 18)).to.equal(0);
    expect(await wrong(0, 20)).to.equal(1);
    expect(await wrong(0, 0)).to.equal(1);
    expect(await wrong(18, 0)).to.equal(1);
    expect(await wrong(0)).to.equal(1);
  });
});
