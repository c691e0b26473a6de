import { ATTRIBUTE_ROWS } from "../../dictionary/attributes.generated";

const SHORTEST = 4;

let words: ReadonlySet<string> | undefined;

/** The words of all keywords of PS3.6 in lower case; a few milliseconds when it is asked for the first time. */
export function attributeWords(): ReadonlySet<string> {
  words ??= new Set(
    Array.from(ATTRIBUTE_ROWS.matchAll(/[A-Z][a-z]+/g), ([word]) => word.toLowerCase()).filter(
      ({ length }) => length >= SHORTEST,
    ),
  );
  return words;
}
