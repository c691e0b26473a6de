import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../../../..");

/** A document, by its path from the project's folder. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

export const readPage = (path: string): Page => ({ path, text: readFileSync(join(ROOT, path), "utf8") });

const markdownIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join(folder, name));

/** What people read to use the project. */
export const pages = (): Page[] => ["README.md", ...markdownIn("docs")].map(readPage);

/** Every document of the project. */
export const allPages = (): Page[] =>
  [...markdownIn("."), ...markdownIn("docs"), ...markdownIn("docs/decisions")].map(readPage);
