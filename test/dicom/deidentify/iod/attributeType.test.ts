import { expect } from "chai";
import { attributeType } from "../../../../dicom/deidentify/iod/attributeType";
import { element, tagOfName, type AttributeName } from "../../../support/dicom/dataSets";

const CT = "1.2.840.10008.5.1.4.1.1.2";
const ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";
const PET = "1.2.840.10008.5.1.4.1.1.128";
const RT_RADIATION_SET = "1.2.840.10008.5.1.4.1.1.481.12";
const TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";
const SECONDARY_CAPTURE_WORDS = "1.2.840.10008.5.1.4.1.1.7.3";

const typeOf = (sopClassUid: string, ...path: readonly AttributeName[]) =>
  attributeType(
    sopClassUid,
    path.map((name) => element(name, "").tag),
  );

describe("the type of an attribute in an IOD", () => {
  it("is that of its module", () => {
    expect(typeOf(CT, "ContrastBolusAgent")).to.equal("2"); // PS3.3 C.7.6.4
    expect(typeOf(CT, "AcquisitionDateTime")).to.equal("3"); // C.7.10.1
    expect(typeOf(ENHANCED_MR, "AcquisitionDateTime")).to.equal("1C"); // C.8.13.1
    expect(typeOf(TEXT_SR, "ContentDate")).to.equal("1"); // C.17.2
  });

  it("is the strongest of all modules that have it", () => {
    expect(typeOf(PET, "SeriesDate")).to.equal("1"); // 3 in General Series, 1 in PET Series
    expect(typeOf(ENHANCED_MR, "DeviceSerialNumber")).to.equal("1"); // Enhanced General Equipment
    expect(typeOf(ENHANCED_MR, "ReferencedPerformedProcedureStepSequence")).to.equal("1C"); // MR Series
  });

  it("counts modules that are not mandatory", () => {
    expect(typeOf(SECONDARY_CAPTURE_WORDS, "ContentDate")).to.equal("1"); // Multi-frame Functional Groups, U
  });

  it("depends on the sequences that hold it", () => {
    expect(typeOf(CT, "InstitutionName")).to.equal("3");
    expect(typeOf(CT, "OperatorIdentificationSequence", "InstitutionName")).to.equal("1C");
    expect(typeOf(CT, "ContributingEquipmentSequence", "StationName")).to.equal("3");
    expect(typeOf(TEXT_SR, "ReferencedRequestSequence", "ReferencedStudySequence")).to.equal("2");
    expect(typeOf(TEXT_SR, "ReferencedStudySequence")).to.equal("3");
  });

  it("reaches macros inside macros", () => {
    const steps = ["ContributingEquipmentSequence", "OperatorIdentificationSequence"] as const;
    expect(typeOf(CT, ...steps, "InstitutionName")).to.equal("1C");
  });

  it("is known in the functional groups, shared and of a frame", () => {
    for (const groups of ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"] as const) {
      expect(typeOf(ENHANCED_MR, groups, "ReferencedImageSequence")).to.equal("2");
      expect(typeOf(ENHANCED_MR, groups, "DerivationImageSequence", "SourceImageSequence")).to.equal("2");
      expect(typeOf(TEXT_SR, groups, "ReferencedImageSequence")).to.equal(undefined);
    }
  });

  it("is unknown for SOP classes that the tables do not have", () => {
    expect(typeOf("1.2.826.0.1.3680043.99.9", "StationName")).to.equal(undefined);
    expect(typeOf("1.2.840.10008.5.1.4.1.1.2.77", "StationName")).to.equal(undefined);
    expect(typeOf("", "StationName")).to.equal(undefined);
  });

  it("is unknown where the IOD does not have the attribute there", () => {
    expect(typeOf(CT, "TreatmentDate")).to.equal(undefined);
    expect(typeOf(CT, "PertinentOtherEvidenceSequence", "StationName")).to.equal(undefined);
    expect(typeOf(CT, tagOfName("RequestAttributesSequence"), 0x00191001, "StationName")).to.equal(undefined);
    expect(attributeType(CT, [])).to.equal(undefined);
  });

  it("is unknown where a module that the tables do not know may ask for more", () => {
    expect(typeOf(RT_RADIATION_SET, "SeriesDate")).to.equal(undefined); // 3 in General Series
    expect(typeOf(RT_RADIATION_SET, "DeviceSerialNumber")).to.equal("1"); // nothing asks for more
  });
});
