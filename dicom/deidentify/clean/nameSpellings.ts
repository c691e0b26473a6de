/** Scripts whose words need nothing between them, and two characters of which are a name. */
export const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** From a hiragana to the katakana of the same sound. */
const TO_KATAKANA = 0x60;

/** Letters that are spelt with two where a keyboard or a character set does not have them, by code point. */
const DIGRAPHS: ReadonlyMap<string, string> = new Map([
  ["\u00e4", "ae"],
  ["\u00e5", "aa"],
  ["\u00e6", "ae"],
  ["\u00f6", "oe"],
  ["\u00f8", "oe"],
  ["\u00fc", "ue"],
  ["\u00df", "ss"],
]);
const UMLAUTS: ReadonlyMap<string, string> = new Map([
  ["ae", "\u00e4"],
  ["oe", "\u00f6"],
  ["ue", "\u00fc"],
]);

/** A name as it is, with two letters for each umlaut, and with umlauts for two letters; those that differ. */
export function umlautSpellingsOf(name: string): string[] {
  const composed = name.normalize("NFC");
  const apart = composed.replace(
    /[\u00c0-\u00ff]/g,
    (letter) => DIGRAPHS.get(letter.toLowerCase()) ?? letter,
  );
  const joined = composed.replace(/[aou]e/gi, (letters) => UMLAUTS.get(letters.toLowerCase()) ?? letters);
  return [...new Set([name, apart, joined])];
}

/** Japanese syllables in the other scripts that a name is written in: hiragana, katakana, and katakana of half width. */
export function kanaSpellingsOf(text: string): string[] {
  const wide = text.normalize("NFKC");
  const katakana = toKatakana(wide);
  const hiragana = wide.replace(/[\u30a1-\u30f6]/g, (kana) => moved(kana, -TO_KATAKANA));
  return katakana === wide && hiragana === wide ? [] : [katakana, hiragana, toHalfWidth(katakana)];
}

/** Hiragana as katakana, all else as it is. */
export function toKatakana(text: string): string {
  return text.replace(/[\u3041-\u3096]/g, (kana) => moved(kana, TO_KATAKANA));
}

/** Each word with a capital, as people write what devices shout. */
export function titleCaseOf(text: string): string {
  return text.toLowerCase().replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());
}

function moved(character: string, by: number): string {
  return String.fromCharCode(character.charCodeAt(0) + by);
}

let halfWidth: ReadonlyMap<string, string> | undefined;

function toHalfWidth(katakana: string): string {
  halfWidth ??= new Map(
    Array.from({ length: 0xff9f - 0xff66 + 1 }, (_, index) => {
      const half = String.fromCharCode(0xff66 + index);
      return [half.normalize("NFKD"), half] as const;
    }),
  );
  return Array.from(katakana.normalize("NFD"), (kana) => halfWidth?.get(kana) ?? kana).join("");
}
