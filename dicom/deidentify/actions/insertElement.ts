import type { DataElement } from "../../model/dataElement";

/** Puts an element in its place among elements in ascending order, instead of what had its tag. */
export function insertElement(elements: DataElement[], element: DataElement): void {
  let at = elements.length;
  while (at > 0 && (elements[at - 1] as DataElement).tag >= element.tag) at--;
  elements.splice(at, elements[at]?.tag === element.tag ? 1 : 0, element);
}
