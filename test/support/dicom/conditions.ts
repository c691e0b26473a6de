/** Asks the conditions of attributes of type 1C and 2C. */
import { createDataSet, type AttributeValues, type DataSet } from "../../../dicom";
import { tagOf, type Keyword } from "../../../dicom/dictionary/attributes";
import type { AttributeCondition } from "../../../dicom/validate/iod/condition";
import { CONDITIONS } from "../../../dicom/validate/iod/conditions";

/** The row of an attribute, of those that its holder has. */
function conditionOf(attribute: Keyword, holder: string): AttributeCondition {
  const condition = CONDITIONS.find(tagOf(attribute), new Set([holder]));
  if (!condition) throw new Error(`${attribute} of ${holder} has no condition`);
  return condition;
}

/** In a data set of `values`, or in the first item at a place of it. */
export function holds(
  attribute: Keyword,
  holder: string,
  values: AttributeValues,
  sopClassUid = "",
  ...path: Keyword[]
) {
  const root = createDataSet(values);
  let dataSet: DataSet = root;
  for (const sequence of path) dataSet = dataSet.items(sequence)[0] ?? dataSet;
  return conditionOf(attribute, holder).required({ dataSet, root, sopClassUid });
}

/** What is not there otherwise. */
export const isForbidden = (attribute: Keyword, holder: string) =>
  conditionOf(attribute, holder).otherwise === "forbidden";
