import type { Tag } from "../../dictionary/tag";
import { confidentialityRows } from "../rules/confidentiality";

/** Written freely too, though the option Clean Descriptors does not list them. */
const UNLISTED_FREE_TEXT: readonly Tag[] = [
  0x0040a160, // TextValue
  0x20300020, // TextString
];

let tags: ReadonlySet<Tag> | undefined;

/** True for an attribute whose text describes rather than names: its words identify nobody by themselves. */
export function isFreeText(tag: Tag): boolean {
  tags ??= new Set([
    ...UNLISTED_FREE_TEXT,
    ...confidentialityRows()
      .filter(({ cleanDescriptors }) => cleanDescriptors === "C")
      .map((row) => parseInt(row.tag, 16)),
  ]);
  return tags.has(tag);
}
