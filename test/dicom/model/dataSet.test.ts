import { expect } from "chai";
import {
  createElement,
  DataElement,
  DataSet,
  DicomUsageError,
  firstText,
  formatPath,
  Item,
  tagOf,
  type Keyword,
} from "../../../dicom";
import { element } from "../../support/dicom/dataSets";

describe("data sets", () => {
  const [modality, patient] = [element("Modality", "CT"), element("PatientID", "ID-1")];
  const dataSet = new DataSet([modality, patient]);

  it("answer a copy with an element in its place, or instead of what had its tag", () => {
    const study = element("StudyID", "1");
    const date = element("StudyDate", "20200101");
    expect(dataSet.with(study).elements).to.deep.equal([modality, patient, study]);
    expect(dataSet.with(date).elements).to.deep.equal([date, modality, patient]);
    const other = element("Modality", "MR");
    expect(dataSet.with(other).elements).to.deep.equal([other, patient]);
    expect(dataSet.elements).to.deep.equal([modality, patient]);
  });

  it("answer a copy without an element", () => {
    expect(dataSet.without(modality.tag).elements).to.deep.equal([patient]);
    expect(dataSet.without(tagOf("StudyID")).elements).to.deep.equal([modality, patient]);
  });

  it("find an element by tag and by keyword", () => {
    expect(dataSet.get("PatientID")).to.equal(patient);
    expect(dataSet.get(0x00100020)).to.equal(patient);
    expect([dataSet.has("Modality"), dataSet.has("StudyID")]).to.deep.equal([true, false]);
    expect(dataSet.without("Modality").elements).to.deep.equal([patient]);
    expect(firstText(dataSet, "PatientID")).to.equal("ID-1");
  });

  it("refuse a name that is no keyword, where the compiler did not", () => {
    const name = "PatientNmae" as Keyword;
    expect(() => dataSet.get(name))
      .to.throw(DicomUsageError)
      .with.property("code", "UNKNOWN_KEYWORD");
  });

  it("answer the items of a sequence, and none for anything else", () => {
    const items = [new Item([modality])];
    const nested = dataSet.with(DataElement.ofItems(tagOf("ReferencedStudySequence"), items));
    expect(nested.items("ReferencedStudySequence")).to.equal(items);
    expect(nested.items("Modality")).to.deep.equal([]);
    expect(nested.items("ReferencedSeriesSequence")).to.deep.equal([]);
  });

  it("stay items of their data set when they are copied", () => {
    const item = new Item([modality], dataSet, true).with(patient);
    expect(item).to.be.instanceOf(Item).with.property("undefinedLength", true);
    expect(item.parent).to.equal(dataSet);
  });

  it("give the character set of the nearest enclosing one", () => {
    const charset = DataElement.ofBytes(tagOf("SpecificCharacterSet"), "CS", Buffer.from("ISO_IR 100"));
    const outer = new DataSet([charset, modality]);
    expect(new Item([patient], new Item([], outer)).specificCharacterSet).to.equal(charset);
    expect(new Item([patient]).specificCharacterSet).to.equal(undefined);
  });
});

describe("createElement", () => {
  it("takes the VR of the data dictionary, and the character set of the data set", () => {
    const cyrillic = new DataSet([element("SpecificCharacterSet", "ISO_IR 144")]);
    const name = createElement("PatientName", "Ж^А", new Item([], cyrillic));
    expect(name.vr).to.equal("PN");
    expect(firstText(cyrillic.with(name), "PatientName")).to.equal("Ж^А");
    expect(createElement(0x00280010, 512, cyrillic)).to.deep.include({ tag: tagOf("Rows"), vr: "US" });
  });
});

describe("formatPath", () => {
  it("names sequences and items from the outside in", () => {
    const outer = { parent: undefined, tag: tagOf("ReferencedSeriesSequence"), index: 2 };
    const inner = { parent: outer, tag: tagOf("ReferencedInstanceSequence"), index: 0 };
    expect(formatPath(tagOf("ReferencedSOPInstanceUID"), inner)).to.equal("00081115[2].0008114A[0].00081155");
    expect(formatPath(tagOf("Rows"), undefined)).to.equal("00280010");
  });
});
