import {
  ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH,
  EXTENDED_OFFSET_TABLE,
  EXTENDED_OFFSET_TABLE_LENGTHS,
  PIXEL_DATA,
} from "../../dictionary/tags";
import type { DataElement, FragmentsValue } from "../../model/dataElement";
import type { FragmentInspection } from "../../pixels/fragments/inspectFragments";
import { ITEM_HEADER_BYTES } from "../../syntax/offsetTable";
import { readBigInts } from "../../text/numbers";
import type { EditSession } from "../actions/editSession";
import { createDecision } from "../rules/decision";

const NOT_TRUE = createDecision("remove", "offsets of fragments that are not there", "unlisted");
const TABLES = [
  EXTENDED_OFFSET_TABLE,
  EXTENDED_OFFSET_TABLE_LENGTHS,
  ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH,
];

/**
 * Removes the Extended Offset Table, its lengths and the total length (PS3.3 C.7.6.3.1.8) where they do not say where the
 * fragments are: they may then be anything. All three are about encapsulated pixel data and may be absent.
 */
export function settleOffsetTables(
  elements: DataElement[],
  fragments: FragmentInspection | undefined,
  session: EditSession,
): void {
  const pixels = elements.find(({ tag }) => tag === PIXEL_DATA)?.value;
  const isTrue = (element: DataElement) => {
    if (pixels?.kind !== "fragments") return false;
    return element.tag === ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH
      ? saysLengthOf(pixels, element)
      : fragments?.extendedTableAgrees === true;
  };
  for (const tag of TABLES) {
    const index = elements.findIndex((element) => element.tag === tag);
    const element = elements[index];
    if (!element || isTrue(element)) continue;
    elements.splice(index, 1);
    session.log.add(tag, undefined, NOT_TRUE);
  }
}

/** The bytes of all fragments, with the one that makes them even or without it. */
function saysLengthOf(
  { lengthBytes, offsetTableBytes, fragmentCount }: FragmentsValue,
  element: DataElement,
) {
  const { value } = element;
  if (value.kind !== "bytes" || value.lengthBytes !== 8) return false;
  const said = readBigInts(element)[0] ?? 0n;
  const inside = BigInt(lengthBytes - offsetTableBytes - ITEM_HEADER_BYTES * (1 + fragmentCount));
  return said === inside || said === inside - 1n;
}
