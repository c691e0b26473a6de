import { expect } from "chai";
import fc from "fast-check";
import {
  BufferSource,
  createDataSet,
  DataElement,
  DataSet,
  DicomError,
  DicomFormatError,
  firstText,
  formatDicomJson,
  fromDicomJson,
  planToBuffer,
  planWrite,
  readDicom,
  toDicomJson,
  transferSyntaxOf,
  writeBigInts,
  writeTags,
  type TransferSyntax,
} from "../../../dicom";
import { dataSets } from "../../support/dicom/arbitrary";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { element, privateCreator, sequence } from "../../support/dicom/dataSets";

const EXPLICIT = transferSyntaxOf("1.2.840.10008.1.2.1") as TransferSyntax;
const BIG_ENDIAN = transferSyntaxOf("1.2.840.10008.1.2.2") as TransferSyntax;
const JPEG = transferSyntaxOf("1.2.840.10008.1.2.4.50") as TransferSyntax;

const bytesOf = (dataSet: DataSet, transferSyntax = EXPLICIT) =>
  planToBuffer(planWrite({ fileMeta: new DataSet([]), dataSet, transferSyntax }));

const throughText = (dataSet: DataSet): unknown => JSON.parse(formatDicomJson(toDicomJson(dataSet)));

/** Bytes that its character set cannot say take a data set, with all items, to UTF-8. */
function withoutCharacterSets(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json, (name, value: unknown) => (name === "00080005" ? undefined : value)),
  );
}

/** One attribute of the JSON and back: the value as text. */
function textOf(vr: string, attribute: object): string | undefined {
  return firstText(fromDicomJson({ "00091001": { vr, ...attribute } }), 0x00091001);
}

function codeOf(json: unknown): string {
  try {
    fromDicomJson(json);
  } catch (error) {
    expect(error).to.be.instanceOf(DicomError);
    return `${(error as DicomError).code} ${(error as DicomError).path ?? "-"}`;
  }
  return "accepted";
}

describe("data sets from the DICOM JSON Model", () => {
  it("have the bytes of those that the JSON was made of", async () => {
    const dataSet = new DataSet(
      [
        ...createDataSet({
          SpecificCharacterSet: "ISO_IR 100",
          ImageType: ["ORIGINAL", "", "AXIAL"],
          PatientName: "Müller^Anna=ideographic=phonetic",
          PatientBirthDate: "",
          PatientWeight: "71.5",
          OtherPatientIDsSequence: [{ PatientID: "é" }, {}],
          Rows: 512,
          RescaleSlope: "-0.5",
          SelectorFDValue: [0.1, -0, NaN, -Infinity],
          PixelData: Uint8Array.of(1, 2, 3, 4),
        }).elements,
        writeTags(0x00720050, [0x00100010, 0xffff0001]),
        writeBigInts(0x00720082, "SV", [-(2n ** 63n), 1n]),
        writeBigInts(0x00720083, "UV", [2n ** 64n - 1n]),
        privateCreator(0x0009, 0x10, "CREATOR"),
        element(0x00091001, Uint8Array.of(9, 8, 7, 6), "UN"),
        sequence(0x00091002, [element(0x00091003, "text", "LO")], []),
      ].sort((a, b) => a.tag - b.tag),
    );
    expect(await describeDataSet(fromDicomJson(throughText(dataSet)))).to.deep.equal(
      await describeDataSet(dataSet),
    );
  });

  it("give the same JSON again, whatever the data set", () => {
    fc.assert(
      fc.property(dataSets, (dataSet) => {
        const json = throughText(dataSet);
        const again = throughText(fromDicomJson(json));
        expect(withoutCharacterSets(again)).to.deep.equal(withoutCharacterSets(json));
      }),
      { numRuns: 500 },
    );
  });

  it("go to UTF-8 where the character set that is named cannot say the text", () => {
    const dataSet = fromDicomJson({
      "00080005": { vr: "CS", Value: ["ISO_IR 100"] },
      "00100010": { vr: "PN", Value: [{ Alphabetic: "Ж" }] },
      "00101002": {
        vr: "SQ",
        Value: [{ "00080005": { vr: "CS", Value: ["ISO_IR 144"] }, "00100020": { vr: "LO", Value: ["ф"] } }],
      },
    });
    expect(firstText(dataSet, "SpecificCharacterSet")).to.equal("ISO_IR 192");
    expect(firstText(dataSet, "PatientName")).to.equal("Ж");
    const [item] = dataSet.items("OtherPatientIDsSequence");
    expect(item?.has("SpecificCharacterSet")).to.equal(false);
    expect(item && firstText(item, "PatientID")).to.equal("ф");
  });

  it("keep a character set with escape sequences that say the text", () => {
    const json = {
      "00080005": { vr: "CS", Value: [null, "ISO 2022 IR 87"] },
      "00100010": { vr: "PN", Value: [{ Alphabetic: "Yamada^Tarou", Ideographic: "山田^太郎" }] },
    };
    const dataSet = fromDicomJson(json);
    expect(toDicomJson(dataSet)).to.deep.equal(json);
    const value = dataSet.get("PatientName")?.value;
    expect(value?.kind === "bytes" && Buffer.from(value.chunk).toString("latin1")).to.equal(
      "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B",
    );
  });

  it("have the default repertoire where the attribute is empty, whatever is around", () => {
    const dataSet = fromDicomJson({
      "00080005": { vr: "CS", Value: ["ISO_IR 144"] },
      "00101002": { vr: "SQ", Value: [{ "00080005": { vr: "CS" }, "00100020": { vr: "LO", Value: ["ф"] } }] },
    });
    const [item] = dataSet.items("OtherPatientIDsSequence");
    expect(item && firstText(item, "PatientID")).to.equal("ф"); // in UTF-8
    expect(firstText(dataSet, "SpecificCharacterSet")).to.equal("ISO_IR 192");
  });

  it("have the VR that the JSON says, also against the data dictionary", () => {
    const json = { "00100010": { vr: "LO", Value: ["A"] }, "00280010": { vr: "DS", Value: [512] } };
    expect(toDicomJson(fromDicomJson(json))).to.deep.equal(json);
  });

  it("keep the character set of an item, and of the data set around it", () => {
    const dataSet = fromDicomJson({
      "00080005": { vr: "CS", Value: ["ISO_IR 100"] },
      "00101002": {
        vr: "SQ",
        Value: [
          { "00080005": { vr: "CS", Value: ["ISO_IR 144"] }, "00100020": { vr: "LO", Value: ["ф"] } },
          { "00100020": { vr: "LO", Value: ["é"] } },
        ],
      },
    });
    const texts = dataSet.items("OtherPatientIDsSequence").map((item) => firstText(item, "PatientID"));
    expect(texts).to.deep.equal(["ф", "é"]);
    expect(firstText(dataSet, "SpecificCharacterSet")).to.equal("ISO_IR 100");
  });

  it("are empty where there is no value, whether the JSON leaves it out or says null", () => {
    for (const attribute of [{}, { Value: [] }, { Value: [null] }])
      for (const vr of ["LO", "US", "AT", "PN"]) expect(textOf(vr, attribute), vr).to.equal(undefined);
    expect(textOf("LO", { Value: [null, "B"] })).to.equal(undefined);
    expect(fromDicomJson({ "00091001": { vr: "SQ", Value: [{}] } }).items(0x00091001)).to.have.length(1);
  });

  it("take numbers for DS and IS, and text for binary numbers", () => {
    expect(textOf("DS", { Value: [1e-7] })).to.equal("1e-7");
    expect(textOf("DS", { Value: [-0] })).to.equal("-0");
    expect(textOf("IS", { Value: [12] })).to.equal("12");
    expect(textOf("FD", { Value: ["-Infinity"] })).to.equal("-Infinity");
    expect(textOf("US", { Value: ["12"] })).to.equal("12");
    expect(textOf("UV", { Value: [12] })).to.equal("12");
  });

  it("are in order, without group lengths", () => {
    const json = { "30060010": { vr: "SQ" }, "00080000": { vr: "UL", Value: [4] }, "0008103e": { vr: "LO" } };
    expect(fromDicomJson(json).elements.map(({ tag }) => tag)).to.deep.equal([0x0008103e, 0x30060010]);
  });

  const refused: [what: string, json: unknown, error: string][] = [
    ["what is no object", [], "INVALID_VALUE -"],
    ["a name that is no tag", { PatientName: { vr: "PN" } }, "UNEXPECTED_TAG -"],
    ["a delimiter for an attribute", { FFFEE00D: { vr: "UN" } }, "UNEXPECTED_TAG -"],
    ["an attribute twice", { "0008103e": { vr: "LO" }, "0008103E": { vr: "LO" } }, "UNEXPECTED_TAG 0008103E"],
    ["an attribute without a VR", { "00100010": {} }, "INVALID_VR 00100010"],
    ["a VR that is a property of objects", { "00100010": { vr: "constructor" } }, "INVALID_VR 00100010"],
    [
      "two kinds of value",
      { "00100010": { vr: "OB", Value: [], InlineBinary: "" } },
      "INVALID_VALUE 00100010",
    ],
    ["base64 that is none", { "00100010": { vr: "OB", InlineBinary: "AQ=I" } }, "INVALID_VALUE 00100010"],
    ["InlineBinary of text", { "00100010": { vr: "LO", InlineBinary: "AQI=" } }, "INVALID_VALUE 00100010"],
    ["numbers for bytes", { "00100010": { vr: "OB", Value: [1] } }, "INVALID_VALUE 00100010"],
    ["a Value that is no array", { "00100010": { vr: "LO", Value: "A" } }, "INVALID_VALUE 00100010"],
    ["text for a name", { "00100010": { vr: "PN", Value: ["A"] } }, "INVALID_VALUE 00100010"],
    [
      "a name with a delimiter",
      { "00100010": { vr: "PN", Value: [{ Alphabetic: "A=B" }] } },
      "INVALID_VALUE 00100010",
    ],
    ["a value with a delimiter", { "00100010": { vr: "LO", Value: ["A\\B"] } }, "INVALID_VALUE 00100010"],
    [
      "half of a character",
      { "00100010": { vr: "PN", Value: [{ Alphabetic: "\ud800" }] } },
      "INVALID_VALUE 00100010",
    ],
    ["a number for text", { "00100010": { vr: "LO", Value: [1] } }, "INVALID_VALUE 00100010"],
    ["a second value of one text", { "00100010": { vr: "LT", Value: ["A", "B"] } }, "INVALID_VALUE 00100010"],
    [
      "letters that a code string cannot have",
      { "00100010": { vr: "CS", Value: ["Ж"] } },
      "INVALID_VALUE 00100010",
    ],
    ["a number beyond its VR", { "00100010": { vr: "US", Value: [65536] } }, "INVALID_VALUE 00100010"],
    ["a fraction for an integer", { "00100010": { vr: "SL", Value: [0.5] } }, "INVALID_VALUE 00100010"],
    ["a float beyond its VR", { "00100010": { vr: "FL", Value: [1e39] } }, "INVALID_VALUE 00100010"],
    ["a long beyond its VR", { "00100010": { vr: "UV", Value: ["-1"] } }, "INVALID_VALUE 00100010"],
    [
      "a long that JSON has rounded",
      { "00100010": { vr: "UV", Value: [2 ** 60] } },
      "INVALID_VALUE 00100010",
    ],
    ["a long that is none", { "00100010": { vr: "SV", Value: ["1.5"] } }, "INVALID_VALUE 00100010"],
    ["a tag that is none", { "00100010": { vr: "AT", Value: ["PatientName"] } }, "INVALID_VALUE 00100010"],
    ["an item that is none", { "00101002": { vr: "SQ", Value: [null] } }, "INVALID_VALUE 00101002[0]"],
    [
      "what is wrong in an item",
      { "00101002": { vr: "SQ", Value: [{}, { "00100020": { vr: "LO", Value: [true] } }] } },
      "INVALID_VALUE 00101002[1].00100020",
    ],
    [
      "bulk data that nobody has",
      { "00100010": { vr: "OB", BulkDataURI: "x" } },
      "INVALID_ARGUMENT 00100010",
    ],
    ["bulk data of a sequence", { "00100010": { vr: "SQ", BulkDataURI: "x" } }, "INVALID_VALUE 00100010"],
  ];
  for (const [what, json, error] of refused)
    it(`refuse ${what}`, () => {
      expect(codeOf(json)).to.equal(error);
    });

  it("tell nothing of the JSON in errors", () => {
    const json = { "00100010": { vr: "PN", Value: ["Secret^Name"] } };
    expect(() => fromDicomJson(json))
      .to.throw(DicomFormatError)
      .with.property("message")
      .that.does.not.match(/Secret/);
    expect(() => fromDicomJson({ "Secret^Name": {} }))
      .to.throw(DicomFormatError)
      .with.property("message")
      .that.does.not.match(/Secret/);
  });

  it("stay within the limits", () => {
    const nest = (json: object, depth: number): object =>
      depth === 0 ? json : nest({ "00081140": { vr: "SQ", Value: [json] } }, depth - 1);
    expect(codeOf(nest({}, 64))).to.equal("accepted");
    expect(codeOf(nest({}, 65))).to.match(/^NESTING_TOO_DEEP/);
    const items = { "00081140": { vr: "SQ", Value: [{}, {}, {}] } };
    expect(() => fromDicomJson(items, { limits: { elements: 3 } }))
      .to.throw()
      .with.property("code", "TOO_MANY_ELEMENTS");
  });
});

describe("bulk data from the DICOM JSON Model", () => {
  const reads = async (bytes: Uint8Array, transferSyntax: TransferSyntax) => {
    const source = new BufferSource(bytes);
    const { dataSet } = await readDicom(source, { limits: { inlineValueBytes: 4 } });
    const again = fromDicomJson(throughText(dataSet), { source });
    expect(Buffer.from(await bytesOf(again, transferSyntax)).equals(bytes)).to.equal(true);
  };

  it("comes from the source that it was left in, in either byte order", async () => {
    const dataSet = createDataSet({
      Rows: 1,
      SelectorULValue: [1, 2, 3],
      PixelData: Uint8Array.of(1, 2, 3, 4, 5, 6),
    });
    await reads(await bytesOf(dataSet), EXPLICIT);
    await reads(await bytesOf(dataSet, BIG_ENDIAN), BIG_ENDIAN);
  });

  it("comes with its fragments", async () => {
    const items = Buffer.from("feff00e000000000feff00e0020000000102", "hex");
    const pixelData = new DataElement(0x7fe00010, "OB", {
      kind: "fragments",
      source: new BufferSource(items),
      offset: 0,
      lengthBytes: items.length,
      offsetTableBytes: 0,
      fragmentCount: 1,
    });
    await reads(await bytesOf(new DataSet([pixelData]), JPEG), JPEG);
  });

  it("comes from a resolver, text in UTF-8", () => {
    const json = {
      "00080005": { vr: "CS", Value: ["ISO_IR 100"] },
      "00104000": { vr: "LT", BulkDataURI: "text" },
      "7FE00010": { vr: "OW", BulkDataURI: "pixels" },
    };
    const bulkData = (uri: string) => (uri === "text" ? Buffer.from("é", "utf8") : Uint8Array.of(1, 2));
    const dataSet = fromDicomJson(json, { bulkData });
    expect(firstText(dataSet, "PatientComments")).to.equal("é");
    expect(dataSet.get("PatientComments")?.value).to.have.property("lengthBytes", 2);
    expect(toDicomJson(dataSet)["7FE00010"]?.InlineBinary).to.equal("AQI=");
  });

  it("is refused beyond the source, and by its default name without one", () => {
    const json = { "7FE00010": { vr: "OW", BulkDataURI: "offset=2&length=4" } };
    const source = new BufferSource(new Uint8Array(5));
    for (const options of [{}, { source }])
      expect(() => fromDicomJson(json, options))
        .to.throw()
        .with.property("code", "INVALID_ARGUMENT");
  });
});
