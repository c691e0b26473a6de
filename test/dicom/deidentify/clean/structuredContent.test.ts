import { expect } from "chai";
import { BufferSource, planToBuffer, readDicom, type DataElement, type DataSet } from "../../../../dicom";
import type { PolicyOption } from "../../../../dicom/deidentify/policy/policy";
import { element, objectOf, sequence } from "../../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  FULL_DATES,
  itemAt,
  MODIFIED_DATES,
  outputText,
  policyWith,
  textAt,
} from "../../../support/dicom/deidentified";

const CLEAN = policyWith(["cleanStructuredContent"]);

function code(
  name: "ConceptNameCodeSequence" | "ConceptCodeSequence",
  value: string,
  scheme: string,
  meaning: string,
) {
  return sequence(name, [
    element("CodeValue", value),
    element("CodingSchemeDesignator", scheme),
    element("CodeMeaning", meaning),
  ]);
}

/** A content item; the concept as `code scheme meaning`. */
function item(valueType: string, concept: string, ...value: readonly DataElement[]): DataElement[] {
  const [codeValue = "", scheme = "", ...meaning] = concept.split(" ");
  return [
    element("RelationshipType", "CONTAINS"),
    element("ValueType", valueType),
    code("ConceptNameCodeSequence", codeValue, scheme, meaning.join(" ")),
    ...value,
  ];
}

const text = (value: string): DataElement => element("TextValue", value);
const image = (uid: string): DataElement =>
  sequence("ReferencedSOPSequence", [
    element("ReferencedSOPClassUID", "1.2.840.10008.5.1.4.1.1.2"),
    element("ReferencedSOPInstanceUID", uid),
  ]);

const TREE: readonly (readonly [name: string, DataElement[]])[] = [
  ["observer", item("PNAME", "121008 DCM Person Observer Name", element(0x0040a123, "Hand^Rosalind"))],
  ["accession", item("TEXT", "121022 DCM Accession Number", text("ACC-9912"))],
  ["fetus", item("TEXT", "11951-1 LN Fetus ID", text("Fetus 1 of Quux"))],
  ["unlisted", item("TEXT", "111111 DCM Something", text("small nodule of the lung, as told by Zebedee"))],
  ["finding", item("TEXT", "121071 DCM Finding", text("nodule, Quux"))],
  ["comment", item("TEXT", "121106 DCM Comment", text("knee of Quux"))],
  ["serial", item("TEXT", "113880 DCM Device Serial Number", text("SN-4711"))],
  ["retired", item("TEXT", "G-C0E3 SRT Finding Site", text("liver"))],
  ["image", item("IMAGE", "113795 DCM Acquired Image", image("1.2.826.77.1"))],
  ["illustration", item("IMAGE", "125201 DCM Illustration of Finding", image("1.2.826.77.2"))],
  ["composite", item("COMPOSITE", "111111 DCM Something", image("1.2.826.77.3"))],
  ["uid", item("UIDREF", "112040 DCM Tracking Unique Identifier", element(0x0040a124, "1.2.826.77.4"))],
  ["date", item("DATE", "111060 DCM Study Date", element(0x0040a121, "20240229"))],
  [
    "datetime",
    item("DATETIME", "113809 DCM Start of X-Ray Irradiation", element(0x0040a120, "20240229101500")),
  ],
  ["birth", item("DATE", "121031 DCM Subject Birth Date", element(0x0040a121, "19640302"))],
  [
    "number",
    item(
      "NUM",
      "111111 DCM Something",
      sequence("MeasuredValueSequence", [
        element("NumericValue", "12.5"),
        code("ConceptCodeSequence", "mm", "UCUM", "mm"),
      ]),
    ),
  ],
  [
    "age",
    item("NUM", "121033 DCM Subject Age", sequence("MeasuredValueSequence", [element("NumericValue", "61")])),
  ],
  [
    "code",
    item("CODE", "121071 DCM Finding", code("ConceptCodeSequence", "39607008", "SCT", "Lung structure")),
  ],
  [
    "local",
    item("CODE", "121071 DCM Finding", code("ConceptCodeSequence", "Q1", "99LOCAL", "lung of Quux, Zaphod")),
  ],
  ["sex", item("CODE", "121032 DCM Subject Sex", code("ConceptCodeSequence", "F", "DCM", "Female"))],
  [
    "group",
    item(
      "CONTAINER",
      "111111 DCM Something",
      sequence("ContentSequence", item("TEXT", "121106 DCM Comment", text("Quux"))),
    ),
  ],
];

const report = (...more: readonly DataElement[]) =>
  objectOf([
    element("AccessionNumber", "ACC-9912"),
    element("PatientName", "Quux^Zebedee"),
    element("StudyDate", "20240229"),
    element("ValueType", "CONTAINER"),
    code("ConceptNameCodeSequence", "126000", "DCM", "Imaging Measurement Report"),
    sequence("ContentSequence", ...TREE.map(([, one]) => one)),
    ...more,
  ]);

/** The items that are left, by their names above. */
function cleaned(
  options: readonly PolicyOption[] = [],
  ...more: readonly DataElement[]
): Map<string, DataSet> {
  const { object, changes } = deidentified(
    report(...more),
    policyWith(["cleanStructuredContent", ...options]),
  );
  const removed = new Set(
    changes
      .filter(({ rule }) => rule === "E.3.4-1 X")
      .map(({ path }) => Number(/^0040A730\[(\d+)\]\.0040A043$/.exec(path)?.[1])),
  );
  const names = TREE.map(([name]) => name).filter((_, index) => !removed.has(index));
  const items = object.dataSet.items("ContentSequence");
  expect(items.length).to.equal(names.length);
  return new Map(names.map((name, index) => [name, items[index]!]));
}

const valueOf = (items: Map<string, DataSet>, name: string): string | undefined =>
  textAt(items.get(name), "TextValue");

describe("Clean Structured Content", () => {
  it("removes, dummies and keeps items by the code of their concept", () => {
    const items = cleaned();
    expect([...items.keys()]).to.deep.equal([
      "observer",
      "fetus",
      "unlisted",
      "finding",
      "serial",
      "retired",
      "image",
      "composite",
      "uid",
      "date",
      "datetime",
      "number",
      "code",
      "local",
      "group",
    ]);
    expect(textAt(items.get("observer"), 0x0040a123)).to.equal("DUMMY");
    expect(valueOf(items, "fetus")).to.equal("DUMMY");
    expect(valueOf(items, "unlisted")).to.equal("small nodule of the lung, as by");
    expect(valueOf(items, "finding")).to.equal("DUMMY");
    expect(valueOf(items, "serial")).to.equal("DUMMY");
    expect(valueOf(items, "retired")).to.equal("DUMMY");
  });

  it("maps references and UIDs as everywhere else", () => {
    const object = report(
      sequence("CurrentRequestedProcedureEvidenceSequence", [element("StudyInstanceUID", "1.2.826.77.4")]),
    );
    const { dataSet } = deidentified(object, CLEAN).object;
    const mapped = textAt(itemAt(dataSet, "CurrentRequestedProcedureEvidenceSequence"), "StudyInstanceUID");
    const uid = dataSet.items("ContentSequence").find((one) => textAt(one, "ValueType") === "UIDREF");
    expect(mapped).to.match(/^2\.25\./);
    expect(textAt(uid, 0x0040a124)).to.equal(mapped);
    const reference = itemAt(cleaned().get("image"), "ReferencedSOPSequence");
    expect(textAt(reference, "ReferencedSOPInstanceUID")).to.match(/^2\.25\./);
    expect(textAt(reference, "ReferencedSOPClassUID")).to.equal("1.2.840.10008.5.1.4.1.1.2");
  });

  it("keeps numbers, codes, names of concepts and relationships", () => {
    const items = cleaned();
    const measured = itemAt(items.get("number"), "MeasuredValueSequence");
    expect(textAt(measured, "NumericValue")).to.equal("12.5");
    expect(textAt(itemAt(items.get("code"), "ConceptCodeSequence"), "CodeMeaning")).to.equal(
      "Lung structure",
    );
    expect(textAt(itemAt(items.get("local"), "ConceptCodeSequence"), "CodeMeaning")).to.equal("lung of");
    for (const one of items.values()) {
      expect(textAt(one, "RelationshipType")).to.equal("CONTAINS");
      expect(textAt(itemAt(one, "ConceptNameCodeSequence"), "CodeMeaning")).to.not.equal(undefined);
    }
    expect(items.get("group")?.has("ContentSequence"), "a sequence without items").to.equal(false);
  });

  it("honours the options of the table's columns", () => {
    expect(textAt(cleaned(["retainUids"]).get("uid"), 0x0040a124)).to.equal("1.2.826.77.4");
    expect(cleaned(["retainUids"]).has("illustration")).to.equal(true);
    expect(valueOf(cleaned(["retainDeviceIdentity"]), "serial")).to.equal("SN-4711");
    expect(cleaned(["retainPatientCharacteristics"]).has("age")).to.equal(true);
    const described = cleaned(["cleanDescriptors"]);
    expect(valueOf(described, "finding")).to.equal("nodule");
    expect(valueOf(described, "comment")).to.equal("knee of");
    expect(valueOf(described, "retired")).to.equal("liver");
    const full = cleaned([FULL_DATES]);
    expect(textAt(full.get("date"), 0x0040a121)).to.equal("20240229");
    expect(textAt(full.get("datetime"), 0x0040a120)).to.equal("20240229101500");
    expect(full.has("birth")).to.equal(false);
  });

  it("moves dates with the patient's other dates", () => {
    const { dataSet } = deidentified(report(), policyWith(["cleanStructuredContent", MODIFIED_DATES])).object;
    const date = dataSet.items("ContentSequence").find((one) => textAt(one, "ValueType") === "DATE");
    expect(textAt(date, 0x0040a121)).to.equal(textAt(dataSet, "StudyDate"));
    expect(textAt(date, 0x0040a121)).to.not.equal("20240229");
  });

  it("removes no item where items are referred to by their position", () => {
    const reference = sequence("PertinentOtherEvidenceSequence", [
      element("ReferencedContentItemIdentifier", Uint8Array.of(1, 0, 0, 0), "UL"),
    ]);
    const items = cleaned([], reference);
    expect(items.size).to.equal(TREE.length);
    expect(valueOf(items, "accession")).to.equal("DUMMY");
    expect(textAt(items.get("age"), "MeasuredValueSequence")).to.equal("[0]");
  });

  it("cleans acquisition contexts, and empties them where nothing is left", () => {
    const context = (...items: DataElement[][]): string | undefined => {
      const object = objectOf([sequence("AcquisitionContextSequence", ...items)]);
      const { dataSet } = deidentified(object, CLEAN).object;
      return textAt(dataSet, "AcquisitionContextSequence");
    };
    expect(context(item("TEXT", "121106 DCM Comment", text("Quux")))).to.equal("[0]");
    expect(context(item("TEXT", "1 DCM Any", text("knee")), item("TEXT", "121106 DCM Comment"))).to.equal(
      "[1]",
    );
  });

  it("leaves nothing of what identifies, in a file that can be read", async () => {
    for (const options of [[], ["cleanDescriptors"], ["retainUids", FULL_DATES]] as PolicyOption[][]) {
      const result = deidentified(report(), policyWith(["cleanStructuredContent", ...options]));
      const output = await outputText(result);
      for (const plant of ["Quux", "Zebedee", "Zaphod", "9912", "Rosalind", "19640302"])
        expect(output).not.to.include(plant);
      const again = await readDicom(new BufferSource(await planToBuffer(result.plan)));
      expect(again.warnings).to.deep.equal([]);
      expect(result.method.codes.map(({ value }) => value)).to.include("113104");
    }
  });

  it("is not done without the option", () => {
    const { dataSet } = deidentified(report(), BASIC).object;
    expect(dataSet.items("ContentSequence").length).to.equal(TREE.length);
    expect(textAt(dataSet.items("ContentSequence")[3], "TextValue")).to.equal("DUMMY");
  });
});
