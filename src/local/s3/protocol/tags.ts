import { percentDecode } from "./canonicalRequest";
import { S3Error } from "../errors";
import type { Tag } from "../model";
import { childrenOf, requiredText, type XmlNode } from "./xmlReader";

const MAX_TAGS = 10;
const MAX_KEY_CHARACTERS = 128;
const MAX_VALUE_CHARACTERS = 256;

/** Letters, digits and blanks of any script, and a few signs. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws S3Error InvalidTag; more than ten are refused as AWS does */
function checkTags(tags: readonly Tag[]): readonly Tag[] {
  const refuse = (message: string) => new S3Error("InvalidTag", message);
  if (tags.length > MAX_TAGS) throw refuse("Object tags cannot be greater than 10");
  if (new Set(tags.map((tag) => tag.key)).size < tags.length)
    throw refuse("Cannot provide multiple Tags with the same key");
  for (const { key, value } of tags) {
    if (key === "" || key.length > MAX_KEY_CHARACTERS || !ALLOWED.test(key) || key.startsWith("aws:"))
      throw refuse("The TagKey you have provided is invalid");
    if (value.length > MAX_VALUE_CHARACTERS || !ALLOWED.test(value))
      throw refuse("The TagValue you have provided is invalid");
  }
  return tags;
}

/** Reads `x-amz-tagging`: pairs encoded as in a query. */
export function parseTaggingHeader(header: string): readonly Tag[] {
  return checkTags(
    header
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const [key = "", ...value] = pair.split("=");
        return {
          key: percentDecode(key, true).toString(),
          value: percentDecode(value.join("="), true).toString(),
        };
      }),
  );
}

/** Reads a `Tagging` document. */
export function parseTagging(root: XmlNode): readonly Tag[] {
  return checkTags(
    childrenOf(root, "TagSet")
      .flatMap((set) => childrenOf(set, "Tag"))
      .map((tag) => ({ key: requiredText(tag, "Key"), value: requiredText(tag, "Value") })),
  );
}
