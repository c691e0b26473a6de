/**
 * What PS3.3 asks of the attributes of patient, study, series, image and modality: presence by type, and
 * values where the standard lists them. The form of values is checked by VR elsewhere, at every depth.
 */
import * as v from "valibot";
import type { Keyword } from "../../../dicom/dictionary/attributes";
import type { FindingCode } from "./finding";

type AttributeSchema = v.GenericSchema;

/** Attributes by keyword; each is the list of its values, `undefined` where the element is absent. */
export interface ModuleSchema {
  readonly clause: string;
  readonly attributes: Readonly<Partial<Record<Keyword, AttributeSchema>>>;
}

const code = (findingCode: FindingCode) => findingCode;
const values = v.array(v.string(), code("MISSING_ATTRIBUTE"));

const oneOf = (allowed: readonly string[]) =>
  v.everyItem<string[], FindingCode>(
    (value) => value === "" || allowed.includes(value),
    code("UNEXPECTED_VALUE"),
  );

/** There, with a value: type 1 of PS3.5 §7.4.1. */
const required = () =>
  v.pipe(
    values,
    v.someItem((value) => value !== "", code("EMPTY_ATTRIBUTE")),
  );
const requiredOf = (...allowed: string[]) => v.pipe(required(), oneOf(allowed));

/** There, maybe empty: type 2 of PS3.5 §7.4.3. */
const present = () => values;
const presentOf = (...allowed: string[]) => v.pipe(values, oneOf(allowed));

const optionalOf = (...allowed: string[]) => v.optional(v.pipe(v.array(v.string()), oneOf(allowed)));

export const PATIENT: ModuleSchema = {
  clause: "PS3.3 §C.7.1.1",
  attributes: {
    PatientName: present(),
    PatientID: present(),
    PatientBirthDate: present(),
    PatientSex: presentOf("M", "F", "O"),
    PatientIdentityRemoved: optionalOf("YES", "NO"),
  },
};

export const STUDY: ModuleSchema = {
  clause: "PS3.3 §C.7.2.1",
  attributes: {
    StudyInstanceUID: required(),
    StudyDate: present(),
    StudyTime: present(),
    ReferringPhysicianName: present(),
    StudyID: present(),
    AccessionNumber: present(),
  },
};

export const SERIES: ModuleSchema = {
  clause: "PS3.3 §C.7.3.1",
  attributes: {
    Modality: required(),
    SeriesInstanceUID: required(),
    SeriesNumber: present(),
    Laterality: optionalOf("R", "L"),
  },
};

export const IMAGE: ModuleSchema = {
  clause: "PS3.3 §C.7.6.1",
  attributes: {
    InstanceNumber: present(),
    BurnedInAnnotation: optionalOf("YES", "NO"),
    RecognizableVisualFeatures: optionalOf("YES", "NO"),
    LossyImageCompression: optionalOf("00", "01"),
  },
};

/** What a SOP class adds, with the modality that its series has. */
interface ModalitySchema extends ModuleSchema {
  readonly modalities: readonly string[];
}

const STORAGE = "1.2.840.10008.5.1.4.1.1";

/** By SOP Class UID; classes that are not here are held to the general modules only. */
export const MODALITIES: Readonly<Record<string, ModalitySchema>> = {
  [`${STORAGE}.1`]: {
    modalities: ["CR"],
    clause: "PS3.3 §C.8.1.1",
    attributes: { BodyPartExamined: present(), ViewPosition: present() },
  },
  [`${STORAGE}.1.1`]: {
    modalities: ["DX", "RG"],
    clause: "PS3.3 §C.8.11.3",
    attributes: {
      ImageType: required(),
      PixelIntensityRelationship: required(),
      PixelIntensityRelationshipSign: required(),
      RescaleIntercept: required(),
      RescaleSlope: required(),
      BurnedInAnnotation: requiredOf("YES", "NO"),
    },
  },
  [`${STORAGE}.2`]: {
    modalities: ["CT"],
    clause: "PS3.3 §C.8.2.1",
    attributes: {
      ImageType: required(),
      RescaleIntercept: required(),
      RescaleSlope: required(),
      KVP: present(),
      AcquisitionNumber: present(),
    },
  },
  [`${STORAGE}.4`]: {
    modalities: ["MR"],
    clause: "PS3.3 §C.8.3.1",
    attributes: {
      ImageType: required(),
      ScanningSequence: required(),
      SequenceVariant: required(),
      ScanOptions: present(),
      MRAcquisitionType: present(),
      EchoTime: present(),
      EchoTrainLength: present(),
    },
  },
  [`${STORAGE}.6.1`]: {
    modalities: ["US", "IVUS"],
    clause: "PS3.3 §C.8.5.6",
    attributes: { ImageType: present() },
  },
  [`${STORAGE}.7`]: {
    modalities: [], // any: what was captured says
    clause: "PS3.3 §C.8.6.1",
    attributes: { ConversionType: requiredOf("DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN") },
  },
  [`${STORAGE}.20`]: {
    modalities: ["NM"],
    clause: "PS3.3 §C.8.4.8",
    attributes: { ImageType: required(), FrameIncrementPointer: required() },
  },
  [`${STORAGE}.128`]: {
    modalities: ["PT"],
    clause: "PS3.3 §C.8.9.1",
    attributes: {
      SeriesDate: required(),
      SeriesTime: required(),
      Units: required(),
      SeriesType: required(),
      CorrectedImage: present(),
      DecayCorrection: required(),
      CollimatorType: present(),
    },
  },
};
