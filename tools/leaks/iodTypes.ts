/**
 * The types of attributes that Table E.1-1 has conditional actions for, or removes although the IOD asks for them, at the
 * top level of some IODs: read from the module tables of PS3.3 by hand, as an answer key beside the engine's generated tables.
 */
import { tagOfName, type Keyword, type Tag } from "../../dicom";

export type AttributeType = "1" | "2" | "3";

type Types = Readonly<Partial<Record<Keyword, AttributeType>>>;

/** Of type 2C. */
const PATIENT: Types = { ResponsiblePerson: "2", ResponsibleOrganization: "2" };

const GENERAL_EQUIPMENT: Types = { InstitutionName: "3", StationName: "3" };

/** General Series and General Equipment. */
const COMMON: Types = { ...GENERAL_EQUIPMENT, PerformingPhysicianName: "3", ProtocolName: "3" };

const IMAGE: Types = {
  ...COMMON,
  AcquisitionDate: "3",
  AcquisitionDateTime: "3",
  AcquisitionTime: "3",
  OperatorsName: "3",
  SeriesDate: "3",
  SeriesTime: "3",
};

/** IODs as `iods.ts` names them. */
const TYPES: Readonly<Record<string, Types>> = {
  ct: { ...IMAGE, DeviceSerialNumber: "3" },
  mr: { ...IMAGE, DeviceSerialNumber: "3" },
  cr: { ...IMAGE, DeviceSerialNumber: "3" },
  us: { ...IMAGE, DeviceSerialNumber: "3" },
  pet: {
    ...COMMON,
    OperatorsName: "3",
    SeriesDate: "1",
    SeriesTime: "1",
    AcquisitionDate: "2",
    AcquisitionTime: "2",
  },
  rtstruct: {
    ...GENERAL_EQUIPMENT, // and RT Series, which has no Protocol Name
    OperatorsName: "2",
    StructureSetDate: "2",
    StructureSetTime: "2",
    StructureSetLabel: "1",
  },
  sr: { ...COMMON, ContentDate: "1", ContentTime: "1" },
  ko: { ...COMMON, ContentDate: "1", ContentTime: "1" },
  seg: { ...COMMON, DeviceSerialNumber: "1", ContentDate: "1", ContentTime: "1", ContentCreatorName: "2" },
  ecg: { ...COMMON, AcquisitionDateTime: "1", ContentDate: "1", ContentTime: "1" },
  pr: { ...COMMON, ContentCreatorName: "2", PresentationCreationDate: "1", PresentationCreationTime: "1" },
};

const byTag = new Map<string, ReadonlyMap<Tag, AttributeType>>();

/** The type of an attribute at the top level of an IOD; `undefined` where this page does not say it. */
export function typeInIod(iod: string, tag: Tag): AttributeType | undefined {
  let types = byTag.get(iod);
  if (!types) {
    const entries = Object.entries({ ...PATIENT, ...TYPES[iod] }) as [Keyword, AttributeType][];
    byTag.set(iod, (types = new Map(entries.map(([keyword, type]) => [tagOfName(keyword), type]))));
  }
  return types.get(tag);
}
