import type { DataElement, DataSet } from "../../../dicom";
import { isPrivate } from "../../../dicom/dictionary/tag";
import { uint16 } from "./bytes";
import { element, objectOf, privateCreator, sequence } from "./dataSets";
import { deidentified, policyWith } from "./deidentified";

export const SAFE = policyWith(["retainSafePrivate"]);

// Creators of Table E.3.10-1, PS3.15
export const PHILIPS = "Philips Imaging DD 001";
export const SIEMENS_US = "SIEMENS Ultrasound SC2000";
export const PET = "Philips PET Private Group";

/** An attribute that the table has, in a block of its own. */
export const suv = (block = 0x10): DataElement[] => [
  privateCreator(0x7053, block, PET),
  element(0x70530000 + block * 0x100, "1.25", "DS"),
];

/** What is left of a data set. */
export function after(elements: readonly DataElement[], policy = SAFE): DataSet {
  return deidentified(objectOf(elements), policy).object.dataSet;
}

export const privateTags = (dataSet: DataSet | undefined): string[] =>
  (dataSet?.elements ?? [])
    .filter(({ tag }) => isPrivate(tag))
    .map(({ tag }) => tag.toString(16).padStart(8, "0"));

/** Private Data Element Characteristics, one item of (0008,0300). */
export function declaredBlock(
  status: string,
  {
    group = 0x0029,
    creator = "ACME 1.0",
    more = [],
  }: { group?: number; creator?: string; more?: DataElement[] } = {},
): DataElement[] {
  return [
    element("PrivateGroupReference", uint16(group)),
    element("PrivateCreatorReference", creator),
    element("BlockIdentifyingInformationStatus", status),
    ...more,
  ];
}

/** A block that no table knows. */
export const ACME = [
  privateCreator(0x0029, 0x10, "ACME 1.0"),
  element(0x00291001, uint16(7), "US"),
  element(0x00291002, uint16(8), "US"),
];

/** What a file says of its blocks. */
export const declaring = (...items: DataElement[][]): DataElement =>
  sequence("PrivateDataElementCharacteristicsSequence", ...items);
