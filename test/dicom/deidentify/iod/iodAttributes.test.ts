import { expect } from "chai";
import { iodAttributesOf } from "../../../../dicom/deidentify/iod/iodAttributes";
import { CT_IMAGE, tagOfName, UNKNOWN_CLASS, type AttributeName } from "../../../support/dicom/dataSets";

const MR = "1.2.840.10008.5.1.4.1.1.4";
const ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
const ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
const LEGACY_MR = "1.2.840.10008.5.1.4.1.1.4.4";
const PALETTE = "1.2.840.10008.5.1.4.39.1";
const RT_IMAGE = "1.2.840.10008.5.1.4.1.1.481.1";
const RT_RADIATION_SET = "1.2.840.10008.5.1.4.1.1.481.12";
const RT_BEAMS_RECORD = "1.2.840.10008.5.1.4.1.1.481.4";
const SLIDE_ANNOTATIONS = "1.2.840.10008.5.1.4.1.1.91.1";
const TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";
const ULTRASOUND_RETIRED = "1.2.840.10008.5.1.4.1.1.6";

/** Whether the last attribute belongs to the items of the ones before it; "not known" where the IOD does not say. */
function belongs(sopClassUid: string, ...path: readonly AttributeName[]): boolean | "not known" {
  let level = iodAttributesOf(sopClassUid);
  for (const name of path.slice(0, -1)) level = level?.items(tagOfName(name));
  const own = path.at(-1);
  return level && own !== undefined ? level.has(tagOfName(own)) : "not known";
}

describe("the attributes of an IOD", () => {
  it("are those of its modules, whatever their usage", () => {
    expect(belongs(CT_IMAGE, "KVP")).to.equal(true); // CT Image, M
    expect(belongs(CT_IMAGE, "ClinicalTrialSiteID")).to.equal(true); // Clinical Trial Subject, U
    expect(belongs(CT_IMAGE, "EchoTime")).to.equal(false);
    expect(belongs(MR, "EchoTime")).to.equal(true);
    expect(belongs(MR, "KVP")).to.equal(false);
  });

  it("are judged by their place", () => {
    expect(belongs(CT_IMAGE, "RequestAttributesSequence", "ScheduledProcedureStepID")).to.equal(true);
    expect(belongs(CT_IMAGE, "ScheduledProcedureStepID")).to.equal(false);
    expect(belongs(CT_IMAGE, "RequestAttributesSequence", "KVP")).to.equal(false);
    expect(belongs(CT_IMAGE, "VolumetricCurvePoints", "KVP")).to.equal("not known");
  });

  it("have those of codes in every sequence of codes, equivalent ones to any depth", () => {
    const code = "AnatomicRegionSequence";
    const equivalent = "EquivalentCodeSequence";
    expect(belongs(CT_IMAGE, code, "CodeValue")).to.equal(true);
    expect(belongs(CT_IMAGE, code, equivalent, equivalent, equivalent, "CodeMeaning")).to.equal(true);
    expect(belongs(CT_IMAGE, code, equivalent, equivalent, "KVP")).to.equal(false);
  });

  it("are the same at every depth of a content tree", () => {
    const content = "ContentSequence";
    for (const depth of [1, 2, 9]) {
      const path = Array.from<AttributeName>({ length: depth }).fill(content);
      expect(belongs(TEXT_SR, ...path, "TextValue")).to.equal(true);
      expect(belongs(TEXT_SR, ...path, "ConceptNameCodeSequence", "CodeValue")).to.equal(true);
      expect(belongs(TEXT_SR, ...path, "ObservationDateTime")).to.equal(true);
      expect(belongs(TEXT_SR, ...path, "KVP")).to.equal(false);
    }
  });

  it("have the functional groups of the IOD, shared and of a frame", () => {
    for (const groups of ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"] as const) {
      expect(belongs(ENHANCED_MR, groups, "MREchoSequence", "EffectiveEchoTime")).to.equal(true);
      expect(belongs(ENHANCED_CT, groups, "MREchoSequence")).to.equal(false);
      expect(belongs(ENHANCED_CT, groups, "CTExposureSequence", "CTDIvol")).to.equal(true);
      expect(belongs(ENHANCED_CT, groups, "FrameAnatomySequence", "AnatomicRegionSequence", "CodeValue")).to
        .be.true;
    }
    expect(belongs(ENHANCED_MR, "MREchoSequence")).to.equal(false);
  });

  it("have what converted images had left over", () => {
    const path = ["SharedFunctionalGroupsSequence", "UnassignedSharedConvertedAttributesSequence"] as const;
    expect(belongs(LEGACY_MR, ...path, "EchoTime")).to.equal(true);
    expect(belongs(LEGACY_MR, ...path, "DoseGridScaling")).to.equal(false);
  });

  it("have modules and attributes that are newer than the tables", () => {
    expect(belongs(CT_IMAGE, "AcquisitionDuration")).to.equal(true); // General Acquisition
    expect(belongs(CT_IMAGE, "ExtendedOffsetTable")).to.equal(true); // Image Pixel
    expect(belongs(SLIDE_ANNOTATIONS, "AnnotationGroupSequence", "PointCoordinatesData")).to.equal(true);
  });

  it("have what no object can do without, and the markers, in every IOD", () => {
    for (const name of ["SpecificCharacterSet", "DeidentificationMethod", "NumberOfFrames"] as const)
      expect(belongs(PALETTE, name)).to.equal(true);
    expect(belongs(CT_IMAGE, "AnatomicRegionSequence", "SpecificCharacterSet")).to.equal(true);
    expect(belongs(CT_IMAGE, "AnatomicRegionSequence", "NumberOfFrames")).to.equal(false);
    expect(belongs(PALETTE, "PatientName")).to.equal(false);
  });

  it("are not known of classes that the tables do not have, and without a mandatory module", () => {
    for (const sopClassUid of ["", UNKNOWN_CLASS, ULTRASOUND_RETIRED, RT_RADIATION_SET])
      expect(iodAttributesOf(sopClassUid), sopClassUid).to.equal(undefined);
    expect(belongs(RT_BEAMS_RECORD, "TreatmentDate")).to.equal(true); // a conditional module is not known
    expect(belongs(RT_IMAGE, "RTImageLabel")).to.equal(true);
  });

  it("are made once", () => {
    expect(iodAttributesOf(MR)).to.equal(iodAttributesOf(MR));
  });
});
