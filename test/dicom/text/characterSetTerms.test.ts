import { expect } from "chai";
import { characterSetOf } from "../../../dicom/text/characterSet";

const SINGLE_BYTE = [13, 100, 101, 109, 110, 126, 127, 138, 144, 148, 166, 203];

const warningOf = (terms: readonly string[]) => characterSetOf(terms).warning;

describe("the terms of Specific Character Set", () => {
  it("are nothing to warn of as PS3.3 C.12.1.1.2 defines them", () => {
    const whole = ["ISO_IR 192", "GB18030", "GBK"];
    const alone = [...SINGLE_BYTE.map((number) => `ISO_IR ${number}`), ...whole];
    for (const term of alone) expect(warningOf([term]), term).to.equal(undefined);
    for (const number of [6, ...SINGLE_BYTE, 58, 87, 149, 159])
      for (const first of ["", "ISO 2022 IR 6", "ISO 2022 IR 13", "ISO 2022 IR 100"])
        expect(warningOf([first, `ISO 2022 IR ${number}`]), String(number)).to.equal(undefined);
    expect(warningOf([])).to.equal(undefined);
    expect(warningOf([""])).to.equal(undefined);
    expect(warningOf([" ISO_IR 100 "])).to.equal(undefined); // spaces around a code string mean nothing
  });

  const understood: [why: string, terms: string[], bytes: number[], text: string][] = [
    ["a hyphen", ["ISO-IR 144"], [0xe4], "ф"],
    ["a space", ["ISO IR 144"], [0xe4], "ф"],
    ["underscores, in lower case", ["iso_ir_144"], [0xe4], "ф"],
    ["nothing between", ["ISO_IR144"], [0xe4], "ф"],
    ["a number alone", ["144"], [0xe4], "ф"],
    ["lower case", ["gb18030"], [0xcd, 0xf5], "王"],
    ["the default repertoire, which has no term alone", ["ISO_IR 6"], [0x41], "A"],
    ["code extensions announced, and none named", ["ISO 2022 IR 144"], [0xe4], "ф"],
    ["the default repertoire with code extensions, alone", ["ISO 2022 IR 6"], [0x41], "A"],
    ["a multi-byte set alone", ["ISO 2022 IR 149"], [0xc8, 0xab], "홍"],
    ["a multi-byte set without 2022", ["ISO_IR 149"], [0xc8, 0xab], "홍"],
    ["a multi-byte set in the first place", ["ISO 2022 IR 149", "ISO 2022 IR 100"], [0xc8, 0xab], "홍"],
    ["several terms without 2022", ["ISO_IR 100", "ISO_IR 144"], [0xe4], "ä"],
    ["a mixture", ["ISO 2022 IR 100", "ISO_IR 144"], [0xe4], "ä"],
    ["a hyphen before the number", ["ISO 2022-IR 100", "ISO 2022 IR 144"], [0xe4], "ä"],
    ["an empty value behind", ["ISO 2022 IR 144", ""], [0xe4], "ф"],
    ["UTF-8 among others", ["", "ISO_IR 192"], [0xc3, 0xa9], "é"],
    ["UTF-8 with code extensions", ["ISO 2022 IR 192"], [0xc3, 0xa9], "é"],
    ["UTF-8 by name", ["UTF-8"], [0xc3, 0xa9], "é"],
    ["GBK with code extensions", ["ISO 2022 GBK"], [0xcd, 0xf5], "王"],
    ["GB18030 among others", ["GB18030", "ISO 2022 IR 87"], [0xcd, 0xf5], "王"],
    ["GB 2312 without IR", ["", "ISO 2022 58"], [0xcd, 0xf5], "王"],
  ];
  for (const [why, terms, bytes, text] of understood)
    it(`are understood, with a warning: ${why}`, () => {
      expect(characterSetOf(terms).decode(Uint8Array.from(bytes))).to.equal(text);
      expect(warningOf(terms)).to.equal("NONSTANDARD_CHARACTER_SET");
    });

  it("are unknown where one means nothing", () => {
    for (const terms of [
      ["ISO_IR 999"],
      ["LATIN7"],
      ["constructor"],
      ["__proto__"],
      ["ISO_IR"],
      ["ISO_IR 100", "X"],
    ])
      expect(warningOf(terms), terms.join()).to.equal("UNKNOWN_CHARACTER_SET");
  });
});
