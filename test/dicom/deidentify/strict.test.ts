import { expect } from "chai";
import {
  BufferSource,
  DicomUnsupportedError,
  planToBuffer,
  planWrite,
  readDicom,
  type DataElement,
} from "../../../dicom";
import type { Policy } from "../../../dicom/deidentify/policy/policy";
import {
  element,
  objectOf,
  privateCreator,
  sequence,
  UNKNOWN_CLASS,
  type AttributeName,
} from "../../support/dicom/dataSets";
import { deidentified, itemAt, letThrough, policyWith, textAt } from "../../support/dicom/deidentified";
import { rejection } from "../../support/dicom/rejection";

const ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
const TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";
const PALETTE = "1.2.840.10008.5.1.4.39.1";
const RT_RADIATION_SET = "1.2.840.10008.5.1.4.1.1.481.12";
const OUTSIDE = "outside of the IOD";

const STRICT: Policy = { ...policyWith(), preset: "strict" };

const code = (...more: readonly DataElement[]) => [
  element("CodeValue", "T-D3000"),
  element("CodingSchemeDesignator", "SRT"),
  element("CodeMeaning", "Chest"),
  ...more,
];

function strictly(elements: readonly DataElement[], policy: Policy = STRICT) {
  return deidentified(objectOf(elements), letThrough(policy));
}

describe("the preset strict", () => {
  it("removes what the CT IOD does not have, at the top and in items, and keeps the rest", () => {
    const { object, changes } = strictly([
      element("KVP", "120"),
      element("EchoTime", "30"),
      sequence("AnatomicRegionSequence", code(element("EchoTime", "30"))),
      sequence("MREchoSequence", [element("EffectiveEchoTime", Buffer.alloc(8))]),
    ]);
    expect(textAt(object.dataSet, "KVP")).to.equal("120");
    expect(textAt(object.dataSet, "EchoTime")).to.equal(undefined);
    expect(textAt(object.dataSet, "MREchoSequence")).to.equal(undefined);
    const region = itemAt(object.dataSet, "AnatomicRegionSequence");
    expect(textAt(region, "CodeValue")).to.equal("T-D3000");
    expect(textAt(region, "EchoTime")).to.equal(undefined);
    const outside = changes.filter(({ rule }) => rule === OUTSIDE);
    expect(outside.map(({ path, action }) => `${path} ${action}`)).to.deep.equal([
      "00082218[0].00180081 X",
      "00180081 X",
      "00189114 X",
    ]);
  });

  it("keeps all of that without the preset", () => {
    const { object } = deidentified(objectOf([element("EchoTime", "30")]));
    expect(textAt(object.dataSet, "EchoTime")).to.equal("30");
  });

  it("removes what the Basic Profile leaves a dummy, a UID or nothing of", () => {
    const { object } = strictly([
      element("TreatmentDate", "20200101"), // X/Z/D
      element("FillerOrderNumberImagingServiceRequest", "F-1"), // Z
      element("DoseReferenceUID", "1.2.826.3"), // U
    ]);
    for (const name of [
      "TreatmentDate",
      "FillerOrderNumberImagingServiceRequest",
      "DoseReferenceUID",
    ] as const)
      expect(textAt(object.dataSet, name), name).to.equal(undefined);
  });

  it("leaves types and actions inside of the IOD as they are", () => {
    const { object } = strictly([element("AccessionNumber", "A-1"), element("StudyDate", "20200101")]);
    expect(textAt(object.dataSet, "AccessionNumber")).to.equal("");
    expect(textAt(object.dataSet, "StudyDate")).to.equal("");
    expect(textAt(object.dataSet, "PatientID")).to.match(/^[0-9A-Z]+$/);
  });

  it("leaves what a site's rule, or an option, decides on, and what is in it", () => {
    const rules = [
      { attribute: "EchoTime", action: "K" },
      { attribute: "MREchoSequence", action: "K" },
    ] as const;
    const { object } = strictly(
      [
        element("EchoTime", "30"),
        sequence("MREchoSequence", [element("EffectiveEchoTime", Buffer.alloc(8))]),
        element("TreatmentMachineName", "Linac"),
        element("DoseReferenceUID", "1.2.826.3"),
        privateCreator(0x7053, 0x10, "Philips PET Private Group"),
        element(0x70531000, "1.25", "DS"),
      ],
      { ...STRICT, options: ["retainUids", "retainSafePrivate"], rules },
    );
    expect(textAt(object.dataSet, "EchoTime")).to.equal("30");
    expect(itemAt(object.dataSet, "MREchoSequence")?.has("EffectiveEchoTime")).to.equal(true);
    expect(textAt(object.dataSet, "DoseReferenceUID")).to.equal("1.2.826.3");
    expect(textAt(object.dataSet, 0x70531000)).to.equal("1.25");
    expect(textAt(object.dataSet, "TreatmentMachineName")).to.equal(undefined);
  });

  it("keeps functional groups of the IOD, with their items, and no others", () => {
    const groups = [
      sequence("PixelMeasuresSequence", [
        element("PixelSpacing", "1\\1"),
        element("SliceThickness", "2"),
        element("KVP", "120"),
      ]),
      sequence("FrameAnatomySequence", [
        element("FrameLaterality", "U"),
        sequence("AnatomicRegionSequence", code(sequence("EquivalentCodeSequence", code()))),
      ]),
      sequence("CTExposureSequence", [element("CTDIvol", Buffer.alloc(8))]),
    ];
    const { object } = strictly([
      element("SOPClassUID", ENHANCED_MR),
      sequence("SharedFunctionalGroupsSequence", groups),
      sequence("PerFrameFunctionalGroupsSequence", groups, groups),
      element("PixelSpacing", "1\\1"),
    ]);
    for (const name of ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"] as const) {
      const item = itemAt(object.dataSet, name);
      expect(item?.elements.length).to.equal(2);
      const measures = itemAt(item, "PixelMeasuresSequence");
      expect(textAt(measures, "SliceThickness")).to.equal("2");
      expect(textAt(measures, "KVP")).to.equal(undefined);
      const region = itemAt(itemAt(item, "FrameAnatomySequence"), "AnatomicRegionSequence");
      expect(textAt(itemAt(region, "EquivalentCodeSequence"), "CodeMeaning")).to.equal("Chest");
    }
    expect(textAt(object.dataSet, "PixelSpacing")).to.equal(undefined);
  });

  it("follows a content tree to its leaves", () => {
    const text = (...inside: readonly DataElement[]) => [
      element("RelationshipType", "CONTAINS"),
      element("ValueType", "CONTAINER"),
      sequence("ConceptNameCodeSequence", code(element("KVP", "120"))),
      element("ContinuityOfContent", "SEPARATE"),
      element("EchoTime", "30"),
      ...inside,
    ];
    const depth = 12;
    let content = text();
    for (let level = 1; level < depth; level++) content = text(sequence("ContentSequence", content));
    for (const options of [[], ["cleanStructuredContent"]] as const) {
      const elements = [element("SOPClassUID", TEXT_SR), sequence("ContentSequence", content)];
      const { object } = strictly(elements, { ...STRICT, options });
      let item = itemAt(object.dataSet, "ContentSequence");
      for (let level = 0; level < depth; level++, item = itemAt(item, "ContentSequence")) {
        expect(textAt(item, "ValueType")).to.equal("CONTAINER");
        expect(item?.has("EchoTime")).to.equal(false);
        const concept = itemAt(item, "ConceptNameCodeSequence");
        expect(concept?.has("CodeMeaning")).to.equal(true);
        expect(concept?.has("KVP")).to.equal(false);
      }
    }
  });

  it("removes overlays and curves as the Basic Profile does, and keeps a plane that the site keeps as a whole", () => {
    const plane: readonly (readonly [AttributeName, DataElement])[] = [
      ["OverlayRows", element(0x60000010, Buffer.of(8, 0), "US")],
      ["OverlayData", element(0x60003000, Buffer.of(1, 2), "OW")],
    ];
    const elements = [...plane.map(([, one]) => one), element(0x50000005, Buffer.of(1, 0), "US")];
    const removed = strictly(elements).object.dataSet;
    const kept = strictly(elements, { ...STRICT, rules: [{ attribute: "OverlayData", action: "K" }] }).object
      .dataSet;
    for (const [, { tag }] of plane) {
      expect(removed.has(tag)).to.equal(false);
      expect(kept.has(tag)).to.equal(true);
    }
    expect(kept.has(0x50000005)).to.equal(false);
  });

  it("marks objects whose IOD has no patient, and keeps what earlier runs said", () => {
    const { object } = strictly([
      element("SOPClassUID", PALETTE),
      element("DeidentificationMethod", "Earlier"),
      sequence("DeidentificationMethodCodeSequence", code()),
    ]);
    expect(object.dataSet.has("PatientName")).to.equal(false);
    expect(object.dataSet.has("PatientID")).to.equal(false);
    expect(textAt(object.dataSet, "PatientIdentityRemoved")).to.equal("YES");
    expect(textAt(object.dataSet, "DeidentificationMethod")).to.match(
      /^Earlier ?\\.*Preset strict: no attribute outside of the IOD$/,
    );
    expect(textAt(object.dataSet, "DeidentificationMethodCodeSequence")).to.equal("[2]");
  });

  it("keeps the character set of an item, without which its text cannot be read", () => {
    const item = code(element("SpecificCharacterSet", "ISO_IR 192"));
    const { object } = strictly([sequence("AnatomicRegionSequence", item)]);
    expect(textAt(itemAt(object.dataSet, "AnatomicRegionSequence"), "SpecificCharacterSet")).to.equal(
      "ISO_IR 192",
    );
  });

  it("holds objects whose IOD it does not know", () => {
    for (const sopClassUid of [UNKNOWN_CLASS, RT_RADIATION_SET]) {
      let error: unknown;
      try {
        strictly([element("SOPClassUID", sopClassUid)]);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(DicomUnsupportedError);
      expect(error).to.include({ code: "IOD_NOT_KNOWN", tag: "00080016" });
      expect(deidentified(objectOf([element("SOPClassUID", sopClassUid)])).object.dataSet.has("PatientID")).to
        .be.true;
    }
  });

  it("is checked in the header that was written", async () => {
    const { object, plan } = strictly([sequence("AnatomicRegionSequence", code())]);
    const verify = async (dataSet: typeof object.dataSet) =>
      plan.checks?.verify(new BufferSource(await planToBuffer(planWrite({ ...object, dataSet }))));
    await verify(object.dataSet);
    expect((await readDicom(new BufferSource(await planToBuffer(plan)))).dataSet.has("PatientID")).to.be.true;
    const error = await rejection(verify(object.dataSet.with(element("EchoTime", "30"))));
    expect(error).to.include({ code: "FORBIDDEN_IN_OUTPUT", tag: "00180081" });
  });
});
