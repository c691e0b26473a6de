import { expect } from "chai";
import {
  planToBuffer,
  type DataElement,
  type DicomObject,
  type Policy,
  type WritePlan,
} from "../../../dicom";
import { element, objectOf } from "./dataSets";
import { deidentified, policyWith } from "./deidentified";

/** Where an image comment is found. */
export const COMMENTS = "00204000";

export const KEEPS_COMMENTS = policyWith([], [{ attribute: "ImageComments", action: "K" }]);

export const PATIENT = [
  element("PatientName", "Farnsworth^Wim"),
  element("PatientID", "HN-4711-23"),
  element("PatientBirthDate", "19580312"),
  element("AccessionNumber", "A20983344"),
  element("InstitutionName", "Saint Elsewhere"),
  element("ReferringPhysicianName", "Li^Na"),
];

/** Where in the output something of the source was found; `undefined` where nothing was. */
export async function foundIn(
  elements: readonly DataElement[],
  policy: Policy = KEEPS_COMMENTS,
  changes: Partial<DicomObject> = {},
): Promise<string | undefined> {
  return foundInPlan(deidentified(objectOf([...PATIENT, ...elements], changes), policy).plan);
}

export async function foundInPlan(plan: WritePlan): Promise<string | undefined> {
  try {
    await planToBuffer(plan);
    return undefined;
  } catch (error) {
    const { code, path, message } = error as { code: string; path?: string; message: string };
    expect(code).to.equal("RESIDUAL_IDENTIFIER");
    expect(message).to.match(/^a value that was removed from [0-9A-F]{8} still stands in the output$/);
    return path;
  }
}

/** The same, of an image comment. */
export const comment = (text: string | Uint8Array) => foundIn([element("ImageComments", text)]);
