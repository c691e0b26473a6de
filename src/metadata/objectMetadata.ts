import * as v from "valibot";
import { age, count, date, integer, number, numbers, someNumbers, text, texts, time, uid } from "./forms";

/** Attributes of the Patient and Patient Study modules, PS3.3 §C.7.1.1 and §C.7.2.2. */
export const patientSchema = v.strictObject({
  PatientName: text,
  PatientID: text,
  IssuerOfPatientID: text,
  PatientBirthDate: date,
  PatientSex: text,
  PatientAge: age,
  PatientSize: number,
  PatientWeight: number,
  PatientIdentityRemoved: text,
});

/** Of the General Study module, PS3.3 §C.7.2.1. */
export const studySchema = v.strictObject({
  StudyInstanceUID: uid,
  StudyID: text,
  StudyDate: date,
  StudyTime: time,
  StudyDescription: text,
  AccessionNumber: text,
  ReferringPhysicianName: text,
});

/** Of the General Series and General Equipment modules and the frame of reference, PS3.3 §C.7.3.1, §C.7.5.1 and §C.7.4.1. */
export const seriesSchema = v.strictObject({
  SeriesInstanceUID: uid,
  SeriesNumber: integer,
  Modality: text,
  SeriesDate: date,
  SeriesTime: time,
  SeriesDescription: text,
  BodyPartExamined: text,
  Laterality: text,
  PatientPosition: text,
  ProtocolName: text,
  FrameOfReferenceUID: uid,
  Manufacturer: text,
  ManufacturerModelName: text,
  StationName: text,
  InstitutionName: text,
});

/** Of the SOP Common module, PS3.3 §C.12.1, and of how the object is stored. */
export const instanceSchema = v.strictObject({
  SOPClassUID: uid,
  SOPInstanceUID: uid,
  TransferSyntaxUID: uid,
  InstanceNumber: integer,
  ContentDate: date,
  ContentTime: time,
  SpecificCharacterSet: texts,
});

/** Of images, PS3.3 §C.7.6.1 to §C.7.6.3. */
export const imageSchema = v.strictObject({
  ImageType: texts,
  Rows: count,
  Columns: count,
  NumberOfFrames: count,
  SamplesPerPixel: count,
  PhotometricInterpretation: text,
  BitsAllocated: count,
  BitsStored: count,
  HighBit: count,
  PixelRepresentation: count,
  PixelSpacing: numbers(2),
  SliceThickness: number,
  SpacingBetweenSlices: number,
  ImagePositionPatient: numbers(3),
  ImageOrientationPatient: numbers(6),
  WindowCenter: someNumbers,
  WindowWidth: someNumbers,
  RescaleIntercept: number,
  RescaleSlope: number,
  BurnedInAnnotation: text,
  LossyImageCompression: text,
});

/** Of CT images, PS3.3 §C.8.2.1. */
export const ctSchema = v.strictObject({
  KVP: number,
  XRayTubeCurrent: integer,
  ExposureTime: integer,
  Exposure: integer,
  GantryDetectorTilt: number,
  ReconstructionDiameter: number,
  ConvolutionKernel: texts,
  CTDIvol: number,
  ContrastBolusAgent: text,
});

/** Of MR images, PS3.3 §C.8.3.1. */
export const mrSchema = v.strictObject({
  MagneticFieldStrength: number,
  ScanningSequence: texts,
  SequenceVariant: texts,
  ScanOptions: texts,
  MRAcquisitionType: text,
  SequenceName: text,
  RepetitionTime: number,
  EchoTime: number,
  InversionTime: number,
  EchoTrainLength: integer,
  FlipAngle: number,
  NumberOfAverages: number,
});

/**
 * What people and programs want to know of an object before they open it; by keyword, each attribute in the entity that
 * it describes. Attributes that are absent, empty, or not in the form of the standard are left out. It holds patient data.
 */
export const objectMetadataSchema = v.strictObject({
  patient: patientSchema,
  study: studySchema,
  series: seriesSchema,
  instance: instanceSchema,
  /** Only of objects with pixel data. */
  image: v.optional(imageSchema),
  /** Only of CT images, enhanced ones too, of which something of it is known. */
  ct: v.optional(ctSchema),
  /** Only of MR images, enhanced ones too, of which something of it is known. */
  mr: v.optional(mrSchema),
});

export type PatientMetadata = v.InferOutput<typeof patientSchema>;
export type StudyMetadata = v.InferOutput<typeof studySchema>;
export type SeriesMetadata = v.InferOutput<typeof seriesSchema>;
export type InstanceMetadata = v.InferOutput<typeof instanceSchema>;
export type ImageMetadata = v.InferOutput<typeof imageSchema>;
export type CtMetadata = v.InferOutput<typeof ctSchema>;
export type MrMetadata = v.InferOutput<typeof mrSchema>;
export type ObjectMetadata = v.InferOutput<typeof objectMetadataSchema>;
