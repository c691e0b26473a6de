import { DataElement, type AttributeValues, type DataSet } from "../../dicom";

/** Below the root for tests that nobody is registered under. */
export const INSTANCE_ROOT = "1.2.826.0.1.3680043.10.9999";

/** What names the patient, the study and the people around it. */
export function identifiers(modality: string): AttributeValues {
  return {
    SpecificCharacterSet: "ISO_IR 100",
    StudyDate: "20240312",
    SeriesDate: "20240312",
    AcquisitionDate: "20240312",
    ContentDate: "20240312",
    StudyTime: "104011.120",
    SeriesTime: "104502.000",
    AcquisitionTime: "104502.250",
    ContentTime: "104530.100",
    AccessionNumber: "A4711",
    Modality: modality,
    Manufacturer: "Bench Medical",
    ManufacturerModelName: "Tomograph 64",
    InstitutionName: "General Hospital",
    InstitutionAddress: "1 Example Street",
    InstitutionalDepartmentName: "Radiology",
    ReferringPhysicianName: "Referrer^Rita",
    PerformingPhysicianName: "Performer^Paul",
    OperatorsName: "Operator^Olga",
    StationName: "STATION7",
    StudyDescription: "Abdomen with contrast",
    SeriesDescription: "Portal venous 1.25 mm",
    ProtocolName: "5.1 Abdomen",
    PatientName: "Doe^Jane",
    PatientID: "MRN0815",
    PatientBirthDate: "19610704",
    PatientSex: "F",
    PatientAge: "062Y",
    PatientSize: 1.68,
    PatientWeight: 71,
    PatientAddress: "2 Example Street",
    MedicalRecordLocator: "R42",
    EthnicGroup: "unknown",
    AdditionalPatientHistory: "Follow-up",
    DeviceSerialNumber: "SN-12345",
    SoftwareVersions: "07.1",
    StudyInstanceUID: `${INSTANCE_ROOT}.1`,
    StudyID: "4711",
    SeriesNumber: 3,
    PerformedProcedureStepStartDate: "20240312",
    PerformedProcedureStepStartTime: "104000",
    PerformedProcedureStepID: "PPS4711",
    PerformedProcedureStepDescription: "Abdomen",
  };
}

export function codes(value: string, meaning: string): AttributeValues {
  return { CodeValue: value, CodingSchemeDesignator: "99BENCH", CodeMeaning: meaning };
}

/** The data set with a private block of `elements` elements, its creator counted. */
export function withPrivateBlock(dataSet: DataSet, elements: number): DataSet {
  const block = Array.from({ length: elements }, (_, index) =>
    index === 0
      ? DataElement.ofBytes(0x00090010, "LO", padded("BENCH MEDICAL 1.0"))
      : DataElement.ofBytes(0x00091000 + index, "LO", padded(index === 1 ? "Doe^Jane" : `value ${index}`)),
  );
  return block.reduce((result, element) => result.with(element), dataSet);
}

/** Text of ASCII as a value field, PS3.5 §6.2. */
function padded(text: string): Buffer {
  return Buffer.from(text.length % 2 === 0 ? text : `${text} `, "latin1");
}

/** 16-bit samples that differ from file to file, and do not repeat within a row. */
export function pixels(samples: number, seed: number): Uint8Array {
  const values = new Uint16Array(samples);
  let state = (seed + 1) * 0x9e3779b1;
  for (let index = 0; index < samples; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[index] = state >>> 20;
  }
  return new Uint8Array(values.buffer);
}
