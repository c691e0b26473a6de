/**
 * What PS3.3 asks of the attributes of patient, study, series, image and modality: presence by type, and
 * values where the standard lists them. The form of values is checked by VR elsewhere, at every depth.
 */
import type { Keyword } from "../../../dicom/dictionary/attributes";

/** What a module asks of one attribute. */
export interface AttributeRequirement {
  /** PS3.5 §7.4: 1 is there with a value, 2 is there, 3 may be there. */
  readonly type: 1 | 2 | 3;
  /** The values that the standard lists; absent where it lists none. */
  readonly values?: readonly string[];
}

/** Attributes by keyword. */
export interface ModuleAttributes {
  readonly clause: string;
  readonly attributes: Readonly<Partial<Record<Keyword, AttributeRequirement>>>;
}

const ofType =
  (type: 1 | 2 | 3) =>
  (...values: string[]): AttributeRequirement =>
    values.length > 0 ? { type, values } : { type };
const type1 = ofType(1);
const type2 = ofType(2);
const type3 = ofType(3);

export const PATIENT: ModuleAttributes = {
  clause: "PS3.3 §C.7.1.1",
  attributes: {
    PatientName: type2(),
    PatientID: type2(),
    PatientBirthDate: type2(),
    PatientSex: type2("M", "F", "O"),
    PatientIdentityRemoved: type3("YES", "NO"),
  },
};

export const STUDY: ModuleAttributes = {
  clause: "PS3.3 §C.7.2.1",
  attributes: {
    StudyInstanceUID: type1(),
    StudyDate: type2(),
    StudyTime: type2(),
    ReferringPhysicianName: type2(),
    StudyID: type2(),
    AccessionNumber: type2(),
  },
};

export const SERIES: ModuleAttributes = {
  clause: "PS3.3 §C.7.3.1",
  attributes: {
    Modality: type1(),
    SeriesInstanceUID: type1(),
    SeriesNumber: type2(),
    Laterality: type3("R", "L"),
  },
};

export const IMAGE: ModuleAttributes = {
  clause: "PS3.3 §C.7.6.1",
  attributes: {
    InstanceNumber: type2(),
    BurnedInAnnotation: type3("YES", "NO"),
    RecognizableVisualFeatures: type3("YES", "NO"),
    LossyImageCompression: type3("00", "01"),
  },
};

/** What a SOP class adds, with the modality that its series has. */
interface ModalityAttributes extends ModuleAttributes {
  readonly modalities: readonly string[];
}

const STORAGE = "1.2.840.10008.5.1.4.1.1";

/** By SOP Class UID; classes that are not here are held to the general modules only. */
export const MODALITIES: Readonly<Record<string, ModalityAttributes>> = {
  [`${STORAGE}.1`]: {
    modalities: ["CR"],
    clause: "PS3.3 §C.8.1.1",
    attributes: { BodyPartExamined: type2(), ViewPosition: type2() },
  },
  [`${STORAGE}.1.1`]: {
    modalities: ["DX", "RG"],
    clause: "PS3.3 §C.8.11.3",
    attributes: {
      ImageType: type1(),
      PixelIntensityRelationship: type1(),
      PixelIntensityRelationshipSign: type1(),
      RescaleIntercept: type1(),
      RescaleSlope: type1(),
      BurnedInAnnotation: type1("YES", "NO"),
    },
  },
  [`${STORAGE}.2`]: {
    modalities: ["CT"],
    clause: "PS3.3 §C.8.2.1",
    attributes: {
      ImageType: type1(),
      RescaleIntercept: type1(),
      RescaleSlope: type1(),
      KVP: type2(),
      AcquisitionNumber: type2(),
    },
  },
  [`${STORAGE}.4`]: {
    modalities: ["MR"],
    clause: "PS3.3 §C.8.3.1",
    attributes: {
      ImageType: type1(),
      ScanningSequence: type1(),
      SequenceVariant: type1(),
      ScanOptions: type2(),
      MRAcquisitionType: type2(),
      EchoTime: type2(),
      EchoTrainLength: type2(),
    },
  },
  [`${STORAGE}.6.1`]: {
    modalities: ["US", "IVUS"],
    clause: "PS3.3 §C.8.5.6",
    attributes: { ImageType: type2() },
  },
  [`${STORAGE}.7`]: {
    modalities: [], // any: what was captured says
    clause: "PS3.3 §C.8.6.1",
    attributes: { ConversionType: type1("DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN") },
  },
  [`${STORAGE}.20`]: {
    modalities: ["NM"],
    clause: "PS3.3 §C.8.4.8",
    attributes: { ImageType: type1(), FrameIncrementPointer: type1() },
  },
  [`${STORAGE}.128`]: {
    modalities: ["PT"],
    clause: "PS3.3 §C.8.9.1",
    attributes: {
      SeriesDate: type1(),
      SeriesTime: type1(),
      Units: type1(),
      SeriesType: type1(),
      CorrectedImage: type2(),
      DecayCorrection: type1(),
      CollimatorType: type2(),
    },
  },
};
