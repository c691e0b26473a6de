import type { Page } from "./pages";

/** A block between fences. */
export interface Block {
  /** Of its first line of code, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** What an HTML comment right above it says. */
  readonly mark: string | undefined;
}

/** Code inside of a sentence or a cell. */
export interface Span {
  readonly line: number;
  readonly code: string;
}

/** A row of a table, by the titles of its columns. */
export interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const FENCED = /(?:^<!-- ([^>]+?) -->\n\n?)?^( *)```(\w*)\n(.*?)^ *```$/gms;

export const blocksOf = ({ text }: Page): Block[] =>
  Array.from(
    text.matchAll(FENCED),
    ({ index, 0: all, 1: mark, 2: indent = "", 3: language = "", 4: code = "" }) => ({
      line: lineOf(text, index + all.indexOf("```")) + 1,
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      mark,
    }),
  );

/** The page with its blocks blank, so that lines keep their numbers. */
export const proseOf = ({ text }: Page): string =>
  text.replace(FENCED, (block) => block.replace(/[^\n]/g, ""));

export function spansOf(page: Page): Span[] {
  const prose = proseOf(page);
  return Array.from(prose.matchAll(/(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)/g), ({ index, 1: code = "" }) => ({
    line: lineOf(prose, index),
    code: code.replace(/\n/g, " "),
  }));
}

/** The rows of every table whose first column has one of these titles. */
export function rowsOf(page: Page, firstTitle: string): Row[] {
  const rows: Row[] = [];
  let titles: readonly string[] = [];
  for (const [index, line] of proseOf(page).split("\n").entries()) {
    if (!line.startsWith("|")) titles = [];
    else if (titles.length === 0) titles = cellsOf(line);
    else if (titles[0] === firstTitle && !/^\| *:?-/.test(line)) {
      const cells = cellsOf(line);
      const named = titles.map((title, column) => [title, cells[column] ?? ""] as const);
      rows.push({ line: index + 1, cells: Object.fromEntries(named) });
    }
  }
  return rows;
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** What stands in backticks in a cell. */
export const codesIn = (cell: string): string[] =>
  Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = ""]) => code);

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, title = ""] of proseOf(page).matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;
