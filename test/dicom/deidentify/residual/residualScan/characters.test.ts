import { expect } from "chai";
import { element } from "../../../../support/dicom/dataSets";
import { comment, COMMENTS, foundIn } from "../../../../support/dicom/residual";

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

const inUtf8 = (name: string, comments: string) => [
  element("SpecificCharacterSet", "ISO_IR 192"),
  element("PatientName", Buffer.from(name)),
  element("ImageComments", Buffer.from(comments)),
];

describe("the residual scan finds what was removed, whatever it is written in,", () => {
  it("in UTF-16 of both byte orders", async () => {
    for (const text of ["Farnsworth", "HN-4711-23", "Li, Na"]) {
      expect(await comment(Buffer.concat([Buffer.from("x "), Buffer.from(text, "utf16le")])), text).to.equal(
        COMMENTS,
      );
      expect(await comment(Buffer.concat([Buffer.from("x "), utf16be(text)])), text).to.equal(COMMENTS);
    }
  });

  it("in the character set of the object, in UTF-8 and Latin-1, upper-cased and without accents", async () => {
    const object = (comments: Uint8Array | string) => [
      element("SpecificCharacterSet", "ISO_IR 144"),
      element("PatientName", Buffer.from([0xb8, 0xd2, 0xd0, 0xdd, 0xde, 0xd2])), // Иванов
      element("OperatorsName", "M\xfcller-L\xfcd\xe9nscheidt", "PN"),
      element("ImageComments", comments),
    ];
    const texts = [
      Buffer.from([0x20, 0xb8, 0xd2, 0xd0, 0xdd, 0xde, 0xd2, 0x20]),
      Buffer.from(" Иванов "),
      Buffer.from(" ИВАНОВ "),
      Buffer.from("Иванов", "utf16le"),
    ];
    for (const text of texts) expect(await foundIn(object(text)), text.toString("hex")).to.equal(COMMENTS);
    const latin = (comments: Uint8Array | string) => [
      element("SpecificCharacterSet", "ISO_IR 100"),
      element("PatientName", "M\xfcller"),
      element("ImageComments", comments),
    ];
    for (const text of ["by M\xfcller", "by M\xdcLLER", "by Muller", Buffer.from("by MÜLLER")])
      expect(await foundIn(latin(text)), text.toString()).to.equal(COMMENTS);
  });

  it("of names in two ideographs", async () => {
    const name = "Wang^XiaoDong=王^小东";
    expect(await foundIn(inUtf8(name, "患者小东的检查"))).to.equal(COMMENTS);
    expect(await foundIn(inUtf8(name, "患者的检查"))).to.equal(undefined);
  });

  it("in text that spells a name with other capitals, with two letters for an umlaut, or with an umlaut for two", async () => {
    const pairs = [
      ["ИВАНОВ^ПЁТР", "пациент Иванов"],
      ["ÖZTÜRK^ALI", "by Öztürk"],
      ["Müllerstein^Ida", "MUELLERSTEIN"],
      ["Muellerstein^Ida", "von Müllerstein"],
      ["Strauß^Ida", "strauss"],
    ] as const;
    for (const [name, text] of pairs) expect(await foundIn(inUtf8(name, text)), text).to.equal(COMMENTS);
  });

  it("of names that are written without anything between their parts", async () => {
    expect(await foundIn(inUtf8("Wang^Li=王^利", "患者王利的检查"))).to.equal(COMMENTS);
    expect(await foundIn(inUtf8("Wang^Li=王^利", "王"))).to.equal(undefined);
  });

  it("of Japanese and Korean names in the middle of other text, and in other kana", async () => {
    const japanese = "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B";
    const inJis = (comments: string) => [
      element("SpecificCharacterSet", "\\ISO 2022 IR 87"), // 山田^太郎=やまだ^たろう
      element("PatientName", japanese),
      element("ImageComments", comments),
    ];
    expect(await foundIn(inJis("\x1b$B;3EDB@O:\x1b(B"))).to.equal(COMMENTS); // 山田太郎
    expect(await foundIn(inJis("\x1b$B%d%^%@\x1b(B"))).to.equal(COMMENTS); // ヤマダ
    expect(await foundIn(inJis("lot ;3ED"))).to.equal(undefined); // the bytes of 山田 as ASCII
    const inKorean = (comments: string) => [
      element("SpecificCharacterSet", "\\ISO 2022 IR 149"),
      element(
        "PatientName",
        "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf",
      ),
      element("ImageComments", comments),
    ];
    expect(await foundIn(inKorean("\x1b$)C\xc8\xab\xb1\xe6\xb5\xbf"))).to.equal(COMMENTS); // 홍길동
  });
});
