import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { DataSet } from "../../../dicom";
import { contentConceptOf } from "../../../dicom/deidentify/clean/contentConcepts";
import { confidentialityRows } from "../../../dicom/deidentify/rules/confidentiality";
import { blockKey, safePrivateVr } from "../../../dicom/deidentify/private/safePrivate";
import { attributeOf } from "../../../dicom/dictionary/attributes";
import { element, sequence } from "../../support/dicom/dataSets";

const root = resolve(__dirname, "../../../..");
const facts = process.env.DICOM_STANDARD_FACTS ?? join(root, "../shared/standard");

describe("the generated tables", () => {
  it("are what the facts of the standard give (skipped where ../shared/standard is absent)", function () {
    if (!existsSync(join(facts, "attributes.json"))) this.skip();
    execFileSync(process.execPath, [join(root, "scripts/generateTables.mjs"), facts, "--check"], {
      stdio: "pipe",
    });
  });

  it("hold Table E.1-1 with the known number of rows per action", () => {
    const counts = new Map<string, number>();
    for (const { basic } of confidentialityRows()) counts.set(basic, (counts.get(basic) ?? 0) + 1);
    expect(Object.fromEntries(counts)).to.deep.equal({
      X: 416,
      D: 93,
      U: 55,
      Z: 42,
      "X/D": 23,
      "X/Z": 11,
      "X/Z/D": 8,
      "Z/D": 6,
      "X/Z/U*": 2,
    });
  });

  it("hold Table E.3.10-1, whose creators may have spaces and commas", () => {
    expect(safePrivateVr(blockKey(0x7053, "Philips PET Private Group"), 0x09)).to.equal("DS");
    expect(safePrivateVr(blockKey(0x7e01, "HOLOGIC, Inc."), 0x10)).to.equal("SQ");
    expect(safePrivateVr(blockKey(0x2001, "Philips Imaging DD 001"), 0x7d)).to.equal("OW|OB");
    expect(safePrivateVr(blockKey(0x0129, "SIEMENS Ultrasound SC2000"), 0x03)).to.equal("");
    expect(safePrivateVr(blockKey(0x0129, "SIEMENS Ultrasound SC2000"), 0x01)).to.equal(undefined);
    expect(safePrivateVr(blockKey(0x2001, "philips imaging dd 001"), 0x7d)).to.equal(undefined);
  });

  it("hold Table E.3.4-1, with retired codes of SNOMED found by their meaning", () => {
    const item = (...[value, scheme, meaning, type]: readonly string[]) =>
      new DataSet([
        element("ValueType", type ?? "TEXT"),
        sequence("ConceptNameCodeSequence", [
          element("CodeValue", value ?? ""),
          element("CodingSchemeDesignator", scheme ?? ""),
          element("CodeMeaning", meaning ?? ""),
        ]),
      ]);
    expect(contentConceptOf(item("121022", "DCM", ""))).to.include({ basic: "X", cleanDescriptors: "" });
    expect(contentConceptOf(item("113880", "DCM", ""))).to.include({
      basic: "X/D",
      retainDeviceIdentity: "K",
    });
    expect(contentConceptOf(item("15", "NCDR [2.0b]", "", "DATETIME"))).to.include({ retainFullDates: "K" });
    expect(contentConceptOf(item("G-C0E3", "SRT", "Finding Site"))).to.include({ cleanDescriptors: "C" });
    expect(contentConceptOf(item("121022", "99LOCAL", "Accession Number"))).to.equal(undefined);
  });

  it("give each option column to its option", () => {
    const rowOf = (wanted: string) => confidentialityRows().find(({ tag }) => tag === wanted);
    expect(rowOf("00080018")).to.include({ basic: "U", retainUids: "K" });
    expect(rowOf("00080020")).to.include({ basic: "Z", retainFullDates: "K", retainModifiedDates: "C" });
    expect(rowOf("00080080")).to.include({ retainInstitutionIdentity: "K" });
    expect(rowOf("00081030")).to.include({ cleanDescriptors: "C", cleanGraphics: "" });
    expect(rowOf("00101010")).to.include({ retainPatientCharacteristics: "K" });
    expect(rowOf("00181000")).to.include({ retainDeviceIdentity: "K" });
    expect(rowOf("0040A730")).to.include({ cleanStructuredContent: "C" });
    expect(rowOf("60xx3000")).to.include({ basic: "X", cleanGraphics: "C" });
    expect(rowOf("private")).to.include({ basic: "X", retainSafePrivate: "C" });
  });

  it("name attributes of the data dictionary in Table E.1-1", () => {
    const unknown = confidentialityRows().filter(
      ({ tag }) =>
        tag !== "private" && tag !== "50xxxxxx" && !attributeOf(parseInt(tag.replace("xx", "00"), 16)),
    );
    expect(unknown).to.deep.equal([]);
  });
});
