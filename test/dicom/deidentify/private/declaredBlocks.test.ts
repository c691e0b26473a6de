import { expect } from "chai";
import { uint16 } from "../../../support/dicom/bytes";
import { element, privateCreator, sequence } from "../../../support/dicom/dataSets";
import { itemAt, policyWith, textAt } from "../../../support/dicom/deidentified";
import {
  ACME,
  after,
  declaredBlock,
  declaring,
  PET,
  privateTags,
  suv,
} from "../../../support/dicom/safePrivate";

describe("Retain Safe Private, of what a file declares", () => {
  it("keeps a block that is SAFE, and of a MIXED one what is listed", () => {
    expect(privateTags(after([declaring(declaredBlock("SAFE")), ...ACME]))).to.deep.equal([
      "00290010",
      "00291001",
      "00291002",
    ]);
    const mixed = declaredBlock("MIXED", { more: [element("NonidentifyingPrivateElements", uint16(2))] });
    expect(privateTags(after([declaring(mixed), ...ACME]))).to.deep.equal(["00290010", "00291002"]);
  });

  it("keeps nothing of it where the option is not chosen", () => {
    expect(privateTags(after([declaring(declaredBlock("SAFE")), ...ACME], policyWith()))).to.deep.equal([]);
  });

  for (const [name, block] of [
    ["UNSAFE", declaredBlock("UNSAFE")],
    ["of another status", declaredBlock("HARMLESS")],
    ["of another group", declaredBlock("SAFE", { group: 0x0019 })],
    ["of another creator", declaredBlock("SAFE", { creator: "ACME" })],
    ["without a creator", declaredBlock("SAFE", { creator: "" })],
  ] as const) {
    it(`keeps nothing of a block that is ${name}`, () => {
      expect(privateTags(after([declaring(block), ...ACME]))).to.deep.equal([]);
    });
  }

  it("believes the warning before the table, and before another declaration", () => {
    const unsafe = declaredBlock("UNSAFE", { group: 0x7053, creator: PET });
    expect(privateTags(after([declaring(unsafe), ...suv()]))).to.deep.equal([]);
    expect(
      privateTags(after([declaring(declaredBlock("SAFE"), declaredBlock("UNSAFE")), ...ACME])),
    ).to.deep.equal([]);
  });

  it("holds for items too, where the declaration stands at the top, and nowhere else", () => {
    const nested = [declaring(declaredBlock("SAFE")), sequence("PertinentOtherEvidenceSequence", ACME)];
    expect(privateTags(itemAt(after(nested), "PertinentOtherEvidenceSequence"))).to.have.length(3);
    const inItem = [sequence("PertinentOtherEvidenceSequence", [declaring(declaredBlock("SAFE")), ...ACME])];
    expect(privateTags(itemAt(after(inItem), "PertinentOtherEvidenceSequence"))).to.deep.equal([]);
  });

  it("does the actions that are recommended for what identifies, and removes where it is asked for anything else", () => {
    const recommended = (action: string, number: number) => [
      element("IdentifyingPrivateElements", uint16(number)),
      element("DeidentificationAction", action),
    ];
    const actions = [
      recommended("D", 1),
      recommended("Z", 2),
      recommended("U", 3),
      recommended("X", 4),
      recommended("K", 5),
    ];
    const block = declaredBlock("SAFE", { more: [sequence("DeidentificationActionSequence", ...actions)] });
    const dataSet = after([
      declaring(block),
      privateCreator(0x0029, 0x10, "ACME 1.0"),
      element(0x00291001, "Smith", "LO"),
      element(0x00291002, "Smith", "LO"),
      element(0x00291003, "1.2.826.77", "UI"),
      element(0x00291004, "Smith", "LO"),
      element(0x00291005, "Smith", "LO"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["00290010", "00291001", "00291002", "00291003"]);
    expect(textAt(dataSet, 0x00291001)).to.equal("DUMMY");
    expect(textAt(dataSet, 0x00291002)).to.equal("");
    expect(textAt(dataSet, 0x00291003)).to.match(/^2\.25\.\d+$/);
  });

  it("does not keep free text, names and addresses for it, nor bytes without a VR", () => {
    const dataSet = after([
      declaring(declaredBlock("SAFE")),
      privateCreator(0x0029, 0x10, "ACME 1.0"),
      element(0x00291001, "Smith", "LO"),
      element(0x00291002, "Smith", "UT"),
      element(0x00291003, "Smith^John", "PN"),
      element(0x00291004, "SMITH_AE", "AE"),
      element(0x00291005, "http://smith.example", "UR"),
      element(0x00291006, "Smith", "UN"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal([]);
  });

  it("takes the VR of a declared definition", () => {
    const definition = sequence("PrivateDataElementDefinitionSequence", [
      element("PrivateDataElement", uint16(1)),
      element("PrivateDataElementValueRepresentation", "IS"),
    ]);
    const dataSet = after([
      declaring(declaredBlock("SAFE", { more: [definition] })),
      privateCreator(0x0029, 0x10, "ACME 1.0"),
      element(0x00291001, "12", "UN"),
    ]);
    expect(dataSet.get(0x00291001)?.vr).to.equal("IS");
  });
});
