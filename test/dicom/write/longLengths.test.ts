import { expect } from "chai";
import {
  DataElement,
  DataSet,
  DicomUsageError,
  Item,
  planWrite,
  transferSyntaxOf,
  type ByteSource,
  type TransferSyntax,
} from "../../../dicom";

/** A source that may not be read. */
const SOURCE: ByteSource = {
  sizeBytes: 2 ** 40,
  read: () => Promise.reject(new Error("a long value was read")),
};
const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax;

const range = (tag: number, lengthBytes: number) =>
  new DataElement(tag, "OW", { kind: "range", source: SOURCE, offset: 0, lengthBytes, bigEndian: false });

/** The bytes of a plan that are made here, ranges left out. */
function literals(...elements: DataElement[]): Buffer {
  const plan = planWrite({ fileMeta: new DataSet([]), dataSet: new DataSet(elements), transferSyntax });
  const bytes = plan.segments.map((segment) =>
    segment.kind === "literal" ? segment.bytes : new Uint8Array(),
  );
  expect(plan.sizeBytes - Buffer.concat(bytes).length).to.equal(
    plan.segments.reduce((sum, segment) => sum + (segment.kind === "range" ? segment.lengthBytes : 0), 0),
  );
  return Buffer.concat(bytes).subarray(132 + 12 + 28);
}

describe("lengths at the end of what 32 bits say", () => {
  it("are written for the longest value", () => {
    const header = Buffer.from("e07f1000" + "4f570000" + "feffffff", "hex"); // tag, OW, 4,294,967,294
    expect(literals(range(0x7fe00010, 0xfffffffe)).equals(header)).to.equal(true);
  });

  it("are refused for longer values, which a length field would say too little of", () => {
    for (const lengthBytes of [0xffffffff, 2 ** 32, 5e9])
      expect(() => literals(range(0x7fe00010, lengthBytes)))
        .to.throw(DicomUsageError)
        .with.property("code", "INVALID_ARGUMENT");
  });

  it("are undefined for sequences and items that are longer", () => {
    const item = new Item([range(0x00720069, 0xfffffff0), range(0x7fe00010, 0xfffffff0)]);
    const [open, close] = ["ffffffff", "00000000"];
    const expected = [
      "08004011" + "53510000" + open,
      "feff00e0" + open,
      "72006900" + "4f570000" + "f0ffffff",
      "e07f1000" + "4f570000" + "f0ffffff",
      "feff0de0" + close,
      "feffdde0" + close,
    ].join("");
    expect(literals(DataElement.ofItems(0x00081140, [item])).toString("hex")).to.equal(expected);
  });

  it("are undefined for the sequence alone where its items together are longer", () => {
    const items = [new Item([range(0x00720069, 0x90000000)]), new Item([range(0x00720069, 0x90000000)])];
    const itemBytes = "feff00e0" + "0c000090" + "72006900" + "4f570000" + "00000090";
    expect(literals(DataElement.ofItems(0x00081140, items)).toString("hex")).to.equal(
      `0800401153510000ffffffff${itemBytes}${itemBytes}feffdde000000000`,
    );
  });
});
