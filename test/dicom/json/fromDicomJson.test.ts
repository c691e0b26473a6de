import { expect } from "chai";
import fc from "fast-check";
import {
  createDataSet,
  DataSet,
  firstText,
  formatDicomJson,
  fromDicomJson,
  toDicomJson,
  writeBigInts,
  writeTags,
} from "../../../dicom";
import { dataSets } from "../../support/dicom/arbitrary";
import { describeDataSet } from "../../support/dicom/describeDataSet";
import { element, privateCreator, sequence } from "../../support/dicom/dataSets";

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
});
