import { expect } from "chai";
import { element, privateCreator } from "../../../support/dicom/dataSets";
import { FULL_DATES, MODIFIED_DATES, policyWith, textAt } from "../../../support/dicom/deidentified";
import {
  after,
  declaredBlock,
  declaring,
  PHILIPS,
  privateTags,
  SIEMENS_US,
} from "../../../support/dicom/safePrivate";

describe("Retain Safe Private, of values that identify by their VR", () => {
  const us = (number: number, value: string, vr: "UI" | "LO" | "PN" | "DA") => [
    privateCreator(0x0129, 0x10, SIEMENS_US),
    element(0x01291000 + number, value, vr),
  ];

  it("maps UIDs, unless they are retained", () => {
    const mapped = textAt(after(us(0x02, "1.2.826.77", "UI")), 0x01291002);
    expect(mapped).to.match(/^2\.25\.\d+$/);
    const study = after([element("StudyInstanceUID", "1.2.826.77")]);
    expect(mapped, "as everywhere else").to.equal(textAt(study, "StudyInstanceUID"));
    const both = policyWith(["retainSafePrivate", "retainUids"]);
    expect(textAt(after(us(0x02, "1.2.826.77", "UI"), both), 0x01291002)).to.equal("1.2.826.77");
  });

  it("removes text in an attribute of numbers, and a name in any", () => {
    expect(
      privateTags(after([privateCreator(0x2001, 0x10, PHILIPS), element(0x20011001, "Smith", "LO")])),
    ).to.deep.equal([]);
    expect(
      privateTags(after([privateCreator(0x2001, 0x10, PHILIPS), element(0x20011050, "Smith", "PN")])),
    ).to.deep.equal([]);
  });

  it("cleans text, whoever calls it safe, whether or not other text is cleaned", () => {
    const text = [
      privateCreator(0x0019, 0x10, "GEMS_ACQU_01"),
      element(0x0019109e, "CHEST Original", "LO"),
      element(0x00191023, "1.5", "DS"),
    ];
    expect(textAt(after(text), 0x0019109e)).to.equal("CHEST");
    const names = [privateCreator(0x0019, 0x10, "GEMS_ACQU_01"), element(0x0019109e, "Original", "LO")];
    expect(privateTags(after(names))).to.deep.equal([]);
  });

  it("moves dates, keeps them or removes them, as the options say", () => {
    const declared = [
      declaring(declaredBlock("SAFE")),
      privateCreator(0x0029, 0x10, "ACME 1.0"),
      element(0x00291001, "20200101", "DA"),
      element(0x00291002, "Smith", "DA"),
      element("StudyDate", "20200101"),
    ];
    expect(privateTags(after(declared))).to.deep.equal([]);
    const shifted = after(declared, policyWith(["retainSafePrivate", MODIFIED_DATES]));
    expect(textAt(shifted, 0x00291001)).to.equal(textAt(shifted, "StudyDate"));
    expect(shifted.has(0x00291002)).to.equal(false);
    const kept = after(declared, policyWith(["retainSafePrivate", FULL_DATES]));
    expect(textAt(kept, 0x00291001)).to.equal("20200101");
    expect(kept.has(0x00291002), "what is no date").to.equal(false);
  });

  for (const [vr, value, stays] of [
    ["DS", "1.5\\-2e3\\", true],
    ["DS", "1.5\\Smith", false],
    ["IS", "12", true],
    ["IS", "12a", false],
    ["CS", "FFE_2\\M", true],
    ["CS", "Smith, John", false],
  ] as const) {
    it(`${stays ? "keeps" : "removes"} ${value} of VR ${vr}`, () => {
      const number = { DS: 0x23, IS: 0x02, CS: 0x04 }[vr];
      const tag = 0x20011000 + number;
      const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), element(tag, value, vr)]);
      expect(dataSet.has(tag)).to.equal(stays);
    });
  }
});
