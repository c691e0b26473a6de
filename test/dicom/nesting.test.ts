import { expect } from "chai";
import {
  BufferSource,
  DEFAULT_LIMITS,
  formatDicomJson,
  fromDicomJson,
  HIGHEST_DEPTH,
  planToBuffer,
  planWrite,
  readDicom,
  toDicomJson,
  type DataSet,
} from "../../dicom";
import { validateDicom } from "../../dicom/validate/validateDicom";
import { element, EXPLICIT, file, item, sequenceDelimiter, UNDEFINED } from "../support/dicom/bytes";
import { deidentified } from "../support/dicom/deidentified";
import { rejection } from "../support/dicom/rejection";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";

const identity = [
  element(0x00080016, "UI", "1.2.826.1\0"), // a private class, of which Referenced Image Sequence may be asked for
  element(0x00080018, "UI", "1.2.3\0"),
];
const open = Buffer.concat([
  element(0x00081140, "SQ", Buffer.alloc(0), EXPLICIT, UNDEFINED),
  item([], UNDEFINED).subarray(0, 8),
]);
const closed = Buffer.concat([item([], UNDEFINED).subarray(8), sequenceDelimiter()]);

/** Of undefined lengths; `depth` sequences, each in an item of the one before. */
const openNest = (depth: number) =>
  file(EXPLICIT_LE, [...identity, ...Array<Buffer>(depth).fill(open), ...Array<Buffer>(depth).fill(closed)]);

/** The same with defined lengths. */
function definedNest(depth: number): Buffer {
  const levelBytes = element(0x00081140, "SQ", item([])).length;
  const levels = Array.from({ length: depth }, (_, index) => {
    const insideBytes = (depth - index - 1) * levelBytes;
    return element(0x00081140, "SQ", item([], insideBytes), EXPLICIT, insideBytes + 8);
  });
  return file(EXPLICIT_LE, [...identity, ...levels]);
}

function depthOf(dataSet: DataSet | undefined): number {
  let depth = 0;
  for (let inside = dataSet?.items("ReferencedImageSequence")[0]; inside; depth++)
    inside = inside.items("ReferencedImageSequence")[0];
  return depth;
}

describe("sequences inside sequences", () => {
  for (const [name, nest] of Object.entries({ undefined: openNest, defined: definedNest })) {
    for (const depth of [DEFAULT_LIMITS.depth, HIGHEST_DEPTH]) {
      it(`of ${name} length are read, written, de-identified, validated and converted ${depth} deep`, async () => {
        const limits = { depth };
        const bytes = nest(depth);
        const object = await readDicom(new BufferSource(bytes), { limits });
        expect(depthOf(object.dataSet)).to.equal(depth);
        expect(Buffer.from(await planToBuffer(planWrite(object))).equals(bytes)).to.equal(true);
        expect(depthOf(deidentified(object).object.dataSet)).to.equal(depth);
        expect(validateDicom(object).findings).to.be.an("array");
        const text = formatDicomJson(toDicomJson(object.dataSet), 2);
        expect(depthOf(fromDicomJson(JSON.parse(text), { limits }))).to.equal(depth);
      });

      it(`of ${name} length are refused one deeper than ${depth}`, async () => {
        const source = new BufferSource(nest(depth + 1));
        const error = await rejection(readDicom(source, { limits: { depth } }));
        expect(error).to.include({ code: "NESTING_TOO_DEEP", tag: "00081140" });
      });
    }

    it(`of ${name} length are refused 10,000 deep`, async () => {
      for (const limits of [{}, { depth: HIGHEST_DEPTH }])
        expect((await rejection(readDicom(new BufferSource(nest(10_000)), { limits }))).code).to.equal(
          "NESTING_TOO_DEEP",
        );
    });
  }

  it("are refused in JSON, too, however deep it goes", () => {
    const text = '{"00081140":{"vr":"SQ","Value":['.repeat(10_000) + "{}" + "]}}".repeat(10_000);
    const json: unknown = JSON.parse(text);
    for (const limits of [{}, { depth: HIGHEST_DEPTH }])
      expect(() => fromDicomJson(json, { limits }))
        .to.throw()
        .with.property("code", "NESTING_TOO_DEEP");
  });
});
