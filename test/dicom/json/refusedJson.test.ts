import { expect } from "chai";
import { DicomError, DicomFormatError, fromDicomJson } from "../../../dicom";

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
