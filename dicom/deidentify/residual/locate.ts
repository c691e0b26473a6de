import type { Tag } from "../../dictionary/tag";
import { FILE_META_INFORMATION_GROUP_LENGTH } from "../../dictionary/tags";
import type { DataElement } from "../../model/dataElement";
import { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import type { ItemPlace } from "../../model/elementPath";
import { dataSetBytes } from "../../write/elementSize";
import { planWrite } from "../../write/planWrite";

const PREAMBLE_BYTES = 128;
const PREFIX_BYTES = 4;
const GROUP_LENGTH_BYTES = 12;

/** The element that a byte of an output belongs to. */
export interface Located {
  readonly element: DataElement;
  /** The data set or item that holds it. */
  readonly dataSet: DataSet;
  readonly place: ItemPlace | undefined;
}

/** Answers which element is at an offset of the output, before deflation. */
export type Locate = (offset: number) => Located | undefined;

/** Plans the output once more to see which bytes are whose: for when something was found, which is rare. */
export function createLocate(object: DicomObject): Locate {
  const elements: DataElement[] = [];
  const { segments } = planWrite(object, (element) => String(elements.push(element) - 1));
  const { ends, owners } = fileMetaEnds(object.fileMeta, elements);
  let position = 0;
  for (const segment of segments) {
    if (segment.kind === "literal") {
      for (const { endOffset, rule } of segment.spans) {
        if (position + endOffset <= (ends.at(-1) ?? 0)) continue; // the preamble and file meta information
        ends.push(position + endOffset);
        owners.push(rule);
      }
      position += segment.bytes.length;
    } else {
      ends.push((position += segment.lengthBytes));
      owners.push(segment.rule);
    }
  }
  const holders = holdersOf(object.dataSet, undefined, holdersOf(object.fileMeta));
  return (offset) => {
    let index = 0;
    for (let high = ends.length; index < high;) {
      const middle = (index + high) >>> 1;
      if ((ends[middle] ?? 0) <= offset) index = middle + 1;
      else high = middle;
    }
    const element = elements[Number(owners[index])];
    const holder = element && holders.get(element);
    return element && holder && { element, ...holder };
  };
}

/** Where the elements of the file meta information end, which has one rule for all; `planWrite` for their order. */
function fileMetaEnds(fileMeta: DataSet, elements: DataElement[]): { ends: number[]; owners: string[] } {
  const ends = [PREAMBLE_BYTES + PREFIX_BYTES + GROUP_LENGTH_BYTES];
  const owners = ["file meta"];
  for (const element of fileMeta.elements) {
    if (element.tag === FILE_META_INFORMATION_GROUP_LENGTH) continue;
    ends.push((ends.at(-1) ?? 0) + dataSetBytes(new DataSet([element]), true, new Map()));
    owners.push(String(elements.push(element) - 1));
  }
  return { ends, owners };
}

type Holder = Pick<Located, "dataSet" | "place">;

function holdersOf(dataSet: DataSet, place?: ItemPlace, holders = new Map<DataElement, Holder>()) {
  for (const element of dataSet.elements) {
    holders.set(element, { dataSet, place });
    const { value } = element;
    if (value.kind !== "sequence") continue;
    const { tag }: { tag: Tag } = element;
    value.items.forEach((item, index) => holdersOf(item, { parent: place, tag, index }, holders));
  }
  return holders;
}
