import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { anchorsOf, proseOf, spansOf } from "../support/docs/markdown";
import { allPages, readPage, ROOT, type Page } from "../support/docs/pages";

/** What is wrong with the links of a page: each with the file and line that it stands in. */
function linkProblems(page: Page): string[] {
  const prose = proseOf(page).replace(/`[^`\n]*`/g, (code) => " ".repeat(code.length));
  const links = prose.matchAll(/\]\(([^()\s]+)\)/g);
  return Array.from(links, ({ index, 1: target = "" }) => {
    const problem = problemOf(page, target);
    return problem && `${page.path}:${prose.slice(0, index).split("\n").length}: ${target}: ${problem}`;
  }).filter((problem) => problem !== undefined);
}

function problemOf(page: Page, target: string): string | undefined {
  if (/^(https?|mailto):/.test(target)) return undefined;
  const [file = "", anchor] = target.split("#");
  const path = file === "" ? page.path : relative(ROOT, join(ROOT, dirname(page.path), file));
  if (path !== page.path && !existsSync(join(ROOT, path))) return `${path} is not there`;
  if (anchor === undefined) return undefined;
  const linked = path === page.path ? page : readPage(path);
  return anchorsOf(linked).has(anchor) ? undefined : `${path} has no heading of this anchor`;
}

/** Paths of the project in backticks, such as `docs/cli.md`. */
const PROJECT_PATH = /^(?:docs|dicom|src|test|tools|scripts|bench|policy)\/(?!node_modules)[\w./-]*$/;

/** A decision names what was there when it was made. */
const isCurrent = ({ path }: Page): boolean => !path.startsWith("docs/decisions/");

describe("the links of the documents", () => {
  it("lead to files and headings that are there", () => {
    expect(allPages().flatMap(linkProblems)).to.deep.equal([]);
  });

  it("and the paths that they name are there", () => {
    const missing = allPages()
      .filter(isCurrent)
      .flatMap((page) => spansOf(page).map((span) => ({ ...span, page })))
      .filter(({ code }) => PROJECT_PATH.test(code) && !existsSync(join(ROOT, code)))
      .map(({ page, line, code }) => `${page.path}:${line}: ${code} is not there`);
    expect(missing).to.deep.equal([]);
  });

  it("are told by page and line where they are wrong", () => {
    const text =
      "# One\n\n[a](cli.md) [b](#one)\n[c](nowhere.md)\n\n```\n[d](nowhere.md)\n```\n\n[e](cli.md#nothing)\n";
    expect(linkProblems({ path: "docs/made-up.md", text })).to.deep.equal([
      "docs/made-up.md:4: nowhere.md: docs/nowhere.md is not there",
      "docs/made-up.md:10: cli.md#nothing: docs/cli.md has no heading of this anchor",
    ]);
  });
});
