import { expect } from "chai";
import { BufferSource, bytesOf, planToBuffer, readDicom, type DataSet } from "../../../dicom";
import type { PixelRegion } from "../../../dicom/pixels/regionMask";
import { element, type AttributeName } from "../../support/dicom/dataSets";
import { BASIC, deidentified, itemAt, textAt } from "../../support/dicom/deidentified";
import { imageObject, type ImageForm } from "../../support/dicom/images";
import { uint16 } from "../../support/dicom/bytes";

const FRAMES = 3;
const form = { rows: 5, columns: 6, frames: FRAMES } as const;
const regions: readonly PixelRegion[] = [
  { x: 1, y: 0, width: 3, height: 2 },
  { x: 3, y: 1, width: 9, height: 1 }, // goes beyond the image, and over the one before
  { x: 0, y: 4, width: 6, height: 1 },
];

const isBlank = (x: number, y: number) =>
  regions.some(
    (region) => x >= region.x && x < region.x + region.width && y >= region.y && y < region.y + region.height,
  );

interface Case {
  readonly name: string;
  readonly form: ImageForm;
  /** Stored values of a blank pixel, one for each sample. */
  readonly black: readonly number[];
}

const color = { ...form, samples: 3 };
const cases: readonly Case[] = [
  { name: "MONOCHROME2 of 8 bits", form, black: [0] },
  { name: "MONOCHROME1 of 8 bits", form: { ...form, photometric: "MONOCHROME1" }, black: [255] },
  {
    name: "MONOCHROME1 of 12 in 16 bits",
    form: { ...form, photometric: "MONOCHROME1", allocated: 16, stored: 12 },
    black: [0x0fff],
  },
  {
    name: "MONOCHROME1 at a higher bit",
    form: { ...form, photometric: "MONOCHROME1", allocated: 16, stored: 12, highBit: 13 },
    black: [0x3ffc],
  },
  { name: "signed MONOCHROME2 of 16 bits", form: { ...form, allocated: 16, signed: true }, black: [0x8000] },
  {
    name: "signed MONOCHROME2 of 12 bits",
    form: { ...form, allocated: 16, stored: 12, signed: true },
    black: [0xf800],
  },
  {
    name: "signed MONOCHROME1 of 16 bits",
    form: { ...form, allocated: 16, signed: true, photometric: "MONOCHROME1" },
    black: [0x7fff],
  },
  {
    name: "MONOCHROME1 of 32 bits",
    form: { ...form, allocated: 32, photometric: "MONOCHROME1" },
    black: [0xffffffff],
  },
  { name: "RGB by pixel", form: { ...color, photometric: "RGB", planar: 0 }, black: [0, 0, 0] },
  { name: "RGB by plane", form: { ...color, photometric: "RGB", planar: 1 }, black: [0, 0, 0] },
  {
    name: "RGB by plane of 16 bits",
    form: { ...color, photometric: "RGB", planar: 1, allocated: 16 },
    black: [0, 0, 0],
  },
  { name: "YBR_FULL by pixel", form: { ...color, photometric: "YBR_FULL", planar: 0 }, black: [0, 128, 128] },
  { name: "YBR_FULL by plane", form: { ...color, photometric: "YBR_FULL", planar: 1 }, black: [0, 128, 128] },
  { name: "PALETTE COLOR without palettes", form: { ...form, photometric: "PALETTE COLOR" }, black: [0] },
];

const bytesPerSample = ({ allocated = 8 }: ImageForm) => allocated / 8;

/** Index of a sample among all samples of all frames. */
function sampleIndex(
  { rows, columns, samples = 1, planar = 0 }: ImageForm,
  frame: number,
  x: number,
  y: number,
  sample: number,
): number {
  const pixel = y * columns + x;
  const inFrame = planar === 1 ? sample * rows * columns + pixel : pixel * samples + sample;
  return frame * rows * columns * samples + inFrame;
}

/** No stored value that black is made of. */
function original(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, index) => 1 + (index % 97));
}

async function blanked(image: ImageForm, bytes: Uint8Array, more: Parameters<typeof imageObject>[2] = []) {
  const pixels = { rules: [{ rows: image.rows, regions }], letThrough: [] };
  const result = deidentified(imageObject(image, bytes, more), { ...BASIC, pixels });
  const output = await planToBuffer(result.plan);
  expect(output.length).to.equal(result.plan.sizeBytes);
  const again = await readDicom(new BufferSource(output));
  const value = again.dataSet.get("PixelData")?.value;
  if (value?.kind !== "bytes") throw new Error("the pixels are short");
  return { result, dataSet: again.dataSet, pixels: Buffer.from(bytesOf(value)).subarray(0, bytes.length) };
}

/** Samples as they stand in the file: little endian, or big endian in units of 16 bits. */
function storedBytes(value: number, bytes: number, bigEndian: boolean): Buffer {
  const stored = Buffer.alloc(bytes);
  for (let index = 0; index < bytes; index++) stored[index] = Math.floor(value / 256 ** index) % 256;
  if (bigEndian && bytes > 1) stored.swap16();
  return stored;
}

describe("regions that a policy blanks", () => {
  for (const { name, form: image, black } of cases) {
    for (const inSource of [false, true]) {
      for (const bigEndian of [false, true]) {
        const unit = bytesPerSample(image);
        // In big endian, OB samples of a byte stay in their order.
        const variant = { ...image, inSource, bigEndian, vr: unit > 1 ? ("OW" as const) : ("OB" as const) };
        it(`are black in every frame of ${name}${bigEndian ? ", big endian" : ""}${inSource ? ", in a source" : ""}`, async () => {
          const count = image.rows * image.columns * (image.samples ?? 1) * FRAMES;
          const before = original(count * unit);
          const { pixels } = await blanked(variant, before);
          for (let frame = 0; frame < FRAMES; frame++)
            for (let y = 0; y < image.rows; y++)
              for (let x = 0; x < image.columns; x++)
                for (const [sample, value] of black.entries()) {
                  const at = sampleIndex(image, frame, x, y, sample) * unit;
                  const found = pixels.subarray(at, at + unit);
                  const wanted = isBlank(x, y)
                    ? storedBytes(value, unit, bigEndian)
                    : Buffer.from(before.subarray(at, at + unit));
                  expect(found.toString("hex"), `${frame} ${x},${y} ${sample}`).to.equal(
                    wanted.toString("hex"),
                  );
                }
        });
      }
    }
  }

  it("are black in words of two samples, whose order big endian turns around", async () => {
    const before = original(90);
    const turned = Buffer.from(before).swap16();
    const { pixels } = await blanked({ ...form, vr: "OW", bigEndian: true, inSource: true }, turned);
    const plain = await blanked(form, before);
    expect(Buffer.from(pixels).swap16().equals(plain.pixels)).to.equal(true);
  });

  it("are black where two pixels share their colour, which both lose", async () => {
    const image = { ...color, photometric: "YBR_FULL_422", planar: 0 };
    const before = original(5 * 3 * 4 * FRAMES); // 5 rows of 3 pairs: Y Y Cb Cr
    const { pixels } = await blanked(image, before);
    for (let pair = 0; pair < 15 * FRAMES; pair++) {
      const y = Math.floor((pair % 15) / 3);
      const x = ((pair % 15) % 3) * 2;
      const wanted =
        isBlank(x, y) || isBlank(x + 1, y) ? [0, 0, 128, 128] : [...before.subarray(pair * 4, pair * 4 + 4)];
      expect([...pixels.subarray(pair * 4, pair * 4 + 4)], `${x},${y}`).to.deep.equal(wanted);
    }
  });

  for (const photometric of ["MONOCHROME2", "MONOCHROME1"]) {
    for (const inSource of [false, true]) {
      it(`are black in single bits of ${photometric}, whose frames follow one another within a byte${inSource ? ", in a source" : ""}`, async () => {
        const count = 30 * FRAMES;
        const before = new Uint8Array(Math.ceil(count / 8)).fill(photometric === "MONOCHROME2" ? 0xff : 0);
        const { pixels } = await blanked({ ...form, photometric, allocated: 1, stored: 1, inSource }, before);
        for (let index = 0; index < count; index++) {
          const bit = (pixels[index >> 3]! >> (index & 7)) & 1;
          const blank = isBlank(index % 6, Math.floor(index / 6) % 5);
          expect(bit, String(index)).to.equal(blank === (photometric === "MONOCHROME1") ? 1 : 0);
        }
        const rest = pixels[pixels.length - 1]! >> (count & 7);
        expect(rest).to.equal(before[0]! >> (count & 7));
      });
    }
  }

  it("have the darkest colour of the palettes", async () => {
    const palette = (name: AttributeName, ...values: number[]) =>
      element(name, Buffer.concat(values.map((value) => uint16(value))), "OW");
    const descriptor = Buffer.concat([uint16(4), uint16(10), uint16(16)]); // the first entry is for 10
    const { pixels } = await blanked({ ...form, photometric: "PALETTE COLOR" }, new Uint8Array(90).fill(10), [
      element("RedPaletteColorLookupTableDescriptor", descriptor, "US"),
      palette("RedPaletteColorLookupTableData", 900, 900, 0, 900),
      palette("GreenPaletteColorLookupTableData", 0, 900, 10, 900),
      palette("BluePaletteColorLookupTableData", 900, 900, 10, 900),
    ]);
    expect(pixels[1]).to.equal(12);
    expect(pixels[0]).to.equal(10);
  });

  it("are claimed, and denied to hold text, and the statistics of the pixels go", async () => {
    const object = [
      element("BurnedInAnnotation", "YES"),
      element("SmallestImagePixelValue", uint16(1), "US"),
      element("LargestImagePixelValue", uint16(99), "US"),
    ];
    const { dataSet, result } = await blanked(form, original(90), object);
    expect(textAt(dataSet, "BurnedInAnnotation")).to.equal("NO");
    expect(dataSet.has("SmallestImagePixelValue") || dataSet.has("LargestImagePixelValue")).to.equal(false);
    expect(codesIn(dataSet)).to.deep.equal(["113100", "113101"]);
    expect(result.method.codes.map(({ value }) => value)).to.deep.equal(["113100", "113101"]);
    expect(result.changes.filter(({ action }) => action === "C").map(({ keyword }) => keyword)).to.deep.equal(
      ["PixelData", "BurnedInAnnotation"],
    );
    const rules = result.plan.segments.flatMap((segment) =>
      segment.kind === "literal" ? segment.spans.map(({ rule }) => rule) : [segment.rule],
    );
    expect(rules).to.include("cleanPixelData: regions of the policy blanked");
  });

  it("are claimed of no object in which none was blanked, though the option was chosen", () => {
    const pixels = { rules: [{ rows: 999, regions }], letThrough: [] };
    const { dataSet } = deidentified(imageObject(form, original(90)), {
      ...BASIC,
      options: ["cleanPixelData"],
      pixels,
    }).object;
    expect(codesIn(dataSet)).to.deep.equal(["113100"]);
    expect(dataSet.has("BurnedInAnnotation")).to.equal(false);
  });
});

function codesIn(dataSet: DataSet): (string | undefined)[] {
  const items = dataSet.items("DeidentificationMethodCodeSequence");
  return items.map((_, index) =>
    textAt(itemAt(dataSet, "DeidentificationMethodCodeSequence", index), "CodeValue"),
  );
}
