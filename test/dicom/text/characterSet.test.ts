import { expect } from "chai";
import fc from "fast-check";
import { characterSetOf } from "../../../dicom/text/characterSet";

/** Text with bytes above 7F and ESC as `<HH>`. */
function bytes(text: string): Uint8Array {
  return Buffer.from(
    text.replace(/<(\w\w)>/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  );
}

const ESC = "<1B>";
const KANJI = `${ESC}$B`;
const ASCII = `${ESC}(B`;

describe("the character sets without code extensions", () => {
  const sets: [string, string, string][] = [
    ["ISO_IR 100", "<C4>neas", "Äneas"],
    ["ISO_IR 101", "Wa<B3><EA>sa", "Wałęsa"],
    ["ISO_IR 109", "<A6><E4>", "Ĥä"],
    ["ISO_IR 110", "<C7><A6>", "ĮĻ"],
    ["ISO_IR 144", "<BB><EE>^<DF>", "Лю^п"],
    ["ISO_IR 127", "<E2><C8>", "قب"],
    ["ISO_IR 126", "<C4><E9><EF>", "Διο"],
    ["ISO_IR 138", "<F9><F8><E5>", "שרו"],
    ["ISO_IR 148", "<DD><F0><FE>", "İğş"],
    ["ISO_IR 203", "<A4><A6>", "€Š"],
    ["ISO_IR 166", "<C1><C7>", "มว"],
    ["ISO_IR 13", "<D4><CF><C0><DE>^<C0><DB><B3>", "ﾔﾏﾀﾞ^ﾀﾛｳ"],
    ["ISO_IR 192", "<E7><8E><8B>^<C3><A9>", "王^é"],
    ["GB18030", "<CD><F5>^<D0><A1><81><39><EE><39>", "王^小㐀"],
    ["GBK", "<CD><F5>^<D0><A1><B6><AB>", "王^小东"],
  ];
  for (const [term, encoded, text] of sets)
    it(`decodes and encodes ${term}`, () => {
      const characterSet = characterSetOf([term]);
      expect(characterSet.decode(bytes(encoded), "\\^=")).to.equal(text);
      expect(characterSet.warning).to.equal(undefined);
      expect(characterSet.encode(text)).to.deep.equal(new Uint8Array(bytes(encoded)));
    });

  it("keeps a byte order mark, which is no mark in DICOM", () => {
    expect(characterSetOf(["ISO_IR 192"]).decode(bytes("<EF><BB><BF>A"))).to.equal("\ufeffA");
  });

  it("takes a backslash inside a character of GBK and GB18030 for a part of it", () => {
    expect(characterSetOf(["GBK"]).decode(bytes("<81>\\\\A"), "\\")).to.equal("乗\\A");
    expect(characterSetOf(["GB18030"]).decode(bytes("<81>\\\\A"), "\\")).to.equal("乗\\A");
  });

  it("reads the default repertoire and unknown terms as Latin-1", () => {
    for (const terms of [
      [],
      [""],
      ["ISO_IR 6"],
      ["ISO 2022 IR 6"],
      ["LATIN7"],
      ["constructor"],
      ["__proto__"],
    ])
      expect(characterSetOf(terms).decode(bytes("<FC>b"))).to.equal("üb");
  });

  it("does not encode what the set cannot say", () => {
    const unsaid: [string, string][] = [
      ["", "ü"],
      ["ISO_IR 100", "ł"],
      ["ISO_IR 148", "€"], // windows-1254 has it at 80
      ["ISO_IR 166", "€"], // windows-874 likewise
      ["ISO_IR 166", "\xa0"], // ISO 8859-11 has it, TIS 620 has not
      ["ISO_IR 13", "¥"], // read as a backslash
      ["ISO_IR 13", "山"], // Shift_JIS has it
      ["GBK", "€"], // code page 936 has it at 80
      ["GBK", "㐀"],
      ["GBK", "😀"],
      ["ISO_IR 192", "\ud800"],
      ["GB18030", "\udc00"],
    ];
    for (const [term, text] of unsaid)
      expect(characterSetOf([term]).encode(text), `${term} ${text}`).to.equal(undefined);
    expect(characterSetOf(["ISO_IR 100"]).encode("ü")).to.deep.equal(Uint8Array.of(0xfc));
  });

  it("gives control characters above 7F back as the bytes that they came from", () => {
    expect(characterSetOf(["ISO_IR 100"]).encode("it\x92s")).to.deep.equal(
      Uint8Array.of(0x69, 0x74, 0x92, 0x73),
    );
  });

  it("encodes GB 18030 in two bytes or four, never in the byte 80", () => {
    const cases: [string, string][] = [
      ["€", "<A2><E3>"],
      ["\x80", "<81>0<81>0"],
      ["㐀", "<81>9<EE>9"],
      ["ß", "<81>0<89>8"],
      ["\uffff", "<84>1<A4>9"],
      ["\u{10000}", "<90>0<81>0"],
      ["😀", "<94>9<FC>6"],
      ["\u{10ffff}", "<E3>2<9A>5"],
    ];
    for (const [text, encoded] of cases)
      expect(characterSetOf(["GB18030"]).encode(text), text).to.deep.equal(new Uint8Array(bytes(encoded)));
  });

  it("decodes the Chinese names and text of PS3.5 J, and encodes them", () => {
    const name = "Wang^XiaoDong=王^小";
    const text =
      "The first line includes 中文.\r\nThe second line includes 中文, too.\r\nThe third line.\r\n";
    const cases: [term: string, text: string, encoded: string][] = [
      ["ISO_IR 192", `${name}東=`, "Wang^XiaoDong=<E7><8E><8B>^<E5><B0><8F><E6><9D><B1>="],
      ["GB18030", `${name}东=`, "Wang^XiaoDong=<CD><F5>^<D0><A1><B6><AB>="],
      ["GBK", `${name}东=`, "Wang^XiaoDong=<CD><F5>^<D0><A1><B6><AB>="],
      ["ISO_IR 192", text, text.replaceAll("中文", "<E4><B8><AD><E6><96><87>")],
      ["GB18030", text, text.replaceAll("中文", "<D6><D0><CE><C4>")],
      ["GBK", text, text.replaceAll("中文", "<D6><D0><CE><C4>")],
    ];
    for (const [term, decoded, encoded] of cases) {
      expect(characterSetOf([term]).decode(bytes(encoded), "\\^=")).to.equal(decoded);
      expect(characterSetOf([term]).encode(decoded, "\\^=")).to.deep.equal(new Uint8Array(bytes(encoded)));
    }
  });

  it("takes 5C for a delimiter behind any byte of JIS X 0201, which has no character of two bytes", () => {
    expect(characterSetOf(["ISO_IR 13"]).decode(bytes("<D4>\\<83>\\A"), "\\")).to.equal("ﾔ\\\ufffd\\A");
  });
});

describe("the character sets with code extensions", () => {
  const decode = (terms: string[], encoded: string, delimiters: "" | "\\" | "\\^=" = "\\^=") =>
    characterSetOf(terms).decode(bytes(encoded), delimiters);

  it("decodes JIS X 0212", () => {
    expect(decode(["", "ISO 2022 IR 159"], `${ESC}$(D0!${ASCII}A`)).to.equal("丂A");
  });

  const single: [string, string, string, string][] = [
    ["100", "-A", "<E4>", "ä"],
    ["101", "-B", "<B3>", "ł"],
    ["109", "-C", "<A6>", "Ĥ"],
    ["110", "-D", "<A6>", "Ļ"],
    ["144", "-L", "<E4>", "ф"],
    ["127", "-G", "<C1>", "ء"],
    ["126", "-F", "<E4>", "δ"],
    ["138", "-H", "<E4>", "ה"],
    ["148", "-M", "<F0>", "ğ"],
    ["203", "-b", "<A4>", "€"],
    ["166", "-T", "<C1>", "ม"],
    ["13", ")I", "<D4>", "ﾔ"],
  ];
  for (const [number, sequence, encoded, text] of single)
    it(`decodes ISO 2022 IR ${number} after its escape sequence`, () => {
      const terms = ["ISO 2022 IR 6", `ISO 2022 IR ${number}`];
      expect(decode(terms, `A${ESC}${sequence}${encoded}B`)).to.equal(`A${text}B`);
    });

  it("takes delimiters inside a two-byte character of G0 for a part of it", () => {
    const terms = ["", "ISO 2022 IR 87"];
    expect(decode(terms, `${KANJI}!\\=^${ASCII}\\A`)).to.equal("＋殉\\A");
  });

  it("comes back to the first set at delimiters and control characters", () => {
    const terms = ["ISO 2022 IR 100", "ISO 2022 IR 144"];
    for (const delimiter of ["\\", "^", "=", "\r", "\n", "\f", "\t"])
      expect(decode(terms, `${ESC}-L<E4>${delimiter}<E4>`)).to.equal(`ф${delimiter}ä`);
    expect(decode(terms, `${ESC}-L<E4>^<E4>\\<E4>`, "\\")).to.equal("ф^ф\\ä");
    expect(decode(terms, `${ESC}-L<E4>\\<E4>\n<E4>`, "")).to.equal("ф\\ф\nä");
  });

  it("reads Korean text whose escape sequence is missing", () => {
    expect(decode(["", "ISO 2022 IR 149"], "<C8><AB>^<B1><E6><B5><BF>")).to.equal("홍^길동");
  });

  it("never lets half a character swallow a delimiter", () => {
    expect(decode(["", "ISO 2022 IR 58"], `${ESC}$)A<D5>\\A`).endsWith("\\A")).to.equal(true);
    expect(decode(["", "ISO 2022 IR 149"], `${ESC}$)C<C8>^A`).endsWith("^A")).to.equal(true);
    expect(decode(["", "ISO 2022 IR 87"], `${KANJI};\nA`)).to.equal(";\nA");
  });

  it("keeps an escape sequence that the standard does not know", () => {
    expect(decode(["", "ISO 2022 IR 87"], `A${ESC}%GB`)).to.equal("A\x1b%GB");
  });

  it("decodes any bytes under any terms without an error", () => {
    const terms = fc.array(
      fc.oneof(
        fc.constantFrom("ISO 2022 IR 87", "ISO 2022 IR 149", "ISO_IR 192", "GBK", "ISO_IR 13"),
        fc.string(),
      ),
      { maxLength: 3 },
    );
    const sequence = fc
      .constantFrom("$B", "$(D", "$)C", "(B", "-L")
      .map((text) => [0x1b, ...Buffer.from(text)]);
    const content = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 255 }).map((byte) => [byte]),
        sequence,
      ),
    );
    fc.assert(
      fc.property(terms, content, (names, parts) => {
        expect(characterSetOf(names).decode(Uint8Array.from(parts.flat()), "\\")).to.be.a("string");
      }),
    );
  });
});
