import { expect } from "chai";
import fc from "fast-check";
import { characterSetOf, type Delimiters } from "../../../dicom/text/characterSet";
import { codesOf } from "../../../dicom/text/codeTables";
import type { CodedSet } from "../../../dicom/text/codeExtensions";

const K = "\x1b$B"; // JIS X 0208 to G0
const S = "\x1b$(D"; // JIS X 0212 to G0
const A = "\x1b(B"; // ASCII to G0
const R = "\x1b(J"; // JIS X 0201 romaji to G0
const H = "\x1b$)C"; // KS X 1001 to G1
const G = "\x1b$)A"; // GB 2312 to G1

interface Example {
  readonly what: string;
  readonly terms: readonly string[];
  readonly delimiters: Delimiters;
  readonly text: string;
  /** One character per byte. */
  readonly bytes: string;
}

/** The informative annexes of PS3.5, whose Specific Character Set has more than one value. */
const EXAMPLES: readonly Example[] = [
  {
    what: "the Japanese name of H.3.1",
    terms: ["", "ISO 2022 IR 87"],
    delimiters: "\\^=",
    text: "Yamada^Tarou=山田^太郎=やまだ^たろう",
    bytes: `Yamada^Tarou=${K};3ED${A}^${K}B@O:${A}=${K}$d$^$@${A}^${K}$?$m$&${A}`,
  },
  {
    what: "the Japanese name of H.3.2",
    terms: ["ISO 2022 IR 13", "ISO 2022 IR 87"],
    delimiters: "\\^=",
    text: "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
    bytes: `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${K};3ED${R}^${K}B@O:${R}=${K}$d$^$@${R}^${K}$?$m$&${R}`,
  },
  {
    what: "the Korean name of I.2",
    terms: ["", "ISO 2022 IR 149"],
    delimiters: "\\^=",
    text: "Hong^Gildong=洪^吉洞=홍^길동",
    bytes: `Hong^Gildong=${H}\xfb\xf3^${H}\xd1\xce\xd4\xd7=${H}\xc8\xab^${H}\xb1\xe6\xb5\xbf`,
  },
  {
    what: "the Chinese name of K.2",
    terms: ["", "ISO 2022 IR 58"],
    delimiters: "\\^=",
    text: "Zhang^XiaoDong=张^小东=",
    bytes: `Zhang^XiaoDong=${G}\xd5\xc5^${G}\xd0\xa1\xb6\xab=`,
  },
  {
    what: "the Chinese text of K.3",
    terms: ["", "ISO 2022 IR 58"],
    delimiters: "",
    text: "1.第一行文字。\r\n2.第二行文字。\r\n3.第三行文字。\r\n",
    bytes: ["1.\xb5\xda\xd2\xbb", "2.\xb5\xda\xb6\xfe", "3.\xb5\xda\xc8\xfd"]
      .map((line) => `${line}\xd0\xd0\xce\xc4\xd7\xd6\xa1\xa3\r\n`.replace(".", `.${G}`))
      .join(""),
  },
];

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("text with code extensions", () => {
  for (const { what, terms, delimiters, text, bytes } of EXAMPLES) {
    const characterSet = characterSetOf(terms);
    it(`is decoded as in ${what}`, () => {
      expect(characterSet.decode(bytesOf(bytes), delimiters)).to.equal(text);
    });
    it(`is encoded as in ${what}`, () => {
      expect(characterSet.encode(text, delimiters)).to.deep.equal(bytesOf(bytes));
    });
  }

  it("is decoded as in the Korean text of I.3, which invokes the set at the start of a line", () => {
    const lines = ["The first line includes 한글.", "The second line includes 한글, too.", "The third line"];
    const encoded = lines.map((line) => line.replace("한글", "\xc7\xd1\xb1\xdb"));
    const bytes = `${H}${encoded[0] ?? ""}\r\n${H}${encoded[1] ?? ""}\r\n${encoded[2] ?? ""}`;
    expect(characterSetOf(["", "ISO 2022 IR 149"]).decode(bytesOf(bytes))).to.equal(lines.join("\r\n"));
  });

  const encoded = (terms: string[], text: string, delimiters: Delimiters = "\\") => {
    const bytes = characterSetOf(terms).encode(text, delimiters);
    return bytes && Buffer.from(bytes).toString("latin1");
  };

  it("brings the first set back before each delimiter, and at the end", () => {
    const terms = ["ISO 2022 IR 100", "ISO 2022 IR 144"];
    for (const delimiter of ["\\", "^", "=", "\r", "\n", "\f", "\t"])
      expect(encoded(terms, `фü${delimiter}üф`, "\\^=")).to.equal(
        `\x1b-L\xe4\x1b-A\xfc${delimiter}\xfc\x1b-L\xe4\x1b-A`,
      );
    expect(encoded(terms, "ф^ф\\ф")).to.equal("\x1b-L\xe4^\xe4\x1b-A\\\x1b-L\xe4\x1b-A");
    expect(encoded(terms, "ф\\ф", "")).to.equal("\x1b-L\xe4\\\xe4\x1b-A");
  });

  it("brings ASCII back before a space and before a set of the upper half", () => {
    expect(encoded(["", "ISO 2022 IR 87", "ISO 2022 IR 149"], "山 山홍")).to.equal(
      `${K};3${A} ${K};3${A}${H}\xc8\xab`,
    );
  });

  it("invokes again what the upper half still holds, for readers that look at the last sequence only", () => {
    expect(encoded(["ISO 2022 IR 100", "ISO 2022 IR 87"], "ü山ü")).to.equal(`\xfc${K};3${A}\x1b-A\xfc`);
  });

  it("changes from one set of the lower half to the other", () => {
    expect(encoded(["", "ISO 2022 IR 87", "ISO 2022 IR 159"], "山丂山A")).to.equal(`${K};3${S}0!${K};3${A}A`);
  });

  it("stays in a set that has the next character too, else takes the first term that has it", () => {
    expect(encoded(["", "ISO 2022 IR 149", "ISO 2022 IR 87"], "山")).to.equal(`${H}\xdf\xa3`);
    expect(encoded(["", "ISO 2022 IR 87", "ISO 2022 IR 149"], "홍山")).to.equal(`${H}\xc8\xab\xdf\xa3`);
  });

  it("has escape sequences for a multi-byte set that stands alone, as files have them", () => {
    expect(encoded(["ISO 2022 IR 87"], "山")).to.equal(`${K};3${A}`);
    expect(encoded(["ISO 2022 IR 149"], "홍")).to.equal(`${H}\xc8\xab`);
  });

  it("is not encoded where no term has a character, nor with ESC inside", () => {
    expect(encoded(["", "ISO 2022 IR 87"], "丂")).to.equal(undefined);
    expect(encoded(["", "ISO 2022 IR 87"], "①")).to.equal(undefined); // a row of NEC's
    expect(encoded(["", "ISO 2022 IR 149"], "똠")).to.equal(undefined); // code page 949 only
    expect(encoded(["", "ISO 2022 IR 58"], "東")).to.equal(undefined); // GBK only
    expect(encoded(["", "ISO 2022 IR 58"], "ü😀")).to.equal(undefined);
    expect(encoded(["ISO_IR 100"], "ф")).to.equal(undefined);
    expect(encoded(["", "ISO 2022 IR 87"], `A${A}`)).to.equal(undefined);
  });
});

describe("the codes of the sets with two bytes", () => {
  const sizes: [CodedSet, standard: string, characters: number][] = [
    ["gbk", "GB 2312-80", 7445],
    ["euc-kr", "KS C 5601-1987", 8224],
    ["jis-x-0208", "JIS X 0208-1990", 6879],
    ["jis-x-0212", "JIS X 0212-1990", 6067],
  ];
  for (const [set, standard, characters] of sizes)
    it(`are as many as ${standard} has`, () => {
      expect(codesOf(set).size).to.equal(characters);
    });
});

/** Terms by registration number, with the sets that they bring. */
const SETS: readonly (readonly [number: string, set: CodedSet])[] = [
  ["6", "ascii"],
  ["13", "shift_jis"],
  ["100", "latin1"],
  ["101", "iso-8859-2"],
  ["109", "iso-8859-3"],
  ["110", "iso-8859-4"],
  ["126", "iso-8859-7"],
  ["127", "iso-8859-6"],
  ["138", "iso-8859-8"],
  ["144", "iso-8859-5"],
  ["148", "windows-1254"],
  ["166", "windows-874"],
  ["203", "iso-8859-15"],
  ["58", "gbk"],
  ["149", "euc-kr"],
  ["87", "jis-x-0208"],
  ["159", "jis-x-0212"],
];
const SINGLE_BYTE = SETS.slice(0, -4);
const MULTI_BYTE = SETS.slice(-4);

const DELIMITERS: fc.Arbitrary<Delimiters> = fc.constantFrom("", "\\", "\\^=");
const PLAIN = fc.constantFrom(...Array.from("\\^= \r\n\f\tA~[{-\x1a\x1c\x7f"));

/** Text of the characters of some sets, with all delimiters in between. */
function textOf(sets: readonly CodedSet[]): fc.Arbitrary<string> {
  const characters = sets.map((set) => [...codesOf(set).keys()]).filter((keys) => keys.length > 0);
  const drawn = characters.map((keys) => fc.constantFrom(...keys));
  return fc.array(fc.oneof(PLAIN, ...drawn), { maxLength: 24 }).map((parts) => parts.join(""));
}

function expectSame(terms: readonly string[], text: string, delimiters: Delimiters): void {
  const characterSet = characterSetOf(terms);
  const bytes = characterSet.encode(text, delimiters);
  expect(bytes, "encoded").not.to.equal(undefined);
  expect(characterSet.decode(bytes ?? new Uint8Array(), delimiters)).to.equal(text);
}

describe("text that is encoded and decoded again", () => {
  for (const [number, set] of SINGLE_BYTE)
    it(`is the same in ISO_IR ${number}`, () => {
      fc.assert(
        fc.property(textOf([set]), DELIMITERS, (text, delimiters) =>
          expectSame([`ISO_IR ${number}`], text, delimiters),
        ),
      );
    });

  for (const [number, set] of MULTI_BYTE)
    for (const first of ["", "ISO 2022 IR 6", "ISO 2022 IR 13", "ISO 2022 IR 100"])
      it(`is the same in ${first}\\ISO 2022 IR ${number}`, () => {
        fc.assert(
          fc.property(textOf([set]), DELIMITERS, (text, delimiters) =>
            expectSame([first, `ISO 2022 IR ${number}`], text, delimiters),
          ),
        );
      });

  it("is the same in any combination of terms, whichever comes first", () => {
    const combination = fc.tuple(fc.constantFrom(...SINGLE_BYTE), fc.subarray([...SETS]));
    const content = combination.chain(([first, more]) =>
      fc.record({
        terms: fc.constant([first, ...more].map(([number]) => `ISO 2022 IR ${number}`)),
        text: textOf([first, ...more].map(([, set]) => set)),
      }),
    );
    fc.assert(
      fc.property(content, DELIMITERS, ({ terms, text }, delimiters) => expectSame(terms, text, delimiters)),
      { numRuns: 500 },
    );
  });

  it("is the same in UTF-8 and GB18030, whatever its characters", () => {
    for (const term of ["ISO_IR 192", "GB18030"])
      fc.assert(
        fc.property(fc.string({ unit: "binary" }), DELIMITERS, (text, delimiters) => {
          const isSaid = characterSetOf([term]).encode(text) !== undefined;
          if (isSaid) expectSame([term], text, delimiters);
          // GB 18030 has a few characters of its own where others have private use.
          else expect(text).to.match(/[\ufffd\ue000-\uf8ff]/);
        }),
      );
  });

  it("is the same, or is not encoded, whatever the terms and the characters", () => {
    const names = SETS.map(([number]) => `ISO 2022 IR ${number}`);
    const terms = fc.array(fc.constantFrom("", "GBK", "ISO_IR 192", "ISO-IR 100", "X", ...names), {
      maxLength: 4,
    });
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 1 }),
        PLAIN,
        fc.constantFrom(...Array.from("\x1bф山홍东ﾔé(B$)C")),
      ),
    );
    fc.assert(
      fc.property(terms, text, DELIMITERS, (values, parts, delimiters) => {
        const characterSet = characterSetOf(values);
        const bytes = characterSet.encode(parts.join(""), delimiters);
        if (bytes) expect(characterSet.decode(bytes, delimiters)).to.equal(parts.join(""));
      }),
      { numRuns: 1000 },
    );
  });
});
