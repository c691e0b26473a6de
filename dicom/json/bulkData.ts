import type { ByteSource } from "../bytes/byteSource";
import { VR_TRAITS, type Vr } from "../dictionary/vr";
import type { FragmentsValue, RangeValue } from "../model/dataElement";

/**
 * The URI of a value that is left in the source, where nobody gives a better one: `offset=…&length=…` in bytes, with
 * `&byteOrder=big` for words in big endian, and `&offsetTable=…&fragments=…` for encapsulated pixel data, which is
 * then the whole of its items. For a deflated data set it counts in the inflated one.
 */
export function formatRangeUri(value: RangeValue | FragmentsValue, vr: Vr): string {
  const range = `offset=${value.offset}&length=${value.lengthBytes}`;
  if (value.kind === "fragments")
    return `${range}&offsetTable=${value.offsetTableBytes}&fragments=${value.fragmentCount}`;
  return value.bigEndian && VR_TRAITS[vr].unitBytes > 1 ? `${range}&byteOrder=big` : range;
}

/** The value that `formatRangeUri` wrote the URI of; `undefined` for any other URI, and beyond the source. */
export function parseRangeUri(uri: string, source: ByteSource): RangeValue | FragmentsValue | undefined {
  const [, offsetText, lengthText, big, tableText, fragmentsText] =
    /^offset=(\d+)&length=(\d+)(?:(&byteOrder=big)|&offsetTable=(\d+)&fragments=(\d+))?$/.exec(uri) ?? [];
  if (offsetText === undefined || lengthText === undefined) return undefined;
  const offset = Number(offsetText);
  const lengthBytes = Number(lengthText);
  if (offset + lengthBytes > source.sizeBytes) return undefined;
  if (tableText === undefined || fragmentsText === undefined)
    return { kind: "range", source, offset, lengthBytes, bigEndian: big !== undefined };
  const [offsetTableBytes, fragmentCount] = [Number(tableText), Number(fragmentsText)];
  return { kind: "fragments", source, offset, lengthBytes, offsetTableBytes, fragmentCount };
}
