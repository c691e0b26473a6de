import { expect } from "chai";
import {
  createDataSet,
  createElement,
  DicomUsageError,
  firstText,
  readBigInts,
  readTags,
  readText,
} from "../../../dicom";

describe("createDataSet", () => {
  it("encodes text with the escape sequences of the character set", () => {
    const dataSet = createDataSet({
      SpecificCharacterSet: ["", "ISO 2022 IR 149"],
      PatientName: "Hong^Gildong=洪^吉洞=홍^길동",
    });
    const name = dataSet.get("PatientName");
    expect(name && readText(name, dataSet)).to.deep.equal(["Hong^Gildong=洪^吉洞=홍^길동"]);
    expect(name?.value).to.have.property("lengthBytes", 44);
  });

  it("encodes the text of items in their own character set, else in the one around", () => {
    const dataSet = createDataSet({
      SpecificCharacterSet: "ISO_IR 144",
      DirectoryRecordSequence: [{ PatientName: "Жуков" }], // (0004,1220), before the character set
      OtherPatientIDsSequence: [{ PatientID: "ф" }, { SpecificCharacterSet: "ISO_IR 100", PatientID: "é" }],
    });
    const [record] = dataSet.items("DirectoryRecordSequence");
    expect(record && firstText(record, "PatientName")).to.equal("Жуков");
    const items = dataSet.items("OtherPatientIDsSequence");
    expect(items.map((item) => firstText(item, "PatientID"))).to.deep.equal(["ф", "é"]);
  });

  it("takes tags for AT and bigints for 64-bit integers", () => {
    const dataSet = createDataSet({
      FrameIncrementPointer: [0x00181063, 0x00181065],
      SelectorUVValue: [2n ** 64n - 1n, 1n],
      SelectorSVValue: -5,
    });
    const [at, uv, sv] = [0x00280009, 0x00720083, 0x00720082].map((tag) => dataSet.get(tag));
    expect(at && readTags(at)).to.deep.equal([0x00181063, 0x00181065]);
    expect(uv && readBigInts(uv)).to.deep.equal([2n ** 64n - 1n, 1n]);
    expect(sv && readBigInts(sv)).to.deep.equal([-5n]);
    expect(() => createElement("SelectorUVValue", 0.5, dataSet)).to.throw(DicomUsageError);
  });

  it("puts a question mark in the place of a character that cannot be said", () => {
    const dataSet = createDataSet({ SpecificCharacterSet: ["", "ISO 2022 IR 87"], PatientName: "山€" });
    expect(firstText(dataSet, "PatientName")).to.equal("山?");
  });
});
