import { bytesOf, type DataElement, type DataSet, type Tag } from "../../../dicom";

/** Sequences and items from the top down. */
export type Items = readonly (readonly [Tag, number])[];

/** The data set or item; `undefined` where it is no more. */
export function dataSetAt(dataSet: DataSet, items: Items): DataSet | undefined {
  let found: DataSet | undefined = dataSet;
  for (const [tag, index] of items) {
    const value: DataElement["value"] | undefined = found?.get(tag)?.value;
    found = value?.kind === "sequence" ? value.items[index] : undefined;
  }
  return found;
}

/** Calls for every element at every level. */
export function walk(
  dataSet: DataSet,
  visit: (element: DataElement, items: Items, holder: DataSet) => void,
  items: Items = [],
): void {
  for (const element of dataSet.elements) {
    visit(element, items, dataSet);
    if (element.value.kind !== "sequence") continue;
    for (const [index, item] of element.value.items.entries())
      walk(item, visit, [...items, [element.tag, index]]);
  }
}

/** The value field as Latin-1 without padding; `undefined` for sequences and what is left in the source. */
export function textOf(element: DataElement | undefined): string | undefined {
  if (element?.value.kind !== "bytes") return undefined;
  return Buffer.from(bytesOf(element.value))
    .toString("latin1")
    .replace(/[\0 ]+$/, "");
}
