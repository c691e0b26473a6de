import type { CharacterSet } from "../../text/characterSet";
import type { OwnIdentifier } from "../clean/ownIdentifiers";
import { datesAndUidsOf, isText, searchTextsOf } from "./searchTerms";
import { encodingsOf } from "./termEncodings";
import { TermIndex } from "./termIndex";

interface IndexedTexts {
  readonly key: string;
  readonly characterSets: readonly CharacterSet[];
  readonly index: TermIndex;
}

/** The texts of the object before: objects of a series have theirs in common, and differ in dates and UIDs. */
let latest: IndexedTexts | undefined;

/** What is looked for in the output of one object. */
export function indexOf(
  identifiers: readonly OwnIdentifier[],
  characterSets: readonly CharacterSet[],
): TermIndex {
  const texts = identifiers.filter(isText);
  const key = JSON.stringify(texts.map(({ tag, kind, text }) => [tag, kind, text]));
  const isKnown =
    latest?.key === key &&
    latest.characterSets.length === characterSets.length &&
    latest.characterSets.every((characterSet, index) => characterSet === characterSets[index]);
  if (!latest || !isKnown) latest = { key, characterSets, index: indexTexts(texts, characterSets) };
  return latest.index.with(datesAndUidsOf(identifiers));
}

function indexTexts(
  identifiers: readonly OwnIdentifier[],
  characterSets: readonly CharacterSet[],
): TermIndex {
  return TermIndex.of(
    searchTextsOf(identifiers).map((term) => [term, encodingsOf(term.text, characterSets)]),
  );
}
