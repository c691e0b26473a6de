import { createHash } from "node:crypto";
import { swapBytes } from "../../dicom/bytes/swapBytes";

/** Binary content by its digests, which is all that a comparison needs. */
interface BinaryContent {
  readonly lengthBytes: number;
  readonly digest: string;
  /** Of the same with the two bytes of each word swapped. */
  readonly swappedDigest: string;
}

/** One attribute, at any level, in a form that can be compared. */
export interface FlatElement {
  readonly vr: string;
  /** Values, `null` for an empty one; of a sequence nothing, since its items are elements of their own. */
  readonly values: readonly (string | number | null)[];
  readonly binary?: BinaryContent;
  /** Number of items. */
  readonly items?: number;
}

/** Attributes by path, such as `00081140[0].00081155`. */
export type FlatDataSet = Map<string, FlatElement>;

type Json = Readonly<Record<string, unknown>>;

/** @param bulkDataOf the bytes that a `BulkDataURI` stands for, in little endian */
export function flatten(
  json: unknown,
  bulkDataOf: (uri: string) => Uint8Array | undefined,
  prefix = "",
  flat: FlatDataSet = new Map(),
): FlatDataSet {
  for (const [tag, attribute] of Object.entries(json as Json)) {
    const { vr, Value, InlineBinary, BulkDataURI } = attribute as Json;
    const values = Array.isArray(Value) ? (Value as unknown[]) : [];
    const path = `${prefix}${tag.toUpperCase()}`;
    if (vr === "SQ") {
      flat.set(path, { vr, values: [], items: values.length });
      values.forEach((item, index) => flatten(item ?? {}, bulkDataOf, `${path}[${index}].`, flat));
      continue;
    }
    const binary =
      typeof InlineBinary === "string"
        ? Buffer.from(InlineBinary, "base64")
        : typeof BulkDataURI === "string"
          ? bulkDataOf(BulkDataURI)
          : undefined;
    flat.set(path, {
      vr: String(vr),
      values: values.map(flatValue),
      ...(binary && binary.length > 0 && { binary: describe(binary) }),
    });
  }
  return flat;
}

function flatValue(value: unknown): string | number | null {
  if (value === null || typeof value === "number") return value;
  if (typeof value !== "object") return typeof value === "string" ? value : JSON.stringify(value);
  const { Alphabetic = "", Ideographic = "", Phonetic = "" } = value as Readonly<Record<string, string>>;
  return [Alphabetic, Ideographic, Phonetic].join("=").replace(/=+$/, "");
}

function describe(bytes: Uint8Array): BinaryContent {
  const swapped = Uint8Array.from(bytes);
  swapBytes(swapped, 2);
  return { lengthBytes: bytes.length, digest: digestOf(bytes), swappedDigest: digestOf(swapped) };
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
