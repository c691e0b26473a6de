import * as v from "valibot";
import { attributeOf, tagOf } from "../../dicom/dictionary/attributes";
import { DicomFormatError } from "../../dicom/errors";
import type { DataSet } from "../../dicom/model/dataSet";
import type { DicomObject } from "../../dicom/model/dicomObject";
import { sopClassUidOf, sopInstanceUidOf } from "../../dicom/model/objectIdentity";
import { describePixels } from "../../dicom/pixels/pixelDescription";
import { hasForm } from "../../dicom/text/valueForm";
import { readNumbers, readText } from "../../dicom/text/values";
import { valueOfAllFrames } from "./functionalGroups";
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
 * The metadata of an object, from the top level of its data set; of images also from the functional groups of all frames.
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
    ...(describePixels(dataSet) && { image: extractOfFrames(imageSchema, dataSet) }),
    ...(CT_CLASSES.has(SOPClassUID) && withoutEmpty({ ct: extractOfFrames(ctSchema, dataSet) })),
    ...(MR_CLASSES.has(SOPClassUID) && withoutEmpty({ mr: extractOfFrames(mrSchema, dataSet) })),
  };
}

/** An entity of which nothing is known is left out, too. */
const withoutEmpty = <Entities extends Readonly<Record<string, object>>>(
  entities: Entities,
): Partial<Entities> =>
  Object.values(entities).every((entity) => Object.keys(entity).length === 0) ? {} : entities;

/** The same as `extract`, and what functional groups say of all frames where the top level says nothing. */
function extractOfFrames<Schema extends EntitySchema>(
  schema: Schema,
  dataSet: DataSet,
): v.InferOutput<Schema> {
  const lacking = Object.keys(schema.entries).filter((keyword) => valueOf(keyword, dataSet) === undefined);
  const known = lacking.map((keyword) => [
    keyword,
    valueOfAllFrames(dataSet, (item) => valueOf(keyword, item)),
  ]);
  return extract(schema, dataSet, Object.fromEntries(known) as Record<string, unknown>);
}

/**
 * The fields of a schema that the data set has in their form.
 *
 * @param known values that are not the data set's alone to say
 */
function extract<Schema extends EntitySchema>(
  schema: Schema,
  dataSet: DataSet,
  known: Readonly<Record<string, unknown>> = {},
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
