/** Text that stands in the fixtures as somebody's name would, and must not come out of an error. */
export const PLANTED = "Qyzzw^Xaqvuk^Jyhqz";

const LONGEST_TAG = /[0-9A-F]{8}/g;
const TAG_BYTES = 4;

/** Tags that would be part of the text: where a length is wrong, a value stands in the place of an element. */
const AS_TAGS: ReadonlySet<string> = new Set(
  Array.from({ length: PLANTED.length - TAG_BYTES + 1 }, (_, at) => {
    const bytes = Buffer.from(PLANTED.slice(at, at + TAG_BYTES), "latin1");
    const bigEndian = bytes.toString("hex").toUpperCase();
    return [bigEndian, bytes.swap16().toString("hex").toUpperCase()];
  }).flat(),
);

const PARTS: readonly string[] = PLANTED.split("^");

/** True where a part of the planted text is in what is told of an input. */
export function tellsPlanted(told: unknown): boolean {
  const text = JSON.stringify([told]);
  return (
    PARTS.some((part) => text.includes(part)) ||
    (text.match(LONGEST_TAG) ?? []).some((tag) => AS_TAGS.has(tag))
  );
}
