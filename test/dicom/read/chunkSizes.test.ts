import { expect } from "chai";
import { BufferSource, DicomError, readDicom, type ReadOptions } from "../../../dicom";
import { describeObject } from "../../support/dicom/describeObject";
import { allFixtures } from "../../support/dicom/fixtures";

/** Bytes asked of the source at once; the last one takes every fixture whole. */
const WINDOWS = [1, 2, 7, 64 * 1024, 16 * 1024 * 1024];

const SETTINGS: readonly ReadOptions[] = [
  {},
  { onFormatError: "salvage" },
  { stopBeforePixelData: true },
  { limits: { inlineValueBytes: 6 } },
];

/** The reading of a file, or where and why there is none. */
async function outcome(bytes: Uint8Array, options: ReadOptions): Promise<unknown> {
  try {
    return describeObject(await readDicom(new BufferSource(bytes), options));
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    const { name, code, message, offset, tag, path } = error;
    return { name, code, message, offset, tag, path };
  }
}

describe("reading in chunks", () => {
  it("gives the same data set, warnings or error, whatever their size", async () => {
    for (const { name, bytes } of await allFixtures()) {
      for (const options of SETTINGS) {
        const whole = await outcome(bytes, { ...options, windowBytes: WINDOWS.at(-1) ?? 0 });
        for (const windowBytes of WINDOWS)
          expect(
            await outcome(bytes, { ...options, windowBytes }),
            `${name}, ${JSON.stringify(options)}, chunks of ${windowBytes}`,
          ).to.deep.equal(whole);
      }
    }
  });
});
