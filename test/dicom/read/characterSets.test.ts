import { expect } from "chai";
import { BufferSource, firstText, parsePersonName, readDicom, readText } from "../../../dicom";
import { element, file, item, UNDEFINED, sequenceDelimiter } from "../../support/dicom/bytes";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";
const META_BYTES = 128 + 4 + 12 + 28; // preamble, prefix, group length, transfer syntax

const read = (...content: Buffer[]) => readDicom(new BufferSource(file(EXPLICIT_LE, content)));
const terms = (text: string) => element(0x00080005, "CS", text.length % 2 === 0 ? text : `${text} `);
/** One character per byte, padded. */
const name = (text: string) => element(0x00100010, "PN", text.length % 2 === 0 ? text : `${text} `);

describe("warnings of Specific Character Set", () => {
  it("say where the attribute is, and not what it holds", async () => {
    const { warnings } = await read(terms("ISO-IR 100"));
    expect(warnings).to.deep.equal([
      { code: "NONSTANDARD_CHARACTER_SET", offset: META_BYTES, tag: "00080005", path: "00080005" },
    ]);
  });

  it("tell terms that are understood from unknown ones", async () => {
    const codes = async (text: string) => (await read(terms(text))).warnings.map(({ code }) => code);
    expect(await codes("ISO_IR 100")).to.deep.equal([]);
    expect(await codes("\\ISO 2022 IR 87")).to.deep.equal([]);
    expect(await codes("")).to.deep.equal([]);
    expect(await codes("ISO_IR 6")).to.deep.equal(["NONSTANDARD_CHARACTER_SET"]);
    expect(await codes("ISO_IR 999")).to.deep.equal(["UNKNOWN_CHARACTER_SET"]);
  });

  it("come once for each data set and item that has the attribute", async () => {
    const items = [
      item([terms("ISO_IR 6"), element(0x00100020, "LO", "A ")]),
      item([element(0x00100020, "LO", "B ")]),
      item([terms("X ")], UNDEFINED),
    ];
    const { warnings } = await read(
      terms("ISO_IR 192"),
      element(0x00101002, "SQ", Buffer.concat([...items, sequenceDelimiter()]), undefined, UNDEFINED),
    );
    expect(warnings.map(({ code, path }) => `${code} ${path ?? ""}`)).to.deep.equal([
      "NONSTANDARD_CHARACTER_SET 00101002[0].00080005",
      "UNKNOWN_CHARACTER_SET 00101002[2].00080005",
    ]);
  });
});

describe("text in files", () => {
  it("is decoded by the item's character set, then that of the data set around it, then none", async () => {
    const id = (text: string) => element(0x00100020, "LO", text);
    const sequence = element(
      0x00101002,
      "SQ",
      Buffer.concat([
        item([terms("ISO_IR 100"), id("\xe4 "), element(0x00101002, "SQ", item([id("\xe4 ")]))]),
        item([id("\xe4 ")]),
        item([terms(""), id("\xe4 ")]), // empty: the default repertoire, in which E4 is nothing
      ]),
    );
    const { dataSet } = await read(terms("ISO_IR 144"), id("\xe4 "), sequence);
    const [own, outer, none] = dataSet.items("OtherPatientIDsSequence");
    const [inner] = own?.items("OtherPatientIDsSequence") ?? [];
    const texts = [dataSet, own, inner, outer, none].map((set) => set && firstText(set, "PatientID"));
    expect(texts).to.deep.equal(["ф", "ä", "ä", "ф", "ä"]);
  });

  it("has names in three groups, each component in the set that its escape sequence brings", async () => {
    const kanji = "\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J";
    const kana = "\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J";
    const half = "\xd4\xcf\xc0\xde^\xc0\xdb\xb3";
    const { dataSet } = await read(
      terms("ISO 2022 IR 13\\ISO 2022 IR 87"),
      name(`${half}=${kanji}=${kana}\\${half}`),
    );
    const element = dataSet.get("PatientName");
    const names = element ? readText(element, dataSet) : [];
    expect(names).to.deep.equal(["ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "ﾔﾏﾀﾞ^ﾀﾛｳ"]);
    const { alphabetic, ideographic, phonetic } = parsePersonName(names[0] ?? "");
    expect([alphabetic?.familyName, ideographic?.givenName, phonetic?.familyName]).to.deep.equal([
      "ﾔﾏﾀﾞ",
      "太郎",
      "やまだ",
    ]);
  });

  const inside: [what: string, terms: string, bytes: string, values: string[]][] = [
    ["GBK", "GBK", "\x81\\\\A", ["乗", "A"]],
    ["GB18030", "GB18030", "\x81\\\\\x81\x39\xee\x39", ["乗", "㐀"]],
    ["JIS X 0208", "\\ISO 2022 IR 87", "\x1b$B!\\\x1b(B\\A", ["＋", "A"]],
    ["JIS X 0212", "\\ISO 2022 IR 159", "\x1b$(D0\\\x1b(B\\A", ["伙", "A"]],
  ];
  for (const [what, values, bytes, texts] of inside)
    it(`is split between characters of ${what}, never at 5C inside one`, async () => {
      const { dataSet } = await read(
        terms(values),
        element(0x00100020, "LO", bytes.length % 2 ? `${bytes} ` : bytes),
      );
      const found = dataSet.get("PatientID");
      expect(found && readText(found, dataSet)).to.deep.equal(texts);
    });

  it("has no escape sequences under VRs that Specific Character Set does not cover", async () => {
    const { dataSet } = await read(terms("\\ISO 2022 IR 87"), element(0x00080060, "CS", "\x1b$B;3"));
    expect(firstText(dataSet, "Modality")).to.equal("\x1b$B;3");
  });
});
