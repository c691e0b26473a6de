import { expect } from "chai";
import { DicomUnsupportedError, DicomUsageError } from "../../../dicom";
import { compilePolicy } from "../../../dicom/deidentify/policy/compilePolicy";
import { createDeidentificationKey } from "../../../dicom/deidentify/identity/deidentificationKey";
import { optionsOf, POLICY_OPTIONS, type PolicyRule } from "../../../dicom/deidentify/policy/policy";
import {
  confidentialityRows,
  type ConfidentialityOption,
} from "../../../dicom/deidentify/rules/confidentiality";
import { inspect } from "node:util";
import {
  element,
  objectOf,
  privateCreator,
  sequence,
  UNKNOWN_CLASS,
  vrOfName,
} from "../../support/dicom/dataSets";
import {
  deidentified,
  FULL_DATES,
  MODIFIED_DATES,
  policyWith,
  textAt,
  letThrough,
} from "../../support/dicom/deidentified";

function failure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const compileRules = (...rules: PolicyRule[]): unknown => failure(() => compilePolicy(policyWith([], rules)));

describe("policies", () => {
  it("are compiled once for the same object", () => {
    const policy = policyWith([MODIFIED_DATES]);
    expect(compilePolicy(policy)).to.equal(compilePolicy(policy));
  });

  it("name an attribute that is unknown", () => {
    const error = compileRules({ attribute: "PatientsShoeSize", action: "X" });
    expect(error).to.be.instanceOf(DicomUsageError).with.property("code", "INVALID_POLICY");
    expect(error).to.have.property("message").that.includes("PatientsShoeSize");
  });

  const invalid: readonly (readonly [string, PolicyRule])[] = [
    ["a private tag without its creator", { attribute: "00191001", action: "K" }],
    ["a private creator in an even group", { attribute: "0018,ACME,10", action: "K" }],
    ["file meta information", { attribute: "00020016", action: "K" }],
    ["a group length", { attribute: "00080000", action: "K" }],
    ["a delimiter", { attribute: "FFFEE000", action: "X" }],
    ["a creator of two values", { attribute: "0019,ACME\\A,10", action: "K" }],
    ["removal of the character set", { attribute: "SpecificCharacterSet", action: "X" }],
    ["removal of the SOP Instance UID", { attribute: "SOPInstanceUID", action: "X" }],
    ["a change of a marker", { attribute: "PatientIdentityRemoved", action: "X" }],
    ["a UID action for text", { attribute: "StudyDescription", action: "U" }],
    ["a value without action D", { attribute: "StudyDescription", action: "Z", value: "x" }],
    ["a value that is too long", { attribute: "Modality", action: "D", value: "X".repeat(17) }],
    ["a value of another form", { attribute: "StudyDate", action: "D", value: "1.1.2020" }],
    ["a day that does not exist", { attribute: "StudyDate", action: "D", value: "20230231" }],
    ["a date as before DICOM", { attribute: "StudyDate", action: "D", value: "1993.08.22" }],
    ["a UID that is none", { attribute: "FrameOfReferenceUID", action: "D", value: "1.02" }],
    ["a value that is no number", { attribute: "Rows", action: "D", value: "-1" }],
    ["a value for a sequence", { attribute: "ContentSequence", action: "D", value: "x" }],
    ["a value beyond ASCII", { attribute: "StudyDescription", action: "D", value: "Müller" }],
  ];
  for (const [name, rule] of invalid) {
    it(`are refused for ${name}, without repeating the value`, () => {
      const error = compileRules(rule);
      expect(error).to.be.instanceOf(DicomUsageError).with.property("code", "INVALID_POLICY");
      expect(error).to.have.property("message").that.includes(rule.attribute);
      expect(error).to.have.property("message").that.does.not.include("Müller");
    });
  }

  it("are refused for two rules about the same attribute, by whatever name", () => {
    const error = compileRules(
      { attribute: "StudyDescription", action: "K" },
      { attribute: "0008,1030", action: "X" },
    );
    expect(error).to.have.property("code", "INVALID_POLICY");
  });

  it("are refused for both kinds of dates", () => {
    expect(failure(() => compilePolicy(policyWith([MODIFIED_DATES, FULL_DATES])))).to.have.property(
      "code",
      "INVALID_POLICY",
    );
  });

  it("that clean pixels name the regions to blank", () => {
    const pixels = { rules: [], letThrough: [] };
    const error = failure(() => compilePolicy({ ...policyWith(["cleanPixelData"]), pixels }));
    expect(error).to.have.property("code", "INVALID_POLICY");
  });

  const supported: readonly string[] = [
    "cleanPixelData",
    "cleanDescriptors",
    "cleanGraphics",
    "cleanStructuredContent",
  ];
  const cleaning = POLICY_OPTIONS.filter((one) => one.startsWith("clean") && !supported.includes(one));
  for (const option of cleaning) {
    it(`say that ${option} is not supported`, () => {
      const error = failure(() => deidentified(objectOf([]), policyWith([option])));
      expect(error).to.be.instanceOf(DicomUnsupportedError).with.property("code", "UNSUPPORTED_OPTION");
      expect(error).to.have.property("message").that.includes(option);
    });
  }
});

describe("presets", () => {
  it("are sets of options, to which those of the policy add", () => {
    expect([...optionsOf({ ...policyWith(["retainUids"]), preset: "research" })]).to.have.members([
      MODIFIED_DATES,
      "retainPatientCharacteristics",
      "retainDeviceIdentity",
      "cleanDescriptors",
      "retainSafePrivate",
      "retainUids",
    ]);
    expect([...optionsOf({ ...policyWith(), preset: "basic" })]).to.deep.equal([]);
  });

  it("change nothing where they are absent", () => {
    const object = objectOf([element("StudyDate", "20200101")]);
    const { counts } = deidentified(object, { ...policyWith(), preset: "basic" });
    expect(counts).to.deep.equal(deidentified(object).counts);
  });

  it("research does what its options do, and claims them", () => {
    const object = objectOf([
      element("StudyDate", "20200101"),
      element("PatientSex", "F"),
      element("DeviceSerialNumber", "77"),
      element("StudyDescription", "CHEST Original"),
      privateCreator(0x7053, 0x10, "Philips PET Private Group"),
      element(0x70531000, "1.25", "DS"),
    ]);
    const { object: edited, method } = deidentified(object, { ...policyWith(), preset: "research" });
    const { dataSet } = edited;
    expect(textAt(dataSet, "StudyDate")).to.match(/^20[01]\d{5}$/);
    expect(textAt(dataSet, "PatientSex")).to.equal("F");
    expect(textAt(dataSet, "DeviceSerialNumber")).to.equal("77");
    expect(textAt(dataSet, "StudyDescription")).to.equal("CHEST");
    expect(textAt(dataSet, 0x70531000)).to.equal("1.25");
    expect(method.codes.map(({ value }) => value)).to.deep.equal([
      "113100",
      "113105",
      "113107",
      "113108",
      "113109",
      "113111",
    ]);
  });
});

describe("site rules", () => {
  const rules: readonly PolicyRule[] = [
    { attribute: "StudyDescription", action: "K" },
    { attribute: "PatientComments", action: "D", value: "removed" },
    { attribute: "(0008,0070)", action: "X" },
    { attribute: "Rows", action: "D", value: "512" },
    { attribute: "StudyDate", action: "D", value: "20000101" },
    { attribute: "OverlayData", action: "K" },
    { attribute: "FrameOfReferenceUID", action: "K" },
    { attribute: "Modality", action: "D" },
    { attribute: "BodyPartExamined", action: "Z" },
  ];
  const { dataSet } = deidentified(
    objectOf([
      element("StudyDescription", "Chest"),
      element("PatientComments", "Original"),
      element("Manufacturer", "ACME"),
      element("Rows", Uint8Array.of(7, 7)),
      element("StudyDate", "20200202"),
      element(0x60020010, Uint8Array.of(0, 2), "US"),
      element(0x60023000, Uint8Array.of(1, 2), "OW"),
      element("FrameOfReferenceUID", "1.2.826.7"),
      element("Modality", "CT"),
      element("BodyPartExamined", "CHEST"),
    ]),
    policyWith([], rules),
  ).object;

  it("have the last word over table and options", () => {
    expect(textAt(dataSet, "StudyDescription")).to.equal("Chest");
    expect(textAt(dataSet, "PatientComments")).to.equal("removed");
    expect(textAt(dataSet, "Manufacturer")).to.equal(undefined);
    expect(textAt(dataSet, "StudyDate")).to.equal("20000101");
    expect(textAt(dataSet, "FrameOfReferenceUID")).to.equal("1.2.826.7");
    expect(textAt(dataSet, "Modality")).to.equal("DUMMY");
    expect(textAt(dataSet, "BodyPartExamined")).to.equal("");
  });

  it("give values of number VRs as numbers", () => {
    expect(textAt(dataSet, "Rows")).to.equal("\0\x02");
  });

  it("by keyword mean every group of a repeating attribute", () => {
    expect(dataSet.has(0x60023000)).to.equal(true);
    expect(dataSet.has(0x60020010), "the plane that the data belongs to").to.equal(true);
  });
});

describe("retain options", () => {
  const COLUMNS = [
    ["retainUids", "retainUids"],
    ["retainDeviceIdentity", "retainDeviceIdentity"],
    ["retainInstitutionIdentity", "retainInstitutionIdentity"],
    ["retainPatientCharacteristics", "retainPatientCharacteristics"],
    [FULL_DATES, "retainFullDates"],
  ] as const satisfies readonly (readonly [string, ConfidentialityOption])[];

  const unknownClass = element("SOPClassUID", UNKNOWN_CLASS);

  for (const [option, column] of COLUMNS) {
    it(`${option} keeps exactly the attributes with K in its column`, () => {
      const wrong: string[] = [];
      const policy = letThrough(policyWith([option]));
      for (const row of confidentialityRows().filter(({ tag }) => /^(?!000[0-7])[0-9A-F]{8}$/.test(tag))) {
        const tag = parseInt(row.tag, 16);
        const vr = vrOfName(tag);
        if (tag === 0x00080018) continue; // always there; see the tests of UIDs
        const isOffset = tag === 0x00080201; // TimezoneOffsetFromUTC
        const value = isOffset
          ? "+0100"
          : {
              UI: "1.2.826.7",
              DA: "20200202",
              DT: "20200202",
              TM: "0707",
              AS: "077Y",
              UR: "urn:x",
            }[vr as string];
        const subject =
          vr === "SQ" ? sequence(tag, [element("Manufacturer", "ACME")]) : element(tag, value ?? "77");
        const after = deidentified(objectOf([unknownClass, subject]), policy).object.dataSet.get(tag);
        const text = vr === "SQ" ? itemText(after) : after && textAt(objectOf([after]).dataSet, tag);
        const kept = text === (vr === "SQ" ? "ACME" : (value ?? "77"));
        const asked = row[column] === "K" || row.basic === "X/Z/U*"; // whose items are edited under any option
        if (kept !== asked) wrong.push(`${row.tag} ${row.name}: ${kept ? "kept" : "not kept"}`);
      }
      expect(wrong).to.deep.equal([]);
    });
  }

  function itemText(found: ReturnType<typeof element> | undefined): string | undefined {
    return found?.value.kind === "sequence" ? textAt(found.value.items[0], "Manufacturer") : undefined;
  }

  it("retainUids keeps the UIDs of study, series and instance", () => {
    const object = objectOf([]);
    const result = deidentified(object, policyWith(["retainUids"]));
    expect(result.sopInstanceUid).to.equal(textAt(object.dataSet, "SOPInstanceUID"));
    expect(result.studyInstanceUid).to.equal(textAt(object.dataSet, "StudyInstanceUID"));
  });
});

describe("keys", () => {
  it("of less than 32 bytes are refused", () => {
    expect(failure(() => createDeidentificationKey(Buffer.alloc(31)))).to.have.property(
      "code",
      "KEY_TOO_SHORT",
    );
  });

  it("cannot be printed or serialised", () => {
    const key = createDeidentificationKey(Buffer.from("0123456789abcdef0123456789abcdef"));
    expect(inspect(key, { depth: 9, showHidden: true })).not.to.match(/0123456789|30 31 32/);
    expect(JSON.stringify(key)).not.to.match(/0123456789|48,49,50/);
  });

  it("are copied: changing the bytes afterwards changes nothing", () => {
    const bytes = Buffer.alloc(32, 1);
    const key = createDeidentificationKey(bytes);
    const before = key.mac("uid", "1.2").toString("hex");
    bytes.fill(2);
    expect(key.mac("uid", "1.2").toString("hex")).to.equal(before);
  });
});
