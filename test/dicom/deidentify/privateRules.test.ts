import { expect } from "chai";
import { element, objectOf, privateCreator, sequence } from "../../support/dicom/dataSets";
import { deidentified, itemAt, policyWith, textAt } from "../../support/dicom/deidentified";

const KEEP = policyWith(
  [],
  [
    { attribute: "0019,ACME 1.0,10", action: "K" },
    { attribute: "0019,ACME 1.0,20", action: "Z" },
    { attribute: "0019,ACME 1.0,30", action: "K" },
  ],
);

const BLOCK = [
  privateCreator(0x0019, 0x11, "ACME 1.0"),
  element(0x00191110, "kept", "LO"),
  element(0x00191111, "goes", "LO"),
  element(0x00191120, "emptied", "LO"),
];

describe("site rules for private attributes", () => {
  it("go by creator, whatever block it reserved, and keep the creator", () => {
    const { dataSet } = deidentified(objectOf(BLOCK), KEEP).object;
    const left = dataSet.elements.filter(({ tag }) => tag >>> 16 === 0x0019).map(({ tag }) => tag);
    expect(left).to.deep.equal([0x00190011, 0x00191110, 0x00191120]);
    expect(textAt(dataSet, 0x00191110)).to.equal("kept");
    expect(textAt(dataSet, 0x00191120)).to.equal("");
  });

  it("hold in items, whose blocks are their own", () => {
    const object = objectOf([
      ...BLOCK,
      sequence("PertinentOtherEvidenceSequence", [
        privateCreator(0x0019, 0x11, "OTHER"),
        privateCreator(0x0019, 0x20, "ACME 1.0"),
        element(0x00191110, "goes", "LO"),
        element(0x00192010, "kept", "LO"),
      ]),
    ]);
    const item = itemAt(deidentified(object, KEEP).object.dataSet, "PertinentOtherEvidenceSequence");
    expect(item?.elements.map(({ tag }) => tag)).to.deep.equal([0x00190020, 0x00192010]);
  });

  it("do not hold without a creator, under another one, or where two blocks claim the same", () => {
    const orphan = [element(0x00191110, "goes", "LO")];
    const other = [privateCreator(0x0019, 0x11, "ACME 2.0"), ...orphan];
    const twice = [...BLOCK, privateCreator(0x0019, 0x12, "ACME 1.0")];
    for (const elements of [orphan, other, twice]) {
      const { dataSet } = deidentified(objectOf(elements), KEEP).object;
      expect(dataSet.elements.some(({ tag }) => tag >>> 16 === 0x0019)).to.equal(false);
    }
  });

  it("that keep a sequence do not keep what is private inside", () => {
    const inner = [
      privateCreator(0x0019, 0x11, "ACME 1.0"),
      element(0x00191111, "goes", "LO"),
      element("Modality", "CT"),
    ];
    const object = objectOf([privateCreator(0x0019, 0x11, "ACME 1.0"), sequence(0x00191130, inner)]);
    const item = itemAt(deidentified(object, KEEP).object.dataSet, 0x00191130);
    expect(item?.elements.map(({ tag }) => tag)).to.deep.equal([0x00080060]);
  });

  it("that keep bytes do not keep items in the disguise of bytes, which nobody has looked into", () => {
    const hidden = Uint8Array.from(Buffer.from("feff00e008000000" + "1000100041424344", "hex"));
    for (const vr of ["UN", "OB"] as const) {
      const block = [privateCreator(0x0019, 0x11, "ACME 1.0"), element(0x00191130, hidden, vr)];
      expect(deidentified(objectOf(block), KEEP).object.dataSet.has(0x00191130), vr).to.equal(false);
    }
    const plain = [
      privateCreator(0x0019, 0x11, "ACME 1.0"),
      element(0x00191130, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), "OB"),
    ];
    expect(deidentified(objectOf(plain), KEEP).object.dataSet.has(0x00191130)).to.equal(true);
  });

  it("remove all creators where nothing of them is kept", () => {
    const { dataSet } = deidentified(objectOf([privateCreator(0x0019, 0x11, "ACME 1.0")]), KEEP).object;
    expect(dataSet.has(0x00190011)).to.equal(false);
  });
});
