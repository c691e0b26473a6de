import { expect } from "chai";
import fc from "fast-check";
import {
  BufferSource,
  characterSetOf,
  firstText,
  planToBuffer,
  readDicom,
  tagOf,
  writeText,
  type DataElement,
  type DicomObject,
} from "../../../../dicom";
import type { PolicyOption } from "../../../../dicom/deidentify/policy/policy";
import { confidentialityRows } from "../../../../dicom/deidentify/rules/confidentiality";
import { OPTION_PRECEDENCE } from "../../../../dicom/deidentify/rules/tableRules";
import { isVocabulary } from "../../../../dicom/deidentify/clean/vocabulary";
import { element, objectOf, sequence, vrOfName } from "../../../support/dicom/dataSets";
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

const CLEAN = policyWith(["cleanDescriptors"]);

const IDENTITY = [
  element("StudyDate", "20240229"),
  element("AccessionNumber", "ACC-9912"),
  element("InstitutionName", "St. Elsewhere Clinic"),
  element("ReferringPhysicianName", "Hand^Rosalind^^Dr"),
  element("PatientName", "Quux^Zebedee"),
  element("PatientID", "0047-11"),
  element("PatientBirthDate", "19640302"),
];

const objectWith = (...elements: readonly DataElement[]): DicomObject => objectOf([...IDENTITY, ...elements]);

/** Everything that says who, in spellings of the field. */
const PLANTS =
  "ZEBEDEE Quux, quux^zebedee 004711 0047/11 acc9912 Rosalind Hand 29.02.2024 1964-03-02 st elsewhere clinic +49 6221 998877";

describe("Clean Descriptors", () => {
  it("keeps radiology and removes identifiers, wherever a descriptor is", async () => {
    const text = `CT CHEST W/O CONTRAST 5mm ${PLANTS}`;
    const object = objectWith(
      element("StudyDescription", text.slice(0, 64)),
      element("SeriesDescription", `${PLANTS.slice(0, 30)} ax lung`),
      element("ProtocolName", "Quux knee"),
      element("ImageComments", text),
      sequence("RequestAttributesSequence", [
        element("RequestedProcedureDescription", "knee of Zebedee Quux"),
        element("ScheduledProcedureStepID", "0047-11"),
        sequence("ScheduledProtocolCodeSequence", [
          element("CodeValue", "KNEE"),
          element("CodingSchemeDesignator", "99LOCAL"),
          element("CodeMeaning", "knee for Quux by Zaphod"),
        ]),
      ]),
      sequence("PertinentOtherEvidenceSequence", [element("PatientComments", text)]),
    );
    const result = deidentified(object, CLEAN);
    const { dataSet } = result.object;
    expect(textAt(dataSet, "ImageComments")).to.equal("CT CHEST W/O CONTRAST 5mm");
    expect(textAt(dataSet, "StudyDescription")).to.match(/^CT CHEST W\/O CONTRAST 5mm/);
    expect(textAt(dataSet, "SeriesDescription")).to.equal("ax lung");
    expect(textAt(dataSet, "ProtocolName")).to.equal("knee");
    const request = itemAt(dataSet, "RequestAttributesSequence");
    expect(textAt(request, "RequestedProcedureDescription")).to.equal("knee of");
    expect(textAt(request, "ScheduledProcedureStepID")).to.equal(undefined);
    expect(textAt(itemAt(request, "ScheduledProtocolCodeSequence"), "CodeMeaning")).to.equal("knee for by");
    const output = await outputText(result);
    for (const plant of [
      "uux",
      "UUX",
      "ebedee",
      "EBEDEE",
      "osalind",
      "4711",
      "9912",
      "lsewhere",
      "998877",
      "1964",
    ])
      expect(output).not.to.include(plant);
  });

  it("does what the Basic Profile says where nothing is left, and to what is no text", () => {
    const object = objectWith(
      element("StudyDescription", "Quux Zebedee"), // X
      element("ContrastBolusAgent", "Quux"), // Z/D
      element("SeriesDescription", "CT knee", "UN"),
      element("ImageComments", "knee ".repeat(20), "OB"),
    );
    const { dataSet } = deidentified(object, CLEAN).object;
    expect(textAt(dataSet, "StudyDescription")).to.equal(undefined);
    expect(textAt(dataSet, "ContrastBolusAgent")).to.equal(
      textAt(deidentified(object).object.dataSet, "ContrastBolusAgent"),
    );
    expect(dataSet.has("SeriesDescription")).to.equal(false);
    expect(dataSet.has("ImageComments")).to.equal(false);
  });

  it("keeps meanings of standard codes but for own identifiers, and cleans those of local ones", () => {
    const code = (scheme: string): DataElement =>
      sequence("ProcedureCodeSequence", [
        element("CodeValue", "4711"),
        element("CodingSchemeDesignator", scheme),
        element("CodeMeaning", "Oesophagogastroduodenoscopy of hand, Quux"),
      ]);
    const meaning = (scheme: string): string | undefined =>
      textAt(
        itemAt(deidentified(objectWith(code(scheme)), CLEAN).object.dataSet, "ProcedureCodeSequence"),
        "CodeMeaning",
      );
    expect(meaning("SCT")).to.equal("Oesophagogastroduodenoscopy of hand");
    expect(meaning("99LOCAL")).to.equal("of");
  });

  it("removes own identifiers from text that the table does not list, and nothing else", () => {
    const object = objectWith(
      element("Manufacturer", "ACME Imaging"),
      element("ManufacturerModelName", "Zaphod 3000 (Quux)"),
    );
    const { dataSet } = deidentified(object, CLEAN).object;
    expect(textAt(dataSet, "Manufacturer")).to.equal("ACME Imaging");
    expect(textAt(dataSet, "ManufacturerModelName")).to.equal("Zaphod 3000");
  });

  it("removes names of two ideographs, and what they are with nothing between their parts, from such text", () => {
    const content = (text: string) => [
      element("SpecificCharacterSet", "ISO_IR 192"),
      element("PatientName", Buffer.from("Wang^Li=王^利=やまだ^たろう")),
      element("RescaleType", Buffer.from(text)),
    ];
    for (const text of ["王利", "HU 王利", "ﾔﾏﾀﾞ HU", "ヤマダ"]) {
      const { dataSet } = deidentified(objectOf(content(text)), policyWith(["cleanDescriptors"])).object;
      expect(textAt(dataSet, "RescaleType"), text).to.be.oneOf(["HU", "DUMMY"]);
    }
  });

  it("cleans every value, and leaves their number", () => {
    const { dataSet } = deidentified(
      objectWith(element("AdmittingDiagnosesDescription", "knee Quux\\Zebedee\\hip")),
      CLEAN,
    ).object;
    expect(textAt(dataSet, "AdmittingDiagnosesDescription")).to.equal("knee\\\\hip");
  });

  const CHARSETS: readonly (readonly [terms: string, name: string, comment: string, left: string])[] = [
    ["ISO_IR 100", "Größe^Jörg", "Schädel nativ, JÖRG GRÖSSE", "Schädel nativ"],
    ["ISO_IR 192", "Ångström^Élodie", "genou droit ELODIE angstrom °", "genou droit"],
    ["\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう", "CHEST 山田太郎 5mm", "CHEST 5mm"],
    ["\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동", "홍길동 knee", "knee"],
    ["GB18030", "Wang^XiaoDong=王^小东", "王小东 XIAODONG knee", "knee"],
  ];
  for (const [terms, name, comment, left] of CHARSETS) {
    it(`reads and writes ${terms.replace("\\", "")}`, async () => {
      const set = characterSetOf(terms.split("\\"));
      const object = objectOf([
        element("SpecificCharacterSet", terms),
        writeText(tagOf("PatientName"), "PN", [name], set),
        writeText(tagOf("ImageComments"), "LT", [comment], set),
      ]);
      const bytes = await planToBuffer(deidentified(object, CLEAN).plan);
      const { dataSet, warnings } = await readDicom(new BufferSource(bytes));
      expect(warnings).to.deep.equal([]);
      expect(firstText(dataSet, "ImageComments")).to.equal(left);
    });
  }

  it("moves dates in text by the days that the patient's other dates move", () => {
    const object = objectWith(element("StudyDescription", "MRI 2024-02-29, 2.3.1964"));
    const { dataSet } = deidentified(object, policyWith(["cleanDescriptors", MODIFIED_DATES])).object;
    const moved = textAt(dataSet, "StudyDate")!;
    expect(textAt(dataSet, "StudyDescription")).to.equal(
      `MRI ${moved.slice(0, 4)}-${moved.slice(4, 6)}-${moved.slice(6)}`,
    );
    const kept = deidentified(object, policyWith(["cleanDescriptors", FULL_DATES])).object.dataSet;
    expect(textAt(kept, "StudyDescription")).to.equal("MRI 2024-02-29");
  });

  it("is claimed by its code, and each change is told", () => {
    const result = deidentified(objectWith(element("StudyDescription", "knee Quux")), CLEAN);
    expect(result.method.codes.map(({ value }) => value)).to.deep.equal(["113100", "113105"]);
    expect(result.changes.find(({ keyword }) => keyword === "StudyDescription")).to.include({
      action: "C",
      rule: "E.1-1 C cleanDescriptors",
    });
  });

  it("cleans every text that the table lists for it, and nothing without it", () => {
    for (const row of confidentialityRows().filter(({ cleanDescriptors }) => cleanDescriptors === "C")) {
      const tag = parseInt(row.tag, 16);
      if (!["LO", "LT", "SH", "ST", "UT"].includes(vrOfName(tag))) continue;
      const object = objectWith(element(tag, "knee Quux"));
      expect(textAt(deidentified(object, CLEAN).object.dataSet, tag), row.name).to.equal("knee");
      expect(textAt(deidentified(object, BASIC).object.dataSet, tag) ?? "", row.name).not.to.include("knee");
    }
  });

  it("leaves no own identifier of three characters or more, unless it is a word of the vocabulary", () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{2,9}$/);
    const known = fc.constantFrom("CT", "chest", "knee", "contrast", "5mm", "w/o", "axial");
    fc.assert(
      fc.property(
        fc.tuple(word, word),
        fc.stringMatching(/^[A-Z0-9]{3,12}$/),
        fc.array(fc.oneof(known, fc.nat(4), fc.nat(4)), { maxLength: 12 }),
        fc.constantFrom(" ", ", ", "^", "_", "-"),
        ([family, given], id, parts, separator) => {
          const own = [family, given.toUpperCase(), `${given} ${family}`.toLowerCase(), id, id.toLowerCase()];
          const text = parts
            .map((part) => (typeof part === "number" ? (own[part] ?? "") : part))
            .join(separator);
          const object = objectOf([
            element("PatientName", `${family}^${given}`),
            element("PatientID", id),
            element("ImageComments", text),
          ]);
          const left = textAt(deidentified(object, CLEAN).object.dataSet, "ImageComments") ?? "";
          const words = left.toLowerCase().split(/[^a-z0-9]+/);
          for (const secret of [family, given, id].map((one) => one.toLowerCase())) {
            if (words.includes(secret)) expect.fail(`kept ${secret} of ${text}`);
            if (!isVocabulary(secret) && !words.some((one) => isVocabulary(one) && one.includes(secret)))
              expect(left.toLowerCase()).not.to.include(secret);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("options that disagree", () => {
  it("have their way in the order of one table", () => {
    const order = OPTION_PRECEDENCE.map(({ option, letter }) => `${letter} ${option}`);
    expect(order.indexOf(`C ${MODIFIED_DATES}`)).to.equal(0);
    const lastKept = order.findLastIndex((entry) => entry.startsWith("K "));
    expect(order.indexOf("C cleanDescriptors")).to.be.greaterThan(lastKept);
  });

  const CASES: readonly (readonly [name: string, DataElement, PolicyOption[], string | undefined])[] = [
    [
      "dates move before a device keeps them",
      element("DateOfLastCalibration", "20240229"),
      [MODIFIED_DATES, "retainDeviceIdentity"],
      "date shift",
    ],
    [
      "a device keeps its dates where they do not move",
      element("DateOfLastCalibration", "20240229"),
      ["retainDeviceIdentity"],
      "E.1-1 K retainDeviceIdentity",
    ],
    [
      "what a patient's characteristics may keep is cleaned once",
      element("Allergies", "contrast Quux"),
      ["retainPatientCharacteristics", "cleanDescriptors"],
      "E.1-1 C retainPatientCharacteristics",
    ],
    [
      "an application entity title is cleaned, and goes where nothing is left",
      element("StationAETitle", "QUUX_1"),
      ["retainDeviceIdentity", "cleanDescriptors"],
      "E.1-1 X",
    ],
  ];
  for (const [name, subject, options, rule] of CASES) {
    it(name, () => {
      const { changes } = deidentified(objectWith(subject), policyWith(options));
      const tag = subject.tag.toString(16).toUpperCase().padStart(8, "0");
      expect(changes.find((change) => change.tag === tag)?.rule).to.equal(rule);
    });
  }
});
