/** One component group of a person name, PS3.5 §6.2.1; a missing component is empty. */
export interface PersonNameGroup {
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The three representations of one person name; `undefined` where a group is missing or empty. */
export interface PersonName {
  readonly alphabetic: PersonNameGroup | undefined;
  readonly ideographic: PersonNameGroup | undefined;
  readonly phonetic: PersonNameGroup | undefined;
}

/** Parses one value of VR PN. Never fails: what is beyond five components stays in the last, delimiters and all. */
export function parsePersonName(text: string): PersonName {
  const [alphabetic, ideographic, phonetic] = splitPersonName(text);
  return {
    alphabetic: parseGroup(alphabetic),
    ideographic: parseGroup(ideographic),
    phonetic: parseGroup(phonetic),
  };
}

/** The component groups of one value of VR PN as text: alphabetic, ideographic, phonetic; empty where missing. */
export function splitPersonName(text: string): [alphabetic: string, ideographic: string, phonetic: string] {
  const [alphabetic = "", ideographic = "", ...phonetic] = text.split("=");
  return [alphabetic, ideographic, phonetic.join("=")];
}

function parseGroup(text: string): PersonNameGroup | undefined {
  if (text.trim() === "") return undefined;
  const [familyName = "", givenName = "", middleName = "", prefix = "", ...suffix] = text.split("^");
  return { familyName, givenName, middleName, prefix, suffix: suffix.join("^") };
}

/** Writes a person name without trailing delimiters. */
export function formatPersonName(name: PersonName): string {
  const groups = [name.alphabetic, name.ideographic, name.phonetic];
  return groups.map(formatGroup).join("=").replace(/=+$/, "");
}

function formatGroup(group: PersonNameGroup | undefined): string {
  if (!group) return "";
  const { familyName, givenName, middleName, prefix, suffix } = group;
  return [familyName, givenName, middleName, prefix, suffix].join("^").replace(/\^+$/, "");
}
