import { createDataSet, type AttributeValues } from "../../../../dicom";
import { DEMO_HOSPITAL, DEMO_PHYSICIAN, DEMO_STATION, type DemoPatient } from "./identifiers";

const CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
const BASIC_TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";

const SIZE = 64;

/** A CT slice with identifiers in every place that a scanner puts them. */
export function ctSlice(patient: DemoPatient, number: number) {
  const instanceUid = `${patient.uidArc}.1.1.${number}`;
  return createDataSet({
    ...patientAndStudy(patient),
    SOPClassUID: CT_IMAGE,
    SOPInstanceUID: instanceUid,
    SeriesInstanceUID: `${patient.uidArc}.1.1`,
    FrameOfReferenceUID: `${patient.uidArc}.9`,
    Modality: "CT",
    ImageType: ["ORIGINAL", "PRIMARY", "AXIAL"],
    SeriesNumber: 1,
    AcquisitionNumber: 1,
    InstanceNumber: number,
    SeriesDate: patient.studyDate,
    AcquisitionDate: patient.studyDate,
    AcquisitionDateTime: `${patient.studyDate}104${number}00.000000+0100`,
    Manufacturer: "Example Imaging",
    StationName: DEMO_STATION,
    OperatorsName: DEMO_PHYSICIAN,
    KVP: 120,
    PatientPosition: "HFS",
    PositionReferenceIndicator: "",
    SliceThickness: 5,
    ImagePositionPatient: [-32, -32, number * 5],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImageComments: `Discussed with ${patient.name.replace("^", ", ")}`,
    ReferencedInstanceSequence: [
      {
        ReferencedSOPClassUID: CT_IMAGE,
        ReferencedSOPInstanceUID: `${patient.uidArc}.1.1.${Math.max(1, number - 1)}`,
        PurposeOfReferenceCodeSequence: [
          { CodeValue: "121311", CodingSchemeDesignator: "DCM", CodeMeaning: "Localizer" },
        ],
      },
    ],
    RequestAttributesSequence: [
      { ScheduledProcedureStepID: patient.accessionNumber, RequestingPhysician: DEMO_PHYSICIAN },
    ],
    ...image(16, number),
    RescaleIntercept: -1024,
    RescaleSlope: 1,
  });
}

/** A screen shot that says of itself that patient data is burned into its pixels. */
export function screenCapture(patient: DemoPatient) {
  return createDataSet({
    ...patientAndStudy(patient),
    SOPClassUID: SECONDARY_CAPTURE,
    SOPInstanceUID: `${patient.uidArc}.1.2.1`,
    SeriesInstanceUID: `${patient.uidArc}.1.2`,
    Modality: "OT",
    ConversionType: "WSD",
    Manufacturer: "Example Imaging",
    PatientOrientation: "",
    SeriesNumber: 2,
    InstanceNumber: 1,
    BurnedInAnnotation: "YES",
    ...image(8, 0),
  });
}

/** A report that names the patient in its text. */
export function report(patient: DemoPatient) {
  const text = (value: string, concept: string): AttributeValues => ({
    RelationshipType: "CONTAINS",
    ValueType: "TEXT",
    ConceptNameCodeSequence: [{ CodeValue: concept, CodingSchemeDesignator: "DCM", CodeMeaning: "Finding" }],
    TextValue: value,
  });
  return createDataSet({
    ...patientAndStudy(patient),
    SOPClassUID: BASIC_TEXT_SR,
    SOPInstanceUID: `${patient.uidArc}.1.3.1`,
    SeriesInstanceUID: `${patient.uidArc}.1.3`,
    Modality: "SR",
    Manufacturer: "Example Imaging",
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    SeriesNumber: 3,
    InstanceNumber: 1,
    CompletionFlag: "COMPLETE",
    VerificationFlag: "UNVERIFIED",
    ValueType: "CONTAINER",
    ContinuityOfContent: "SEPARATE",
    ConceptNameCodeSequence: [
      { CodeValue: "126000", CodingSchemeDesignator: "DCM", CodeMeaning: "Imaging Report" },
    ],
    ContentSequence: [
      text(`${patient.name.replace("^", " ")} (${patient.id}) has no acute finding.`, "121071"),
    ],
  });
}

function patientAndStudy(patient: DemoPatient): AttributeValues {
  return {
    SpecificCharacterSet: "ISO_IR 100",
    PatientName: patient.name,
    PatientID: patient.id,
    PatientBirthDate: patient.birthDate,
    PatientSex: "O",
    StudyInstanceUID: `${patient.uidArc}.1`,
    StudyID: "1",
    StudyDate: patient.studyDate,
    StudyTime: "104000",
    StudyDescription: `Follow-up at ${DEMO_HOSPITAL}`,
    ContentDate: patient.studyDate,
    ContentTime: "104000",
    AccessionNumber: patient.accessionNumber,
    ReferringPhysicianName: DEMO_PHYSICIAN,
    InstitutionName: DEMO_HOSPITAL,
  };
}

/** A disc on a gradient, so that slices differ. */
function image(bits: 8 | 16, shift: number): AttributeValues {
  const pixels = Array.from({ length: SIZE * SIZE }, (_, index) => {
    const x = (index % SIZE) - SIZE / 2;
    const y = Math.floor(index / SIZE) - SIZE / 2;
    return Math.hypot(x, y) < SIZE / 4 + shift ? 200 : (x + SIZE / 2) * 2;
  });
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: "MONOCHROME2",
    Rows: SIZE,
    Columns: SIZE,
    PixelSpacing: [0.7, 0.7],
    BitsAllocated: bits,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
    PixelData: bits === 8 ? Uint8Array.from(pixels) : new Uint8Array(Uint16Array.from(pixels).buffer),
  };
}
