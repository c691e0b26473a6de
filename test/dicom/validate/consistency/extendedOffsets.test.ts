import { expect } from "chai";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { encapsulatedObject } from "../../../support/dicom/objects";

const JPEG_2000 = "1.2.840.10008.1.2.4.90";

/** Each is an item of eight bytes of header, and its bytes. */
const FRAGMENTS = [10, 12, 10];

const tableOf = (entries: readonly number[]) =>
  new Uint8Array(BigUint64Array.from(entries, (entry) => BigInt(entry)).buffer);

describe("an Extended Offset Table", () => {
  const wrongTables = (offsets: readonly number[], lengths: readonly number[] = FRAGMENTS) => {
    const tables = {
      NumberOfFrames: 3,
      ExtendedOffsetTable: tableOf(offsets),
      ExtendedOffsetTableLengths: tableOf(lengths),
    };
    const { findings } = validateDicom(encapsulatedObject(tables, JPEG_2000, { fragments: FRAGMENTS }));
    return findings.filter(({ code }) => code === "OFFSET_TABLE_MISMATCH").map(({ path }) => path);
  };

  it("says where each frame begins, one after another", () => {
    expect(wrongTables([0, 18, 38])).to.deep.equal([]);
    expect(wrongTables([0, 20, 38])).to.deep.equal(["ExtendedOffsetTable"]);
    expect(wrongTables([0, 18, 18])).to.deep.equal(["ExtendedOffsetTable"]);
    expect(wrongTables([0, 38, 18])).to.deep.equal(["ExtendedOffsetTable"]);
    expect(wrongTables([18, 38, 38])).to.deep.equal(["ExtendedOffsetTable"]);
  });

  it("has lengths of frames beside it, which fill their fragments but for padding", () => {
    expect(wrongTables([0, 18, 38], [10, 11, 9])).to.deep.equal([]);
    expect(wrongTables([0, 18, 38], [10, 12, 8])).to.deep.equal(["ExtendedOffsetTableLengths"]);
    expect(wrongTables([0, 18, 38], [10, 14, 10])).to.deep.equal(["ExtendedOffsetTableLengths"]);
    expect(wrongTables([0, 18, 38], [0, 0, 0])).to.deep.equal(["ExtendedOffsetTableLengths"]);
  });

  it("has as many entries as there are frames", () => {
    expect(wrongTables([0, 18], [10, 12])).to.deep.equal([
      "ExtendedOffsetTable",
      "ExtendedOffsetTableLengths",
    ]);
  });
});
