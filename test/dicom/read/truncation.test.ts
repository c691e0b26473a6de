import { expect } from "chai";
import {
  BufferSource,
  DicomFormatError,
  readDicom,
  type DicomObject,
  type ReadOptions,
} from "../../../dicom";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { orderlyFixtures } from "../../support/dicom/fixtures";

/** Preamble and prefix: before, there is nothing that says that this is DICOM. */
const PREFIX_END = 132;

/** Short enough that the values of small fixtures are left in the source, too. */
const LIMITS = { inlineValueBytes: 12 };

const read = (bytes: Uint8Array, options: ReadOptions = {}): Promise<DicomObject> =>
  readDicom(new BufferSource(bytes), { limits: LIMITS, ...options });
const attempt = (bytes: Uint8Array): Promise<{ object?: DicomObject; error?: unknown }> =>
  read(bytes).then(
    (object) => ({ object }),
    (error: unknown) => ({ error }),
  );
const describeObject = async ({ fileMeta, dataSet }: DicomObject): Promise<unknown[]> => [
  ...(await describeDataSet(fileMeta)),
  ...(await describeDataSet(dataSet)),
];

/** True where `part` is `whole` up to some place; of what stands there, items and fragments may be a part as well. */
function isPrefix(part: readonly unknown[], whole: readonly unknown[]): boolean {
  return part.every((one, index) => {
    const other = whole[index];
    if (JSON.stringify(one) === JSON.stringify(other)) return true;
    if (index !== part.length - 1 || !Array.isArray(one) || !Array.isArray(other)) return false;
    return isPartOfElement(one, other) || isPrefix(one, other);
  });
}

/** Of two described elements. */
function isPartOfElement(part: readonly unknown[], whole: readonly unknown[]): boolean {
  if (part[0] !== whole[0]) return false;
  if (Array.isArray(part[1]) && Array.isArray(whole[1])) return isPrefix(part[1], whole[1]);
  return (
    part.length === 3 && String(whole[2]).startsWith(String(part[2])) && Number(part[1]) <= Number(whole[1])
  );
}

describe("a file that is cut", () => {
  for (const { name, bytes } of orderlyFixtures(16)) {
    it(`anywhere ends in an error with its place, or between two elements: ${name}`, async () => {
      const whole = await describeObject(await read(bytes));
      for (let length = 0; length < bytes.length; length++) {
        const { object, error } = await attempt(bytes.subarray(0, length));
        if (!object) {
          expect(error, `cut to ${length}`).to.be.instanceOf(DicomFormatError);
          expect(error, `cut to ${length}`).to.have.property("offset").that.is.within(0, length);
        } else {
          const part = await describeObject(object);
          expect(whole.slice(0, part.length), `cut to ${length}`).to.deep.equal(part);
          expect(part.length, `cut to ${length}`).to.be.below(whole.length);
        }
      }
    });

    it(`anywhere is salvaged up to there: ${name}`, async () => {
      const whole = await describeObject(await read(bytes));
      let longest = "";
      for (let length = PREFIX_END; length < bytes.length; length++) {
        const object = await read(bytes.subarray(0, length), { onFormatError: "salvage" });
        const part = await describeObject(object);
        const text = JSON.stringify(part);
        expect(isPrefix(part, whole), `cut to ${length}`).to.equal(true);
        expect(text.length, `cut to ${length}`).to.be.at.least(longest.length);
        longest = text;
        const thrown = (await attempt(bytes.subarray(0, length))).object === undefined;
        expect(
          object.warnings.some(({ code }) => code === "SALVAGED"),
          `cut to ${length}`,
        ).to.equal(thrown);
      }
      const last = await describeObject(await read(bytes.subarray(0, -1), { onFormatError: "salvage" }));
      expect(last.length, "all but what is cut").to.be.at.least(whole.length - 1);
    });
  }

  it("is salvaged up to the last whole fragment of its pixel data", async () => {
    const [fixture] = orderlyFixtures(16).filter(({ name }) => name === "encapsulated");
    if (!fixture) throw new Error("no such fixture");
    const cut = fixture.bytes.subarray(0, fixture.bytes.length - 8 - 1); // before the delimiter, in the last fragment
    const { dataSet, warnings } = await read(cut, { onFormatError: "salvage" });
    expect(dataSet.get("PixelData")?.value).to.include({ kind: "fragments", fragmentCount: 2 });
    expect(warnings.map(({ code }) => code)).to.deep.equal(["SALVAGED"]);
  });

  it("is nothing to salvage where nothing says that it is DICOM", async () => {
    const bytes = orderlyFixtures(16)[0]?.bytes ?? Buffer.alloc(0);
    for (let length = 0; length < PREFIX_END; length++) {
      const outcome = await read(bytes.subarray(0, length), { onFormatError: "salvage" }).catch(
        (error: unknown) => error,
      );
      expect(outcome).to.be.instanceOf(DicomFormatError).with.property("code", "NOT_DICOM");
    }
  });
});

describe("a deflated data set that is damaged", () => {
  it("is salvaged up to the damage", async () => {
    const [fixture] = orderlyFixtures(5000).filter(({ name }) => name === "deflated");
    if (!fixture) throw new Error("no such fixture");
    const whole = await describeObject(await read(fixture.bytes));
    for (const at of [0.3, 0.6, 0.9]) {
      const damaged = Buffer.from(fixture.bytes);
      const start = Math.floor(400 + (damaged.length - 400) * at);
      damaged.fill(0xff, start, start + 40);
      const object = await read(damaged, { onFormatError: "salvage" });
      const part = await describeObject(object);
      expect(part.length).to.be.above(4);
      expect(part.slice(0, 4)).to.deep.equal(whole.slice(0, 4));
      expect(object.warnings[0]).to.include({ code: "SALVAGED" });
    }
  });
});
