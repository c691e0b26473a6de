import { expect } from "chai";
import { BufferSource, bytesOf, planToBuffer, readDicom, tags } from "../../../dicom";
import { uint16 } from "../../support/dicom/bytes";
import { element, sequence } from "../../support/dicom/dataSets";
import { BASIC, deidentified, outputText } from "../../support/dicom/deidentified";
import { imageObject, type ImageForm } from "../../support/dicom/images";

const plane = (position: number, group = 0, data?: Uint8Array) => [
  element(tags.OVERLAY_BITS_ALLOCATED + group, uint16(data ? 1 : 16), "US"),
  element(tags.OVERLAY_BIT_POSITION + group, uint16(position), "US"),
  ...(data ? [element(tags.OVERLAY_DATA + group, data, "OW")] : []),
];

const form: ImageForm = { rows: 2, columns: 3, allocated: 16, stored: 12 };
const ones = new Uint8Array(12).fill(0xff);

async function pixelsOf(image: ImageForm, elements: Parameters<typeof imageObject>[2], bytes = ones) {
  const { plan } = deidentified(imageObject(image, bytes, elements));
  const value = (await readDicom(new BufferSource(await planToBuffer(plan)))).dataSet.get("PixelData")?.value;
  if (value?.kind !== "bytes") throw new Error("the pixels are short");
  return Buffer.from(bytesOf(value));
}

describe("overlays", () => {
  for (const inSource of [false, true]) {
    it(`go from unused bits of the pixels, and only from those${inSource ? ", in a source" : ""}`, async () => {
      const elements = [...plane(12), ...plane(15, 0x00020000)];
      const little = await pixelsOf({ ...form, inSource }, elements);
      expect(little.toString("hex")).to.equal("ff6f".repeat(6));
      const big = await pixelsOf({ ...form, inSource, bigEndian: true }, elements);
      expect(big.toString("hex")).to.equal("6fff".repeat(6));
    });
  }

  it("with data of their own leave the pixels alone, and go with their descriptions and labels", async () => {
    const elements = [
      ...plane(0, 0, Buffer.from("SENTINEL")),
      element(0x60000022, "SENTINEL description", "LO"),
      element(0x60001500, "SENTINEL label", "LO"),
      element(0x60004000, "SENTINEL comments", "LT"),
      element(0x50003000, "SENTINEL curve", "OW"),
      element(0x50000022, "SENTINEL curve", "LO"),
      sequence("IconImageSequence", [element("PixelData", "SENTINEL", "OW")]),
    ];
    expect((await pixelsOf(form, elements)).equals(ones)).to.equal(true);
    const output = await outputText(deidentified(imageObject(form, ones, elements)));
    expect(output).not.to.include("SENTINEL");
  });

  it("hold an object where they are said to be in bits of the image, or in samples that are no whole bytes", () => {
    const held = (image: ImageForm, bytes: Uint8Array, position: number) => () =>
      deidentified(imageObject(image, bytes, plane(position)), BASIC);
    expect(held(form, ones, 11))
      .to.throw(/bits of the image itself/)
      .with.property("code", "PIXELS_CANNOT_BE_CLEANED");
    expect(held({ rows: 2, columns: 4, allocated: 1 }, new Uint8Array(2), 7)).to.throw(/whole bytes/);
  });
});

describe("bytes behind the last frame", () => {
  it("are cut, also where regions are blanked, and a byte of padding is not", async () => {
    const image: ImageForm = { rows: 3, columns: 3, frames: 2 };
    const bytes = Buffer.concat([Buffer.alloc(18, 7), Buffer.from("SENTINEL")]);
    expect((await pixelsOf(image, [], bytes)).equals(Buffer.alloc(18, 7))).to.equal(true);
    expect((await pixelsOf({ ...image, inSource: true }, [], bytes)).equals(Buffer.alloc(18, 7))).to.equal(
      true,
    );
    expect((await pixelsOf({ ...image, frames: 1 }, [], Buffer.alloc(10, 7))).length).to.equal(10);
    const pixels = { rules: [{ rows: 3, regions: [{ x: 0, y: 0, width: 3, height: 2 }] }], letThrough: [] };
    const blanked = await outputText(deidentified(imageObject(image, bytes), { ...BASIC, pixels }));
    expect(blanked.endsWith("\0\0\0\0\0\0\x07\x07\x07".repeat(2))).to.equal(true);
  });

  it("are no excess where nothing says how many there are, or the description is wrong", async () => {
    expect((await pixelsOf({ rows: 2, columns: 2 }, [], Buffer.alloc(12, 7))).length).to.equal(12);
    const image: ImageForm = { rows: 2, columns: 2, samples: 3, photometric: "YBR_FULL_422", planar: 0 };
    expect((await pixelsOf(image, [], Buffer.alloc(12, 7))).length).to.equal(12);
  });
});

describe("what stands behind the pixels", () => {
  it("goes: signatures, padding, and what private blocks and unknown attributes hold", async () => {
    const object = imageObject(form, ones, [
      element(0x7fe10010, "SENTINEL creator", "LO"),
      element(0x7fe11010, "SENTINEL private", "OB"),
      element(0x7ff00010, "SENTINEL unknown", "OB"),
      sequence(0xfffafffa, [element(0x04000120, "SENTINEL signature", "OB")]),
      element(0xfffcfffc, "SENTINEL padding", "OB"),
    ]);
    const preamble = Buffer.from("II*\0 SENTINEL".padEnd(128, "\0")); // a TIFF
    const output = await outputText(deidentified({ ...object, preamble }));
    expect(output).not.to.include("SENTINEL");
    expect(output.endsWith("\xff".repeat(12))).to.equal(true);
  });

  it("goes: retired groups that PS3.6 does not list any more", async () => {
    const object = imageObject(form, ones, [
      element(0x00010010, "SENTINEL", "LO"),
      element(0x00040010, "SENTINEL", "LO"),
      element(0x10100004, "SENTINEL", "CS"),
      element(0x20010010, "SENTINEL", "LO"),
      element(0x40004000, "SENTINEL", "LT"),
    ]);
    expect(await outputText(deidentified(object))).not.to.include("SENTINEL");
  });
});
