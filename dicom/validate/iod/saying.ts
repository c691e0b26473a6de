import type { Predicate } from "./condition";

/** Longer texts are cut: whoever wants to know all of it has the clause. */
const LONGEST_TEXT = 120;

const texts = new WeakMap<Predicate, string>();

/** A predicate with its words, which hold nothing but names and values of the tables. */
export function saying(
  says: NonNullable<Predicate["says"]>,
  holds: (...args: Parameters<Predicate>) => ReturnType<Predicate>,
): Predicate {
  return Object.assign(holds, { says });
}

/** What has to be so for the predicate to be true; empty where it has no words. Put together when it is first asked for. */
export function textOf(predicate: Predicate): string {
  let text = texts.get(predicate);
  if (text === undefined) {
    text = predicate.says?.(true) ?? "";
    if (text.length > LONGEST_TEXT) text = `${text.slice(0, LONGEST_TEXT - 1)}…`;
    texts.set(predicate, text);
  }
  return text;
}

/** `A`, `A or B`, `A, B or C`. */
export function listed(words: readonly string[], conjunction: "and" | "or"): string {
  const first = words.slice(0, -1).join(", ");
  return [first, words.at(-1)].filter(Boolean).join(` ${conjunction} `);
}

/** What several predicates say together; `undefined` where one has no words. */
export function joined(
  predicates: readonly Predicate[],
  isTrue: boolean,
  conjunction: "and" | "or",
): string | undefined {
  const parts: string[] = [];
  for (const predicate of predicates) {
    const text = predicate.says?.(isTrue);
    if (text === undefined) return undefined;
    if (text !== "") parts.push(text);
  }
  const other = conjunction === "and" ? " or " : " and ";
  const needsBrackets = (text: string) => parts.length > 1 && text.includes(other);
  return parts.map((text) => (needsBrackets(text) ? `(${text})` : text)).join(` ${conjunction} `);
}
