import * as v from "valibot";
import { attributeOf, tagOf } from "../../dicom/dictionary/attributes";
import { DicomFormatError } from "../../dicom/errors";
import type { DataSet } from "../../dicom/model/dataSet";
import type { DicomObject } from "../../dicom/model/dicomObject";
import { sopClassUidOf, sopInstanceUidOf } from "../../dicom/model/objectIdentity";
import { describePixels } from "../../dicom/pixels/pixelDescription";
import { hasForm } from "../../dicom/text/valueForm";
import { readNumbers, readText } from "../../dicom/text/values";
import {
  ctSchema,
  imageSchema,
  instanceSchema,
  mrSchema,
  patientSchema,
  seriesSchema,
  studySchema,
  type ObjectMetadata,
} from "./objectMetadata";

/** VRs whose values are numbers, also where they are written as text. */
const NUMERIC_VRS: ReadonlySet<string> = new Set(["DS", "FD", "FL", "IS", "SL", "SS", "UL", "US"]);

const STORAGE = "1.2.840.10008.5.1.4.1.1";
const CT_CLASSES: ReadonlySet<string> = new Set([`${STORAGE}.2`, `${STORAGE}.2.1`, `${STORAGE}.2.2`]);
const MR_CLASSES: ReadonlySet<string> = new Set([
  `${STORAGE}.4`,
  `${STORAGE}.4.1`,
  `${STORAGE}.4.3`,
  `${STORAGE}.4.4`,
]);

type EntitySchema = v.StrictObjectSchema<v.ObjectEntries, undefined>;

/**
 * The metadata of an object, from the top level of its data set.
 *
 * @throws DicomFormatError `MISSING_SOP_CLASS_UID`, `MISSING_SOP_INSTANCE_UID` for what says neither what nor which it is
 */
export function extractMetadata(object: DicomObject): ObjectMetadata {
  const { dataSet, transferSyntax } = object;
  const SOPClassUID = sopClassUidOf(object);
  if (SOPClassUID === undefined)
    throw new DicomFormatError("MISSING_SOP_CLASS_UID", "the object does not say what it is");
  const SOPInstanceUID = sopInstanceUidOf(object);
  if (SOPInstanceUID === undefined)
    throw new DicomFormatError("MISSING_SOP_INSTANCE_UID", "the object does not say which one it is");
  return {
    patient: extract(patientSchema, dataSet),
    study: extract(studySchema, dataSet),
    series: extract(seriesSchema, dataSet),
    instance: extract(instanceSchema, dataSet, {
      SOPClassUID,
      SOPInstanceUID,
      TransferSyntaxUID: transferSyntax.uid,
    }),
    ...(describePixels(dataSet) && { image: extract(imageSchema, dataSet) }),
    ...(CT_CLASSES.has(SOPClassUID) && { ct: extract(ctSchema, dataSet) }),
    ...(MR_CLASSES.has(SOPClassUID) && { mr: extract(mrSchema, dataSet) }),
  };
}

/**
 * The fields of a schema that the data set has in their form.
 *
 * @param known values that are not the data set's alone to say
 */
function extract<Schema extends EntitySchema>(
  schema: Schema,
  dataSet: DataSet,
  known: Readonly<Record<string, string>> = {},
): v.InferOutput<Schema> {
  const found: Record<string, unknown> = {};
  for (const [keyword, form] of Object.entries(schema.entries)) {
    const value = known[keyword] ?? valueOf(keyword, dataSet);
    if (value !== undefined && v.is(form, value)) found[keyword] = value;
  }
  return found;
}

/** One value, or all where the dictionary allows several; numbers as numbers. */
function valueOf(keyword: string, dataSet: DataSet): unknown {
  const tag = tagOf(keyword);
  const element = tag === undefined ? undefined : dataSet.get(tag);
  const attribute = tag === undefined ? undefined : attributeOf(tag);
  if (!element || !attribute) return undefined;
  const isNumeric = attribute.vr.split("|").every((vr) => NUMERIC_VRS.has(vr));
  const texts = readText(element, dataSet);
  if (texts.every((text) => text === "")) return undefined;
  // Reading understands `1.0` where an IS should stand; as a number it would look like one.
  if (isNumeric && !texts.every((text) => hasForm(element.vr, text))) return undefined;
  const values = isNumeric ? readNumbers(element) : texts;
  return attribute.vm === "1" ? values[0] : values;
}
