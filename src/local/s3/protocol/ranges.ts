import { S3Error } from "../errors";

/** Bytes of an object: `lengthBytes` at `offset`. */
export interface ByteRange {
  readonly offset: number;
  readonly lengthBytes: number;
}

/**
 * Reads a `Range` header. What is no single range of bytes is ignored, as RFC 9110 §14.2 and S3 have it.
 * @returns `undefined` where the whole object is to be sent
 * @throws S3Error InvalidRange where no byte of the object is in the range
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (match === null || (first === "" && last === "")) return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const offset = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  if (offset >= end)
    throw new S3Error("InvalidRange", "The requested range is not satisfiable", {
      fields: { RangeRequested: header ?? "", ActualObjectSize: sizeBytes },
      headers: { "content-range": `bytes */${sizeBytes}` },
    });
  return { offset, lengthBytes: end - offset };
}

/** `bytes 0-9/100` */
export function formatContentRange({ offset, lengthBytes }: ByteRange, sizeBytes: number): string {
  return `bytes ${offset}-${offset + lengthBytes - 1}/${sizeBytes}`;
}

/**
 * Reads `x-amz-copy-source-range`, where both ends have to be named.
 * @throws S3Error InvalidArgument
 */
export function parseCopyRange(header: string | undefined): { first: number; last: number } | undefined {
  if (header === undefined) return undefined;
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (!(first <= last))
    throw new S3Error(
      "InvalidArgument",
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      { fields: { ArgumentName: "x-amz-copy-source-range" } },
    );
  return { first, last };
}
