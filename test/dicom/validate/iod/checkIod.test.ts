import { expect } from "chai";
import { createDataSet, type AttributeValues } from "../../../../dicom";
import { validateDicom } from "../../../../dicom/validate/validateDicom";
import { bareObjectOf } from "../../../support/dicom/dataSets";

const STORAGE = "1.2.840.10008.5.1.4.1.1";
const BASIC_TEXT_SR = `${STORAGE}.88.11`;
const ENHANCED_CT = `${STORAGE}.2.1`;
const ENHANCED_MR = `${STORAGE}.4.1`;

describe("the information object of", () => {
  const findingsOf = (sopClass: string, values: AttributeValues) => {
    const dataSet = createDataSet({ SOPClassUID: sopClass, SOPInstanceUID: "1.2.3", ...values });
    return validateDicom(bareObjectOf([], { dataSet })).findings;
  };
  /** Code and path, of attributes whose path has the text. */
  const codesOf = (sopClass: string, values: AttributeValues, about: string) =>
    findingsOf(sopClass, values)
      .filter(({ path }) => path?.includes(about))
      .map(({ code, path }) => `${code} ${path}`);

  describe("any object", () => {
    const expectedOf = (values: AttributeValues, about: string) =>
      findingsOf(`${STORAGE}.7`, values).find(({ path }) => path === about)?.expected;

    it("has findings that name the condition of what is missing, empty, or there against it", () => {
      expect(expectedOf({ SamplesPerPixel: 3 }, "PlanarConfiguration")).to.equal(
        "type 1C: SamplesPerPixel > 1",
      );
      expect(expectedOf({ SamplesPerPixel: 3, PlanarConfiguration: [] }, "PlanarConfiguration")).to.equal(
        "type 1C: SamplesPerPixel > 1",
      );
      expect(expectedOf({ SamplesPerPixel: 1, PlanarConfiguration: 0 }, "PlanarConfiguration")).to.equal(
        "absent, unless SamplesPerPixel > 1",
      );
    });
  });

  describe("a report", () => {
    const NAME = [{ CodeValue: "1", CodingSchemeDesignator: "99TEST", CodeMeaning: "name" }];
    const text = { RelationshipType: "CONTAINS", ValueType: "TEXT", ConceptNameCodeSequence: NAME };
    const about = (...items: readonly AttributeValues[]) =>
      codesOf(BASIC_TEXT_SR, { ContentSequence: items }, "ContentSequence[");

    it("has nothing to complain of in a text that is complete", () => {
      expect(about({ ...text, TextValue: "words" })).to.deep.equal([]);
    });

    it("lacks the words of a text that has none, and nothing else", () => {
      expect(about(text)).to.deep.equal(["MISSING_CONDITIONAL_ATTRIBUTE ContentSequence[0].TextValue"]);
    });

    it("finds in nested items what it finds in others", () => {
      const nested = { ...text, TextValue: "words", ContentSequence: [text] };
      expect(about(nested)).to.deep.equal([
        "MISSING_CONDITIONAL_ATTRIBUTE ContentSequence[0].ContentSequence[0].TextValue",
      ]);
    });

    it("does not let an item have the value of another type", () => {
      expect(about({ ...text, TextValue: "words", ContinuityOfContent: "SEPARATE" })).to.deep.equal([
        "FORBIDDEN_ATTRIBUTE ContentSequence[0].ContinuityOfContent",
      ]);
    });

    it("does not let a type be that another kind of report has", () => {
      const number = { RelationshipType: "CONTAINS", ValueType: "NUM", ConceptNameCodeSequence: NAME };
      expect(about({ ...number, MeasuredValueSequence: [] })).to.deep.equal([
        "UNEXPECTED_VALUE ContentSequence[0].ValueType",
      ]);
    });

    it("has one name of an item", () => {
      expect(
        about({ ...text, TextValue: "words", ConceptNameCodeSequence: [...NAME, ...NAME] }),
      ).to.deep.equal(["TOO_MANY_ITEMS ContentSequence[0].ConceptNameCodeSequence"]);
    });
  });

  describe("an enhanced image", () => {
    const ORIGINAL = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"];

    it("has a module whose condition holds, even where nothing of it is there", () => {
      const missing = (type: readonly string[]) =>
        codesOf(ENHANCED_MR, { ImageType: type }, "EchoPulseSequence");
      expect(missing(ORIGINAL)).to.deep.equal(["MISSING_CONDITIONAL_ATTRIBUTE EchoPulseSequence"]);
      expect(missing(["DERIVED", "PRIMARY", "VOLUME", "NONE"])).to.deep.equal([]);
    });

    it("is in Hounsfield units but in localizers", () => {
      const units = (flavor: string) =>
        codesOf(
          ENHANCED_CT,
          {
            SharedFunctionalGroupsSequence: [
              {
                CTImageFrameTypeSequence: [{ FrameType: ["ORIGINAL", "PRIMARY", flavor, "NONE"] }],
                PixelValueTransformationSequence: [
                  { RescaleIntercept: 0, RescaleSlope: 1, RescaleType: "US" },
                ],
              },
            ],
          },
          "RescaleType",
        );
      const path = "SharedFunctionalGroupsSequence[0].PixelValueTransformationSequence[0].RescaleType";
      expect(units("VOLUME")).to.deep.equal([`UNEXPECTED_VALUE ${path}`]);
      expect(units("LOCALIZER")).to.deep.equal([]);
    });

    it("has findings in functional groups by the clause of their macro, which say which frames are meant", () => {
      const group = {
        CTImageFrameTypeSequence: [{ FrameType: ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"] }],
        PixelValueTransformationSequence: [{ RescaleIntercept: 0, RescaleSlope: 1, RescaleType: "US" }],
        PixelMeasuresSequence: [{}, {}],
      };
      const found = findingsOf(ENHANCED_CT, { SharedFunctionalGroupsSequence: [group] });
      const of = (end: string) => found.find(({ path }) => path?.endsWith(end));
      expect(of(".RescaleType")).to.include({
        clause: "PS3.3 §C.8.15.3.10",
      });
      expect(of(".RescaleType")?.expected).to.match(/^HU where value 1 of FrameType is ORIGINAL and /);
      expect(of(".PixelMeasuresSequence")).to.include({
        clause: "PS3.3 §C.7.6.16.2.1",
        found: "2 items",
      });
    });

    it("holds each value of Image Type to those of its number", () => {
      const types = (...values: readonly string[]) =>
        codesOf(ENHANCED_CT, { ImageType: values }, "ImageType");
      expect(types(...ORIGINAL)).to.deep.equal([]);
      expect(types("MIXED", "SECONDARY", "VOLUME", "NONE")).to.deep.equal(["UNEXPECTED_VALUE ImageType"]);
      expect(types("MIXED", "PRIMARY", "OTHERWISE", "NONE")).to.deep.equal(["UNLISTED_TERM ImageType"]);
    });
  });

  it("another modality is none of its own", () => {
    const modality = (sopClass: string, value: string) =>
      codesOf(sopClass, { Modality: value }, "Modality").filter((text) => text.startsWith("MODALITY"));
    expect(modality(`${STORAGE}.66.4`, "CT")).to.deep.equal(["MODALITY_MISMATCH Modality"]);
    expect(modality(`${STORAGE}.66.4`, "SEG")).to.deep.equal([]);
    expect(modality(`${STORAGE}.481.5`, "RTDOSE")).to.deep.equal(["MODALITY_MISMATCH Modality"]);
    expect(modality(`${STORAGE}.481.5`, "RTPLAN")).to.deep.equal([]);
    expect(modality(`${STORAGE}.7`, "CT")).to.deep.equal([]);
  });

  it("a region is not unknown where its name is there", () => {
    const region = (values: AttributeValues) =>
      codesOf(`${STORAGE}.1.1`, { AnatomicRegionSequence: [], ...values }, "AnatomicRegionSequence");
    expect(region({ BodyPartExamined: "CHEST" })).to.deep.equal([
      "EMPTY_THOUGH_KNOWN AnatomicRegionSequence",
    ]);
    expect(region({ BodyPartExamined: "" })).to.deep.equal([]);
    expect(region({})).to.deep.equal([]);
  });

  it("an optional sequence has items, and one of type 2 may have none", () => {
    const CT = `${STORAGE}.2`;
    expect(codesOf(CT, { RequestAttributesSequence: [] }, "RequestAttributesSequence")).to.deep.equal([
      "EMPTY_SEQUENCE RequestAttributesSequence",
    ]);
    expect(codesOf(CT, { RequestAttributesSequence: [{}] }, "RequestAttributesSequence")).to.deep.equal([]);
    const dx = { AnatomicRegionSequence: [] };
    expect(codesOf(`${STORAGE}.1.1`, dx, "AnatomicRegionSequence")).to.deep.equal([]);
  });

  it("of a secondary capture has no modality that it does not know", () => {
    expect(codesOf(`${STORAGE}.7`, {}, "Modality")).to.deep.equal([]);
    expect(codesOf(`${STORAGE}.2`, {}, "Modality")).to.deep.equal(["MISSING_ATTRIBUTE Modality"]);
  });

  it("a tiled segmentation has no volume that a slide scanner has", () => {
    const tiled = { TotalPixelMatrixColumns: 50, TotalPixelMatrixRows: 50 };
    expect(codesOf(`${STORAGE}.66.4`, tiled, "ImagedVolume")).to.deep.equal([]);
    const volume = { ImageType: ["ORIGINAL", "PRIMARY", "VOLUME"] };
    expect(codesOf(`${STORAGE}.77.1.6`, volume, "ImagedVolumeDepth")).to.deep.equal([
      "MISSING_ATTRIBUTE ImagedVolumeDepth",
    ]);
  });

  it("reads numbers as numbers, however they are written", () => {
    const rotation = (value: string) =>
      findingsOf(`${STORAGE}.1.1`, { FieldOfViewRotation: value })
        .filter(({ path }) => path === "FieldOfViewRotation")
        .map(({ code }) => code);
    expect(rotation("90.0")).to.deep.equal([]);
    expect(rotation("45")).to.deep.equal(["UNEXPECTED_VALUE"]);
  });
});
