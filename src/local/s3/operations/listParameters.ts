import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { formEncode } from "../store/keys";
import type { ListOptions } from "../store/listing";
import { element, type XmlElement } from "../protocol/xml";

const MAX_ITEMS = 1000;

/** What all listings ask and answer alike. */
export interface ListParameters extends ListOptions {
  /** Encodes keys where `encoding-type=url` was asked for. */
  readonly encode: (text: string) => string;
  readonly encodingType: string | undefined;
}

/** @param maxName the parameter that bounds the number of items */
export function listParameters({ query }: Exchange, maxName = "max-keys"): ListParameters {
  const encodingType = query.get("encoding-type");
  if (encodingType !== undefined && encodingType !== "url")
    throw new S3Error("InvalidArgument", "Invalid Encoding Method specified in Request", {
      fields: { ArgumentName: "encoding-type" },
    });
  return {
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    maxKeys: boundedCount(query.get(maxName), maxName),
    encodingType,
    encode: encodingType === "url" ? formEncode : (text) => text,
  };
}

export function boundedCount(text: string | undefined, name: string): number {
  if (text === undefined || text === "") return MAX_ITEMS;
  if (!/^\d{1,10}$/.test(text))
    throw new S3Error("InvalidArgument", `Provided ${name} not an integer or within integer range`, {
      fields: { ArgumentName: name },
    });
  return Math.min(MAX_ITEMS, Number(text));
}

export function commonPrefixElements(
  commonPrefixes: readonly string[],
  encode: (text: string) => string,
): XmlElement[] {
  return commonPrefixes.map((prefix) => element("CommonPrefixes", [element("Prefix", encode(prefix))]));
}
