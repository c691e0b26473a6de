import { expect } from "chai";
import fc from "fast-check";
import { DataElement, DataSet, isValidText, type Vr } from "../../../../dicom";
import type { FindingCode } from "../../../../dicom/validate/findingCodes";
import { PLAIN_TESTS } from "../../../../dicom/validate/values/plainValues";
import { scanValue } from "../../../../dicom/validate/values/scanValue";

const latin1 = (text: string) => Buffer.from(text, "latin1");

/** What is found in a value field of these bytes. */
function scan(vr: Vr, bytes: Uint8Array, characterSet?: string) {
  const faults = new Set<FindingCode>();
  const terms =
    characterSet === undefined ? [] : [DataElement.ofBytes(0x00080005, "CS", latin1(characterSet))];
  const count = scanValue(DataElement.ofBytes(0x00091001, vr, bytes), new DataSet(terms), faults);
  return { faults: [...faults], count };
}

const found = (vr: Vr, text: string) => scan(vr, latin1(text)).faults.join(" ");

type Bad = Readonly<Partial<Record<FindingCode, readonly string[]>>>;

/** Value fields that a VR allows, PS3.5 §6.2, and what is found in some that it does not. */
const CASES: readonly [vr: Vr, good: readonly string[], bad: Bad][] = [
  [
    "AE",
    ["ARCHIVE", " ARCHIVE", "a b/c.d", "x".repeat(16), "A\\B"],
    {
      INVALID_APPLICATION_ENTITY: ["  ", "A\tB", "\xc4"],
      VALUE_TOO_LONG: ["x".repeat(17), "A\\" + "x".repeat(17)],
    },
  ],
  ["AS", ["018M", "120Y", "001D", "003W"], { INVALID_AGE: ["18M", "018", "018m", "018MM", " 18M"] }],
  [
    "CS",
    ["ORIGINAL", "A_1 B", "A\\B\\\\C", " LEFT ", "A".repeat(16)],
    { INVALID_CODE: ["original", "A-B", "A\\b", "\xc4"], VALUE_TOO_LONG: ["A".repeat(17)] },
  ],
  [
    "DA",
    ["20240229", "19000101", "00010101", "20240131", "20240101\\20240102", "20240101 "],
    {
      INVALID_DATE: [
        "20230229",
        "20241301",
        "20240132",
        "2024",
        "24-02-29",
        " 20240229",
        "20240101-20240102",
        "20240101-",
      ],
      RETIRED_FORM: ["1993.08.22"],
    },
  ],
  [
    "DS",
    ["1", "-1.5e-3", ".5", "+2.", " 12 ", "1\\2\\\\3", "-180.00000000000"],
    {
      INVALID_NUMBER: ["1,5", "NaN", "1e", ".", "-", "1.2.3", "0x1", "1 2"],
      VALUE_TOO_LONG: ["1.234567890123456"],
    },
  ],
  [
    "DT",
    ["2024", "202402", "20240229101500.123456+0100", "2024022910-0500", "20240229101500"],
    {
      INVALID_DATE_TIME: [
        "24",
        "20241301",
        "20230231",
        "20240229+1500",
        "2024-2025",
        "20240229101500.1234567",
      ],
    },
  ],
  [
    "IS",
    ["0", "-2147483648", "+7", "2147483647", " 1 ", "000000000012", "1\\2"],
    { INVALID_NUMBER: ["1.0", "2147483648", "-2147483649", "+", "1e2"], VALUE_TOO_LONG: ["0000000000012"] },
  ],
  [
    "LO",
    ["A-B c", "x".repeat(64), "a\\b", "x".repeat(64) + "  "],
    {
      VALUE_TOO_LONG: ["x".repeat(65), "a\\" + "x".repeat(65)],
      CONTROL_CHARACTER: ["a\nb", "a\tb", "a\x7fb"],
    },
  ],
  [
    "LT",
    ["one\r\ntwo\ta\\b\f", "x".repeat(10240)],
    { VALUE_TOO_LONG: ["x".repeat(10241)], CONTROL_CHARACTER: ["a\x07"] },
  ],
  [
    "PN",
    ["Doe^John", "A^B^C^D^E", "A=B=C", "A^B=C^D=E^F", "x".repeat(64) + "=" + "y".repeat(64), "A^B\\C^D"],
    {
      INVALID_PERSON_NAME: ["A^B^C^D^E^F", "A=B=C=D", "A=B^C^D^E^F^G"],
      VALUE_TOO_LONG: ["x".repeat(65), "A=" + "x".repeat(65)],
      CONTROL_CHARACTER: ["A\r\nB"],
    },
  ],
  ["SH", ["x".repeat(16), " a "], { VALUE_TOO_LONG: ["x".repeat(17)], CONTROL_CHARACTER: ["a\tb"] }],
  ["ST", ["a\tb\r\n", "x".repeat(1024)], { VALUE_TOO_LONG: ["x".repeat(1025)], CONTROL_CHARACTER: ["a\0b"] }],
  [
    "TM",
    ["07", "0709", "070907", "070907.070907", "235960", "070907 ", "0709\\0710"],
    {
      INVALID_TIME: ["24", "0760", "7", "070907.", "0709071", "070907-080000", "070907.1234567"],
      RETIRED_FORM: ["07:09:07"],
    },
  ],
  ["UC", ["x".repeat(500), "a\\b"], { CONTROL_CHARACTER: ["a\nb"] }],
  [
    "UI",
    ["1.2.840.10008.1.2\0", "2.25.0", "1.2.3\\1.2.4\0", "2." + "1".repeat(62), "1.39.1", "0.39.12"],
    {
      INVALID_UID: ["1.", ".1", "1..2", "1.02", "a", "3.1", "999.1", "1.40.1", "0.40", "0", "0.0", "1.2,3"],
      VALUE_TOO_LONG: ["2." + "1".repeat(63)],
      WRONG_PADDING: ["1.2.3 ", "1.2\0\0", "1.2\0\\1.3"],
    },
  ],
  ["UR", ["http://a.org/b?c=d#e%20", "x"], { INVALID_URI: ["http://a b", " http://a", "a\\b", "<x>"] }],
  ["UT", ["x\r\n\t\\".repeat(100)], { CONTROL_CHARACTER: ["a\x08"] }],
];

describe("values by their VR", () => {
  for (const [vr, good, bad] of CASES) {
    it(`tells what ${vr} allows from what it does not`, () => {
      expect(good.filter((text) => found(vr, text) !== "")).to.deep.equal([]);
      for (const [code, texts] of Object.entries(bad))
        expect(texts.map((text) => [text, found(vr, text)])).to.deep.equal(texts.map((text) => [text, code]));
    });
  }

  it("finds text that is padded with NUL, and numbers that are no whole number of values", () => {
    expect(found("LO", "abc\0")).to.equal("WRONG_PADDING");
    expect(found("DS", "1.5\0")).to.equal("WRONG_PADDING");
    for (const [vr, lengthBytes] of [
      ["US", 3],
      ["AT", 6],
      ["FD", 12],
      ["SV", 4],
      ["UL", 2],
      ["OW", 3],
      ["OF", 6],
      ["OD", 12],
    ] as const)
      expect(scan(vr, new Uint8Array(lengthBytes)).faults, vr).to.deep.equal(["WRONG_VALUE_LENGTH"]);
    for (const vr of ["OB", "UN"] as const) expect(scan(vr, new Uint8Array(3)).faults, vr).to.deep.equal([]);
  });

  it("counts values, also empty ones, and none of what is blank or cannot be counted", () => {
    const count = (vr: Vr, bytes: Uint8Array) => scan(vr, bytes).count;
    expect(count("DS", latin1("1\\2\\3 "))).to.equal(3);
    expect(count("CS", latin1("\\A\\"))).to.equal(3);
    expect(count("LT", latin1("a\\b "))).to.equal(1);
    expect(count("US", new Uint8Array(6))).to.equal(3);
    expect(count("AT", new Uint8Array(8))).to.equal(2);
    expect([
      count("LO", latin1("  ")),
      count("OB", new Uint8Array(4)),
      count("DA", new Uint8Array()),
    ]).to.deep.equal([0, 0, 0]);
  });

  it("finds each fault once, however many values have it", () => {
    expect(found("CS", "a\\b\\c-d")).to.equal("INVALID_CODE");
    expect(scan("DS", latin1("x\\1.234567890123456")).faults).to.have.members([
      "INVALID_NUMBER",
      "VALUE_TOO_LONG",
    ]);
  });

  it("takes for plain only what may be written", () => {
    const characters = fc.constantFrom(...Array.from("0123456789.+-eE:AYMDZ_ \\"));
    const near = fc.array(characters, { minLength: 1, maxLength: 28 }).map((list) => list.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(PLAIN_TESTS) as Vr[])), near, (vr, text) => {
        const bytes = latin1(text);
        if (!PLAIN_TESTS[vr]?.(bytes, 0, bytes.length)) return;
        expect(isValidText(vr, text.trim()), `${vr} ${text}`).to.equal(true);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("text beyond ASCII", () => {
  const MUELLER = [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]; // Müller in Latin-1

  it("needs a character set", () => {
    expect(scan("PN", Uint8Array.from(MUELLER)).faults).to.deep.equal(["MISSING_CHARACTER_SET"]);
    expect(scan("PN", Uint8Array.from(MUELLER), "ISO_IR 6").faults).to.deep.equal(["MISSING_CHARACTER_SET"]);
    expect(scan("PN", Uint8Array.from(MUELLER), "ISO_IR 100").faults).to.deep.equal([]);
  });

  it("has characters in its character set", () => {
    const undecodable = ["UNDECODABLE_TEXT"];
    expect(scan("LO", Uint8Array.from(MUELLER), "ISO_IR 192").faults).to.deep.equal(undecodable); // FC is no UTF-8
    expect(scan("LO", Uint8Array.of(0x41, 0x85), "ISO_IR 100").faults).to.deep.equal(undecodable); // a control character
    expect(scan("LO", Uint8Array.of(0x41, 0xa1), "ISO_IR 127").faults).to.deep.equal(undecodable); // not in ISO 8859-6
    // ESC 2 8 means nothing
    expect(scan("LO", Uint8Array.of(0x1b, 0x32, 0x38, 0x41), "ISO 2022 IR 100").faults).to.deep.equal(
      undecodable,
    );
    expect(scan("LO", Buffer.from("\ufffd", "utf8"), "ISO_IR 192").faults).to.deep.equal([]);
  });

  it("is not judged under a term that nobody knows", () => {
    expect(scan("LO", Uint8Array.from(MUELLER), "MARTIAN").faults).to.deep.equal([]);
  });

  it("is as long as its characters are many, not its bytes", () => {
    const sixteen = Buffer.from("ü".repeat(16), "utf8");
    expect(scan("SH", sixteen, "ISO_IR 192").faults).to.deep.equal([]);
    expect(scan("SH", Buffer.from("𠀋".repeat(16), "utf8"), "ISO_IR 192").faults).to.deep.equal([]);
    expect(scan("SH", Buffer.from("ü".repeat(17), "utf8"), "ISO_IR 192").faults).to.deep.equal([
      "VALUE_TOO_LONG",
    ]);
  });

  it("is split at backslashes, and not at bytes of characters that look like one", () => {
    // 表 is 95 5C in GBK
    const two = Buffer.concat([Uint8Array.of(0x95, 0x5c), latin1("\\a")]);
    expect(scan("LO", two, "GB18030").count).to.equal(2);
  });
});
