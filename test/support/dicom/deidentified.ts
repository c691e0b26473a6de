/** Shorthands for tests of de-identification. */
import { bytesOf, planToBuffer, type DataSet, type DicomObject } from "../../../dicom";
import { deidentify, type Deidentification } from "../../../dicom/deidentify/deidentify";
import { PIXEL_REASONS } from "../../../dicom/pixels/pixelReasons";
import { createDeidentificationKey } from "../../../dicom/deidentify/identity/deidentificationKey";
import type { Policy, PolicyOption, PolicyRule } from "../../../dicom/deidentify/policy/policy";
import { tagOfName, type AttributeName } from "./dataSets";

export const KEY = createDeidentificationKey(Buffer.alloc(32, 0x5a));
export const OTHER_KEY = createDeidentificationKey(Buffer.alloc(32, 0xa5));

export const MODIFIED_DATES = "retainLongitudinalTemporalInformationModifiedDates";
export const FULL_DATES = "retainLongitudinalTemporalInformationFullDates";

export function policyWith(options: readonly PolicyOption[] = [], rules: readonly PolicyRule[] = []): Policy {
  return { profile: "basic", options, rules };
}

/** A policy under which no object is held for what its pixels or documents may show: that is judged elsewhere. */
export function letThrough(policy: Policy): Policy {
  return { ...policy, pixels: { rules: [], letThrough: PIXEL_REASONS } };
}

/** The Basic Profile without any option. */
export const BASIC = policyWith();

export function deidentified(object: DicomObject, policy = BASIC, key = KEY): Deidentification {
  return deidentify(object, { policy, key });
}

/** All bytes of the output file as ISO 8859-1 text, to look for planted values in. */
export async function outputText({ plan }: Deidentification): Promise<string> {
  return Buffer.from(await planToBuffer(plan)).toString("latin1");
}

/** The value field as text without padding; `undefined` where the attribute is absent, `[n]` for a sequence of n items. */
export function textAt(dataSet: DataSet | undefined, name: AttributeName): string | undefined {
  const value = dataSet?.get(tagOfName(name))?.value;
  if (value === undefined) return undefined;
  if (value.kind === "sequence") return `[${value.items.length}]`;
  if (value.kind !== "bytes") return `(${value.kind})`;
  return Buffer.from(bytesOf(value))
    .toString("latin1")
    .replace(/[\0 ]+$/, "");
}

/** Item `index` of a sequence. */
export function itemAt(dataSet: DataSet | undefined, name: AttributeName, index = 0): DataSet | undefined {
  const value = dataSet?.get(tagOfName(name))?.value;
  return value?.kind === "sequence" ? value.items[index] : undefined;
}
