import { expect } from "chai";
import { BufferSource, DicomFormatError, readDicom } from "../../../dicom";
import { validateFront } from "../../../dicom/validate/validateFront";
import { ctFile, type CtChanges } from "../../src/pipeline/support/ctFile";

describe("validateFront", () => {
  /** What is found in front of the place where a file ends; nothing where it can be read, or has no data set. */
  async function findingsOf(bytes: Uint8Array): Promise<readonly string[] | undefined> {
    const source = new BufferSource(bytes);
    try {
      await readDicom(source);
    } catch (error) {
      if (!(error instanceof DicomFormatError)) throw error;
      const front = await validateFront(source, error);
      return front?.report.findings.map(({ code, path }) => `${code} ${path}`);
    }
    return undefined;
  }

  const cut = (changes: CtChanges, lengthBytes: number) => ctFile(changes).subarray(0, lengthBytes);
  const placeOf = (file: Uint8Array, tag: readonly number[]) => Buffer.from(file).indexOf(Buffer.from(tag));

  it("finds what is wrong of a header whose pixels are cut off, and misses no pixel data", async () => {
    const changes: CtChanges = { 0x00100040: ["CS", "X"], 0x00100020: undefined, 0x00281052: undefined };
    expect(await findingsOf(ctFile(changes).subarray(0, -10))).to.deep.equal([
      "MISSING_ATTRIBUTE PatientID",
      "UNEXPECTED_VALUE PatientSex",
      "MISSING_ATTRIBUTE RescaleIntercept",
    ]);
  });

  it("misses nothing that may stand behind the end of a header", async () => {
    const changes: CtChanges = { 0x00100040: ["CS", "X"], 0x00080060: undefined, 0x00281052: undefined };
    const file = ctFile(changes);
    const rows = placeOf(file, [0x28, 0x00, 0x10, 0x00]);
    expect(await findingsOf(file.subarray(0, rows + 9))).to.deep.equal([
      "MISSING_ATTRIBUTE Modality",
      "UNEXPECTED_VALUE PatientSex",
    ]);
  });

  it("finds nothing wrong of a file in order, wherever it is cut", async () => {
    const whole = ctFile({}).length;
    const wrong: unknown[] = [];
    let fronts = 0;
    for (let length = 140; length < whole; length += 3) {
      const found = await findingsOf(cut({}, length));
      if (found) fronts++;
      if (found && found.length > 0) wrong.push([length, found]);
    }
    expect(wrong).to.deep.equal([]);
    expect(fronts).to.be.greaterThan(100);
  });

  it("has nothing to say where no data set stands in front", async () => {
    expect(await findingsOf(cut({}, 200))).to.equal(undefined);
  });
});
