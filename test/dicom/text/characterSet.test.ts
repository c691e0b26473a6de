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
const ROMAN = `${ESC}(J`;

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
      if (!text.includes("㐀"))
        expect(characterSet.encode(text)).to.deep.equal(new Uint8Array(bytes(encoded)));
    });

  it("keeps a byte order mark, which is no mark in DICOM", () => {
    expect(characterSetOf(["ISO_IR 192"]).decode(bytes("<EF><BB><BF>A"))).to.equal("\ufeffA");
  });

  it("takes a backslash inside a character of GBK and GB18030 for a part of it", () => {
    expect(characterSetOf(["GBK"]).decode(bytes("<81>\\\\A"), "\\")).to.equal("乗\\A");
    expect(characterSetOf(["GB18030"]).decode(bytes("<81>\\\\A"), "\\")).to.equal("乗\\A");
  });

  it("reads the default repertoire and unknown terms as Latin-1, and reports the latter", () => {
    for (const terms of [[], [""], ["ISO_IR 6"], ["ISO 2022 IR 6"]]) {
      expect(characterSetOf(terms).decode(bytes("<FC>b"))).to.equal("üb");
      expect(characterSetOf(terms).warning).to.equal(undefined);
    }
    for (const term of ["ISO_IR 999", "LATIN7", "constructor", "__proto__"]) {
      expect(characterSetOf([term]).decode(bytes("<FC>b"))).to.equal("üb");
      expect(characterSetOf([term]).warning).to.equal("UNKNOWN_CHARACTER_SET");
    }
  });

  it("understands terms that are spelt wrongly", () => {
    for (const term of [
      "ISO-IR 144",
      "ISO IR 144",
      "iso_ir_144",
      "ISO_IR144",
      " ISO_IR 144 ",
      "ISO 2022-IR 144",
    ]) {
      expect(characterSetOf([term]).decode(bytes("<E4>")), term).to.equal("ф");
      expect(characterSetOf([term]).warning, term).to.equal(undefined);
    }
    expect(characterSetOf(["ISO 2022 IR 192"]).decode(bytes("<C3><A9>"))).to.equal("é");
  });

  it("does not encode what the set cannot say", () => {
    expect(characterSetOf([]).encode("ü")).to.equal(undefined);
    expect(characterSetOf(["ISO_IR 100"]).encode("ł")).to.equal(undefined);
    expect(characterSetOf(["ISO_IR 100"]).encode("ü")).to.deep.equal(Uint8Array.of(0xfc));
  });
});

describe("the character sets with code extensions", () => {
  const decode = (terms: string[], encoded: string, delimiters: "" | "\\" | "\\^=" = "\\^=") =>
    characterSetOf(terms).decode(bytes(encoded), delimiters);

  it("decodes the Japanese name of PS3.5 H.3.1", () => {
    const encoded =
      `Yamada^Tarou=${KANJI};3ED${ASCII}^${KANJI}B@O:${ASCII}=` +
      `${KANJI}$d$^$@${ASCII}^${KANJI}$?$m$&${ASCII}`;
    expect(decode(["", "ISO 2022 IR 87"], encoded)).to.equal("Yamada^Tarou=山田^太郎=やまだ^たろう");
  });

  it("decodes the Japanese name of PS3.5 H.3.2 with half-width katakana", () => {
    const encoded = `<D4><CF><C0><DE>^<C0><DB><B3>=${KANJI};3ED${ROMAN}^${KANJI}B@O:${ROMAN}`;
    expect(decode(["ISO 2022 IR 13", "ISO 2022 IR 87"], encoded)).to.equal("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎");
  });

  it("decodes the Korean name of PS3.5 I.2", () => {
    const encoded =
      `Hong^Gildong=${ESC}$)C<FB><F3>^${ESC}$)C<D1><CE><D4><D7>=` +
      `${ESC}$)C<C8><AB>^${ESC}$)C<B1><E6><B5><BF>`;
    expect(decode(["", "ISO 2022 IR 149"], encoded)).to.equal("Hong^Gildong=洪^吉洞=홍^길동");
  });

  it("decodes the Chinese name of PS3.5 K.2", () => {
    const encoded = `Zhang^XiaoDong=${ESC}$)A<D5><C5>^${ESC}$)A<D0><A1><B6><AB>=`;
    expect(decode(["", "ISO 2022 IR 58"], encoded)).to.equal("Zhang^XiaoDong=张^小东=");
  });

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
