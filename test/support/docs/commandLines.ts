import { blocksOf, spansOf } from "./markdown";
import type { Page } from "./pages";

/** A command that a document tells to type. */
export interface CommandLine {
  readonly line: number;
  /** Without the comment behind it; lines that a backslash joins are one. */
  readonly text: string;
}

const SHELLS = ["", "sh", "bash"];

/** The commands of this project in the shell blocks and the sentences of a page. */
export function commandLinesOf(page: Page): CommandLine[] {
  const inBlocks = blocksOf(page)
    .filter(({ language }) => SHELLS.includes(language))
    .flatMap(({ line, code }) => linesOf(line, code));
  const inSentences = spansOf(page).map(({ line, code }) => ({ line, text: code }));
  return [...inBlocks, ...inSentences].filter(({ text }) => /(?:^|[\s(])(?:npm|npx|pulumi) /.test(text));
}

function linesOf(first: number, code: string): CommandLine[] {
  const lines: CommandLine[] = [];
  let open: CommandLine | undefined;
  for (const [index, raw] of code.split("\n").entries()) {
    const text = raw.replace(/(^|\s)#.*$/, "").trimEnd();
    const joined: CommandLine = open
      ? { line: open.line, text: `${open.text} ${text.trim()}` }
      : { line: first + index, text: text.trim() };
    open = joined.text.endsWith("\\") ? { ...joined, text: joined.text.slice(0, -1).trimEnd() } : undefined;
    if (!open) lines.push(joined);
  }
  return lines;
}

/** The arguments behind `pattern`, up to the end of that command; of a synopsis, with all that may be left out. */
export function argumentsAfter(text: string, pattern: RegExp): string[] | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [command = ""] = text.slice(match.index + match[0].length).split(/ (?:\||>|&&|;)(?: |$)|\)/);
  const words = command.replace(/[[\]]/g, " ").match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
}
