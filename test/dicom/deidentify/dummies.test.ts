import { expect } from "chai";
import { isEmpty, type Vr } from "../../../dicom";
import { dummyItem } from "../../../dicom/deidentify/actions/dummyItem";
import { dummyBytes } from "../../../dicom/deidentify/actions/dummyValue";
import { saysTheSame } from "../../../dicom/deidentify/actions/sameValue";
import { confidentialityRows } from "../../../dicom/deidentify/rules/confidentiality";
import { VR_TRAITS } from "../../../dicom/dictionary/vr";
import { isValidText } from "../../../dicom/text/valueForm";
import { element, objectOf, sequence, tagOfName, vrOfName } from "../../support/dicom/dataSets";
import { deidentified, itemAt, textAt } from "../../support/dicom/deidentified";

const VRS = (Object.keys(VR_TRAITS) as Vr[]).filter((vr) => vr !== "SQ" && vr !== "UI");
const UNKNOWN_TAG = 0x00080003;

describe("the dummies of numbers that are counted from one", () => {
  it("are one and two, of as many values as the attribute needs", () => {
    const hexOf = (name: "ReferencedSegmentNumber" | "ReferencedWaveformChannels", other: boolean) =>
      Buffer.from(dummyBytes(tagOfName(name), "US", other)).toString("hex");
    expect(hexOf("ReferencedSegmentNumber", false)).to.equal("0100");
    expect(hexOf("ReferencedSegmentNumber", true)).to.equal("0200");
    expect(hexOf("ReferencedWaveformChannels", false)).to.equal("01000100");
    expect(
      Buffer.from(dummyBytes(tagOfName("ReferencedContentItemIdentifier"), "UL")).toString("hex"),
    ).to.equal("01000000");
    expect(Buffer.from(dummyBytes(tagOfName("ReferencedFrameNumber"), "IS", true)).toString()).to.equal("2 ");
  });
});

describe("the dummies of each VR", () => {
  for (const vr of VRS) {
    it(`${vr}: two different ones, of even length and valid, not empty`, () => {
      const [first, second] = [dummyBytes(UNKNOWN_TAG, vr), dummyBytes(UNKNOWN_TAG, vr, true)];
      const { form, unitBytes } = VR_TRAITS[vr];
      for (const bytes of [first, second]) {
        expect(bytes.length).to.be.greaterThan(0);
        expect(bytes.length % Math.max(2, unitBytes)).to.equal(0);
        const text = Buffer.from(bytes).toString("latin1").trimEnd();
        if (form !== "number" && form !== "binary") expect(isValidText(vr, text), text).to.equal(true);
      }
      expect(Buffer.compare(first, second)).not.to.equal(0);
      expect(dummyBytes(UNKNOWN_TAG, vr)).to.deep.equal(first);
    });
  }

  it("are as many as the attribute has to have", () => {
    expect(dummyBytes(tagOfName("ImagePositionPatient"), "DS")).to.deep.equal(Buffer.from("0\\0\\0 ")); // VM 3
    expect(dummyBytes(tagOfName("FrameIncrementPointer"), "AT")).to.have.length(4); // a group and an element
    expect(dummyBytes(tagOfName("BoundingBoxTopLeftHandCorner"), "FL")).to.have.length(8); // VM 2
  });
});

describe("a dummy that says what the original says", () => {
  const same: readonly (readonly [Vr, string, string])[] = [
    ["TM", "00", "000000"],
    ["TM", "000000.000", "000000"],
    ["TM", "00:00:00", "000000"],
    ["DA", "1900.01.01", "19000101"],
    ["DT", "19000101", "19000101000000"],
    ["DT", "19000101000000+0100", "19000101000000"],
    ["DS", "0.00", "0"],
    ["DS", "-0", "0"],
    ["IS", "+0", "0"],
    ["LO", " dummy", "DUMMY"],
    ["PN", "Dummy", "DUMMY"],
  ];
  for (const [vr, original, dummy] of same) {
    it(`is seen: ${vr} ${original}`, () => {
      const bytes = Buffer.from(dummy);
      expect(saysTheSame(element("StationName", original, vr), vr, bytes)).to.equal(true);
      expect(saysTheSame(element("StationName", `${original}1`, vr), vr, bytes)).to.equal(false);
    });
  }

  it("is not used", () => {
    const { dataSet } = deidentified(
      objectOf([
        element("SOPClassUID", "1.2.826.9"),
        element("SeriesTime", "00"),
        element("StationName", "Dummy"),
      ]),
    ).object;
    expect(textAt(dataSet, "SeriesTime")).to.equal("000001");
    expect(textAt(dataSet, "StationName")).to.equal("REMOVED");
  });

  it("is not seen in an empty value", () => {
    expect(saysTheSame(element("SeriesTime", ""), "TM", Buffer.from("000000"))).to.equal(false);
  });
});

describe("the dummy of a sequence", () => {
  const rows = confidentialityRows().filter(
    ({ tag, basic }) =>
      basic.includes("D") && /^[0-9A-F]{8}$/.test(tag) && vrOfName(parseInt(tag, 16)) === "SQ",
  );

  it("is one item, where there are none or nobody could look into them", () => {
    expect(rows).to.have.length(9);
    for (const { tag: text, basic } of rows) {
      const tag = parseInt(text, 16);
      for (const subject of basic === "D"
        ? [sequence(tag), element(tag, "Smith", "UN")]
        : [element(tag, "Smith", "UN")]) {
        const { dataSet } = deidentified(objectOf([element("SOPClassUID", "1.2.826.9"), subject])).object;
        expect(textAt(dataSet, tag), text).to.equal("[1]");
      }
    }
  });

  it("has elements in ascending order, and nothing of the original", () => {
    const texts = new Set<string>();
    for (const { tag: text } of rows) {
      const item = dummyItem(parseInt(text, 16), (uid) => (uid === "" ? "2.25.7" : uid));
      const tags = item.elements.map((one) => one.tag);
      expect(tags).to.deep.equal([...tags].sort((one, other) => one - other));
      for (const { tag, vr } of item.elements) if (vr !== "US") texts.add(textAt(item, tag) ?? "");
    }
    expect([...texts].sort()).to.deep.equal(
      [
        "1.2.840.10008.3.1.2.3.3",
        "19000101000000",
        "2.25.7",
        "99DUMMY",
        "CONTAINS",
        "DUMMY",
        "TEXT",
        "[0]",
        "[1]",
      ].sort(),
    );
  });

  it("is a code where the attribute is one of codes", () => {
    const { dataSet } = deidentified(
      objectOf([element("SOPClassUID", "1.2.826.9"), element("InstitutionCodeSequence", "Smith", "UN")]),
    ).object;
    const item = itemAt(dataSet, "InstitutionCodeSequence");
    expect([textAt(item, "CodeValue"), textAt(item, "CodingSchemeDesignator")]).to.deep.equal([
      "DUMMY",
      "99DUMMY",
    ]);
    const meaning = item?.get("CodeMeaning");
    expect(meaning !== undefined && isEmpty(meaning)).to.equal(false);
  });
});
