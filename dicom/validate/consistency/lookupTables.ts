import type { Keyword } from "../../dictionary/attributes";
import type { LocalCheck, LocalChecks } from "./localChecks";
import { counted, valueOf } from "../facts";
import { bytesOf, type DataElement } from "../../model/dataElement";

/** What a descriptor says, PS3.3 §C.11.1.1; `undefined` where it does not have three words. */
function describeTable({ value }: DataElement): { entries: number; bits: number } | undefined {
  if (value.kind !== "bytes" || value.lengthBytes !== 6) return undefined;
  const bytes = bytesOf(value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Of any VR: 0 entries are 65536, which would be negative in SS.
  const entries = view.getUint16(0, !value.bigEndian) || 65536;
  return { entries, bits: view.getUint16(4, !value.bigEndian) };
}

/** The data has as many entries as its descriptor says, of 8 bits in bytes or words, or of more in words. */
const tableOf =
  (data: Keyword, clause: string): LocalCheck =>
  (element, { dataSet, place, context }) => {
    const table = describeTable(element);
    const value = dataSet.get(data)?.value;
    if (!table || (value?.kind !== "bytes" && value?.kind !== "range")) return;
    const { entries, bits } = table;
    const { lengthBytes } = value;
    const inBytes = entries + (entries % 2);
    const fits =
      lengthBytes === 2 * entries || (bits <= 8 && (lengthBytes === inBytes || lengthBytes === entries));
    const hasBits = bits >= 8 && bits <= 16;
    if (fits && hasBits) return;
    context.log.add("LENGTH_MISMATCH", element.tag, place, {
      clause,
      expected: hasBits ? `the length of ${data}` : "8 to 16 bits",
      found: () => (hasBits ? `${counted(lengthBytes, "byte")} in it` : undefined),
      value: () => valueOf(dataSet, element.tag),
    });
  };

const PALETTE = "PS3.3 §C.7.6.3.1.5";

/** Descriptors of lookup tables. */
export const LOOKUP_TABLE_CHECKS: LocalChecks = {
  LUTDescriptor: tableOf("LUTData", "PS3.3 §C.11.1.1"),
  RedPaletteColorLookupTableDescriptor: tableOf("RedPaletteColorLookupTableData", PALETTE),
  GreenPaletteColorLookupTableDescriptor: tableOf("GreenPaletteColorLookupTableData", PALETTE),
  BluePaletteColorLookupTableDescriptor: tableOf("BluePaletteColorLookupTableData", PALETTE),
  AlphaPaletteColorLookupTableDescriptor: tableOf("AlphaPaletteColorLookupTableData", PALETTE),
};
