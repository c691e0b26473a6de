import { expect } from "chai";
import type { DataElement } from "../../../dicom";
import { bareObjectOf, element, objectOf, sequence, SECONDARY_CAPTURE } from "../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  itemAt,
  KEY,
  OTHER_KEY,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

function pseudonymFor(elements: readonly DataElement[], key = KEY): string | undefined {
  return textAt(deidentified(objectOf(elements), BASIC, key).object.dataSet, "PatientID");
}

describe("pseudonyms", () => {
  it("are 16 characters without vowels, in Patient ID and Patient's Name", () => {
    const { dataSet } = deidentified(objectOf([])).object;
    expect(textAt(dataSet, "PatientID")).to.match(/^[2-9B-DF-HJ-NP-TV-XZ]{16}$/);
    expect(textAt(dataSet, "PatientName")).to.equal(textAt(dataSet, "PatientID"));
  });

  it("are the same for the same patient, whatever the padding, and others for another key", () => {
    expect(pseudonymFor([element("PatientID", " ID-1  ")])).to.equal(pseudonymFor([]));
    expect(pseudonymFor([], OTHER_KEY)).not.to.equal(pseudonymFor([]));
  });

  it("tell patients with the same ID of different issuers apart", () => {
    const issuers = ["", "A", "B"].map((issuer) => pseudonymFor([element("IssuerOfPatientID", issuer)]));
    expect(new Set(issuers).size).to.equal(3);
  });

  it("tell them apart where only qualifiers name the issuer", () => {
    const qualified = (entity: string) =>
      pseudonymFor([sequence("IssuerOfPatientIDQualifiersSequence", [element("UniversalEntityID", entity)])]);
    expect(new Set([pseudonymFor([]), qualified("1.2.3"), qualified("1.2.4")]).size).to.equal(3);
    expect(qualified("")).to.equal(pseudonymFor([]));
    const named = [
      element("IssuerOfPatientID", "A"),
      sequence("IssuerOfPatientIDQualifiersSequence", [element("UniversalEntityID", "1.2.3")]),
    ];
    expect(pseudonymFor(named)).to.equal(pseudonymFor([element("IssuerOfPatientID", "A")]));
  });

  it("do not mistake the end of an issuer for the start of an ID", () => {
    const one = pseudonymFor([element("IssuerOfPatientID", "A"), element("PatientID", "BC")]);
    const other = pseudonymFor([element("IssuerOfPatientID", "AB"), element("PatientID", "C")]);
    expect(one).not.to.equal(other);
  });

  it("do not depend on the character set that an ID is written in", () => {
    const latin = pseudonymFor([
      element("SpecificCharacterSet", "ISO_IR 100"),
      element("PatientID", "M\xfcller"),
    ]);
    const utf8 = pseudonymFor([
      element("SpecificCharacterSet", "ISO_IR 192"),
      element("PatientID", Buffer.from("Müller", "utf8")),
    ]);
    expect(latin).to.equal(utf8);
  });

  for (const [name, id] of [
    ["empty", [element("PatientID", "")]],
    ["blank", [element("PatientID", "    ")]],
  ] as const) {
    it(`do not collapse where the ID is ${name}: the study stands for the patient`, () => {
      const studies = ["1.2.826.1", "1.2.826.2"].map((study) =>
        pseudonymFor([...id, element("StudyInstanceUID", study)]),
      );
      expect(studies[0]).to.have.length(16);
      expect(studies[0]).not.to.equal(studies[1]);
      const otherSeries = [
        ...id,
        element("StudyInstanceUID", "1.2.826.1"),
        element("SeriesInstanceUID", "1.2.9"),
      ];
      expect(pseudonymFor(otherSeries)).to.equal(studies[0]);
    });
  }

  it("are given to objects of a study that say nothing of their patient", () => {
    const of = (study: string): string | undefined => {
      const object = bareObjectOf([
        element("SOPClassUID", SECONDARY_CAPTURE),
        element("SOPInstanceUID", "1.2.826.5"),
        element("StudyInstanceUID", study),
      ]);
      return textAt(deidentified(object).object.dataSet, "PatientID");
    };
    expect(of("1.2.826.1")).to.have.length(16);
    expect(of("1.2.826.1")).not.to.equal(of("1.2.826.2"));
  });

  it("are not given to objects that belong to no study", () => {
    const object = bareObjectOf([
      element("SOPClassUID", "1.2.840.10008.5.1.4.39.1"), // Color Palette Storage
      element("SOPInstanceUID", "1.2.826.5"),
    ]);
    expect(deidentified(object).object.dataSet.has(0x00100020)).to.equal(false);
  });

  it("fall back to the series and to the object itself", () => {
    const of = (series: string, instance: string): string | undefined => {
      const elements = [
        element("PatientID", ""),
        element("StudyInstanceUID", ""),
        element("SeriesInstanceUID", series),
        element("SOPInstanceUID", instance),
      ];
      return pseudonymFor(elements);
    };
    expect(of("1.2.826.1", "1.2.1")).to.equal(of("1.2.826.1", "1.2.2"));
    expect(of("", "1.2.1")).not.to.equal(of("", "1.2.2"));
  });

  it("in an item are those of the patient that the item names", () => {
    const nested = [
      [element("PatientID", "ID-1"), element("PatientName", "Original^Name")],
      [element("PatientID", "ID-2"), element("PatientName", "Other^Name")],
      [element("PatientName", "Third^Name")],
    ];
    const object = objectOf([
      element("IssuerOfPatientID", "Hospital"),
      sequence("SourcePatientGroupIdentificationSequence", ...nested),
    ]);
    const { dataSet } = deidentified(object).object;
    const names = [0, 1, 2].map((index) =>
      textAt(itemAt(dataSet, "SourcePatientGroupIdentificationSequence", index), "PatientName"),
    );
    const own = textAt(dataSet, "PatientID");
    expect(names).to.deep.equal([own, pseudonymFor([element("PatientID", "ID-2")]), ""]);
  });

  it("give way to a site rule", () => {
    const { dataSet } = deidentified(
      objectOf([]),
      policyWith(
        [],
        [
          { attribute: "PatientName", action: "D", value: "Subject^One" },
          { attribute: "PatientID", action: "K" },
        ],
      ),
    ).object;
    expect(textAt(dataSet, "PatientName")).to.equal("Subject^One");
    expect(textAt(dataSet, "PatientID")).to.equal("ID-1");
  });
});
