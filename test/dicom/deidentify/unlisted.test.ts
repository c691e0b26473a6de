import { expect } from "chai";
import type { DataElement, Policy } from "../../../dicom";
import { element, objectOf, privateCreator, sequence } from "../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  itemAt,
  outputText,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

const SENTINEL = "Sentinel of free text";

/** True where nothing of the element is left, at the top and in an item. */
async function goes(subject: DataElement): Promise<boolean> {
  const result = deidentified(objectOf([subject, sequence("PertinentOtherEvidenceSequence", [subject])]));
  const item = itemAt(result.object.dataSet, "PertinentOtherEvidenceSequence");
  const left = result.object.dataSet.has(subject.tag) || item?.has(subject.tag);
  return !left && !(await outputText(result)).includes(SENTINEL);
}

describe("attributes that Table E.1-1 does not list", () => {
  it("stay where PS3.6 knows them, with the same bytes", () => {
    const rows = element("Rows", Uint8Array.of(0, 2));
    const { dataSet } = deidentified(objectOf([rows, element("Manufacturer", "ACME")])).object;
    expect(dataSet.get(rows.tag)).to.equal(rows);
    expect(textAt(dataSet, "Manufacturer")).to.equal("ACME");
  });

  it("go where PS3.6 does not know them", async () => {
    expect(await goes(element(0x00080003, SENTINEL, "LO"))).to.equal(true);
  });

  it("go where they are private, also from items", async () => {
    expect(await goes(privateCreator(0x0019, 0x10, SENTINEL))).to.equal(true);
    expect(await goes(element(0x00191001, SENTINEL, "LO"))).to.equal(true);
    expect(await goes(sequence(0x00191002, [element("Manufacturer", SENTINEL)]))).to.equal(true);
  });

  it("go where they belong to messages, directories or an older standard's group lengths", async () => {
    expect(await goes(element("MoveDestination", SENTINEL))).to.equal(true);
    expect(await goes(element("FileSetID", SENTINEL))).to.equal(true);
    expect(await goes(element(0x00060010, SENTINEL, "LO"))).to.equal(true);
    expect(await goes(element(0x00080000, Uint8Array.of(1, 0, 0, 0), "UL"))).to.equal(true);
  });

  it("go where they stand behind the pixels, sign, pad or encrypt", async () => {
    expect(await goes(sequence("DigitalSignaturesSequence", [element("Manufacturer", SENTINEL)]))).to.equal(
      true,
    );
    expect(await goes(element("DataSetTrailingPadding", SENTINEL))).to.equal(true);
    expect(await goes(sequence("MACParametersSequence", [element("Manufacturer", SENTINEL)]))).to.equal(true);
    expect(
      await goes(sequence("EncryptedAttributesSequence", [element("EncryptedContent", SENTINEL)])),
    ).to.equal(true);
  });

  it("go where the value is opaque, or text in an attribute of numbers", async () => {
    expect(await goes(element("Manufacturer", SENTINEL, "UN"))).to.equal(true);
    expect(await goes(element("Rows", SENTINEL, "LO"))).to.equal(true);
    expect(await goes(element("Modality", SENTINEL, "OB"))).to.equal(true);
    expect(await goes(sequence("Modality", [element("Manufacturer", SENTINEL)]))).to.equal(true);
  });

  describe("that are numbers", () => {
    const stays = (subject: DataElement, policy?: Policy) => {
      const { dataSet } = deidentified(objectOf([subject]), policy).object;
      return dataSet.get(subject.tag) === subject;
    };
    const words = (count: number) => new Uint8Array(count).fill(1);

    it("go where the value has more than PS3.6 gives them, whatever VR of numbers or bytes it came with", async () => {
      expect(await goes(element("Rows", SENTINEL, "US"))).to.equal(true);
      expect(await goes(element("DataSetType", SENTINEL, "US"))).to.equal(true); // retired
      expect(await goes(element("ImageLocation", SENTINEL, "OW"))).to.equal(true);
      expect(await goes(element("SmallestImagePixelValue", SENTINEL, "SS"))).to.equal(true);
      expect(await goes(element("RecommendedDisplayFrameRateInFloat", SENTINEL, "FL"))).to.equal(true);
      expect(await goes(element("DimensionIndexPointer", SENTINEL, "AT"))).to.equal(true);
      expect(await goes(element("Rows", Buffer.alloc(100_000, SENTINEL), "OW"))).to.equal(true);
      const { changes } = deidentified(objectOf([element("Rows", SENTINEL, "US")]));
      expect(changes.find(({ keyword }) => keyword === "Rows")).to.include({ action: "X" });
    });

    it("go from what an option keeps, too", () => {
      const policy = policyWith(["retainPatientCharacteristics"]);
      expect(stays(element("PregnancyStatus", words(2), "US"), policy)).to.equal(true);
      expect(stays(element("PregnancyStatus", words(4), "US"), policy)).to.equal(false);
    });

    it("stay with as many as PS3.6 gives them, in either VR", () => {
      expect(stays(element("RedPaletteColorLookupTableDescriptor", words(6), "US"))).to.equal(true);
      expect(stays(element("RedPaletteColorLookupTableDescriptor", words(8), "US"))).to.equal(false);
      expect(stays(element("Rows", words(4), "UL"))).to.equal(true);
      expect(stays(element("SimpleFrameList", words(4), "US"))).to.equal(true);
      expect(stays(element("Rows", words(0), "US"))).to.equal(true);
    });

    it("stay where PS3.6 gives them any number, or bytes", () => {
      expect(stays(element("LUTData", words(512), "US"))).to.equal(true);
      expect(stays(element("GrayLookupTableData", words(512), "US"))).to.equal(true);
      expect(stays(element("RedPaletteColorLookupTableData", words(512), "US"))).to.equal(true);
      expect(stays(element("FrameIncrementPointer", words(16), "AT"))).to.equal(true);
    });

    it("stay where a site's rule keeps them", () => {
      const policy = policyWith([], [{ attribute: "Rows", action: "K" }]);
      expect(stays(element("Rows", words(4), "US"), policy)).to.equal(true);
    });
  });

  it("go where they number orders, name people and hosts, or are comments", async () => {
    const subjects = [
      element("FillerOrderNumberProcedure", SENTINEL),
      element("ContactDisplayName", SENTINEL),
      element("StorageMediaFileSetID", SENTINEL),
      element("CompletionFlagDescription", SENTINEL),
      element("CommentsOnTheScheduledProcedureStep", SENTINEL),
      element("TreatmentStatusComment", SENTINEL),
    ];
    for (const subject of subjects) expect(await goes(subject)).to.equal(true);
  });

  it("are dummies where they say who gives out IDs", () => {
    const result = deidentified(
      objectOf([sequence("IssuerOfAccessionNumberSequence", [element("LocalNamespaceEntityID", SENTINEL)])]),
    );
    const item = itemAt(result.object.dataSet, "IssuerOfAccessionNumberSequence");
    expect(textAt(item, "LocalNamespaceEntityID")).to.equal("DUMMY");
  });

  it("are emptied where text stands for a number, whatever VR it came with", () => {
    const policy = policyWith(["retainPatientCharacteristics"]);
    for (const text of ["Sentinel^Name", "1\\2\\Sentinel", "030-123456", "NaN Sentinel", "Finnan"])
      for (const vr of ["DS", "LO", "UT"] as const) {
        const subject = element("SliceThickness", text, vr);
        const { dataSet } = deidentified(
          objectOf([subject, element("PatientWeight", text, vr)]),
          policy,
        ).object;
        expect(textAt(dataSet, "SliceThickness"), text).to.equal("");
        expect(textAt(dataSet, "PatientWeight") ?? "", text).to.equal("");
      }
  });

  it("stay where numbers are written as devices write them", () => {
    const numbers = [
      "5",
      " 5.0 ",
      "1e-5\\-2.5E+3",
      "1,5",
      "0.12345678901234567",
      "NaN",
      "1\\-inf\\Infinity",
      "5\0",
    ];
    for (const text of numbers) {
      const subject = element("SliceThickness", text);
      expect(deidentified(objectOf([subject])).object.dataSet.get(subject.tag), text).to.equal(subject);
    }
  });

  it("are emptied where a name, an address or a sentence stands for a term, and stay where terms are misspelt", () => {
    const policy = policyWith(["retainPatientCharacteristics"]);
    const bodyPart = (text: string) => element("BodyPartExamined", text);
    for (const text of ["Sentinel^Name", "HEAD\\Sentinel=Name", "a@b.org", "Sentinel ".repeat(8)]) {
      const { dataSet } = deidentified(
        objectOf([bodyPart(text), element("PatientSex", text)]),
        policy,
      ).object;
      expect(textAt(dataSet, "BodyPartExamined"), text).to.equal("");
      expect(textAt(dataSet, "PatientSex") ?? "", text).to.equal("");
    }
    for (const text of [
      "Head/Neck (upper)",
      "T-D1100",
      "ORIGINAL\\\\AXIAL",
      "w+r, 1.5",
      "A VERY LONG BODY PART EXAMINED",
    ]) {
      const subject = bodyPart(text);
      expect(deidentified(objectOf([subject]), policy).object.dataSet.get(subject.tag), text).to.equal(
        subject,
      );
    }
  });

  it("stay where a character set is named, known or not, and are emptied where another text is", async () => {
    for (const terms of [
      "ISO_IR 100",
      "\\ISO 2022 IR 87",
      "ISO-8859-1",
      "WINDOWS_1252",
      "GB18030",
      "shift_jis",
    ]) {
      const subject = element("SpecificCharacterSet", terms);
      expect(deidentified(objectOf([subject])).object.dataSet.get(subject.tag), terms).to.equal(subject);
    }
    for (const terms of [SENTINEL, `ISO_IR 100\\${SENTINEL}`, `${"CPGBKR".repeat(100)}!`]) {
      const subject = element("SpecificCharacterSet", terms);
      const nested = [
        sequence("AnatomicRegionSequence", [subject]),
        sequence("OtherPatientIDsSequence", [subject]),
      ];
      const result = deidentified(objectOf([subject, ...nested]));
      expect(textAt(result.object.dataSet, "SpecificCharacterSet")).to.equal("");
      expect(await outputText(result)).not.to.include("Sentinel");
    }
  });

  it("go where they are addresses, which may hold UIDs and hosts", async () => {
    expect(await goes(element("RetrieveURL", SENTINEL))).to.equal(true);
  });

  it("are dummies where they are addresses that the IOD asks for", () => {
    const url = element("PixelDataProviderURL", "http://host.example.org/1.2.3");
    const { dataSet } = deidentified(objectOf([url])).object;
    expect(textAt(dataSet, "PixelDataProviderURL")).to.equal("urn:dummy");
  });

  it("go where they say who a person is that goes", async () => {
    expect(await goes(element("ResponsiblePersonRole", "PARENT"))).to.equal(true);
  });

  it("go with the overlay plane that they describe", () => {
    const { dataSet } = deidentified(
      objectOf([element(0x60220010, Uint8Array.of(0, 2), "US"), element(0x60220022, SENTINEL, "LO")]),
    ).object;
    expect(dataSet.elements.some(({ tag }) => tag >>> 24 === 0x60)).to.equal(false);
  });

  it("are emptied where they name a person", () => {
    const { dataSet } = deidentified(objectOf([element("EvaluatorName", "Sentinel^Name")])).object;
    expect(textAt(dataSet, "EvaluatorName")).to.equal("");
  });

  it("are mapped where they hold a UID of an instance", () => {
    const { dataSet } = deidentified(objectOf([element("TargetFrameOfReferenceUID", "1.2.826.1")])).object;
    expect(textAt(dataSet, "TargetFrameOfReferenceUID")).to.match(/^2\.25\./);
    const kept = deidentified(
      objectOf([element("TargetFrameOfReferenceUID", "1.2.826.1")]),
      policyWith(["retainUids"]),
    );
    expect(textAt(kept.object.dataSet, "TargetFrameOfReferenceUID")).to.equal("1.2.826.1");
  });

  it("leave the Specific Character Set where text stays, in items too", () => {
    const characterSet = element("SpecificCharacterSet", "ISO_IR 100");
    const object = objectOf([
      characterSet,
      sequence("ContentSequence", [characterSet, element("TextValue", "x")]),
    ]);
    const { dataSet } = deidentified(object, BASIC).object;
    expect(textAt(dataSet, "SpecificCharacterSet")).to.equal("ISO_IR 100");
    expect(textAt(itemAt(dataSet, "ContentSequence"), "SpecificCharacterSet")).to.equal("ISO_IR 100");
  });

  it("stay in ascending order with what is written", () => {
    const tags = deidentified(objectOf([element("Manufacturer", "ACME")])).object.dataSet.elements.map(
      ({ tag }) => tag,
    );
    expect(tags).to.deep.equal([...tags].sort((one, other) => one - other));
  });
});

describe("attributes that Table E.1-1 lets stay", () => {
  it("go where nobody can look into the value", () => {
    const object = objectOf([
      element("ReferencedImageSequence", SENTINEL, "OB"),
      element("PatientSex", SENTINEL, "UN"),
      element("PatientWeight", SENTINEL, "OB"),
    ]);
    const { dataSet } = deidentified(object, policyWith(["retainPatientCharacteristics"])).object;
    expect(textAt(dataSet, "ReferencedImageSequence")).to.equal(undefined);
    expect(textAt(dataSet, "PatientSex")).to.equal("");
    expect(textAt(dataSet, "PatientWeight")).to.equal(undefined);
  });
});
