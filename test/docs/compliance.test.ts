import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { codesIn, proseOf, rowsOf, type Row } from "../support/docs/markdown";
import { readPage, ROOT } from "../support/docs/pages";
import { declaredStack, STACKS } from "../support/pulumi/declared";

const PAGE = readPage("docs/compliance.md");

/** The titles of all tests and groups of tests, but those that are put together when they run. */
function testTitles(): ReadonlySet<string> {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" });
  const titles = files
    .filter((name) => name.endsWith(".test.ts"))
    .flatMap((name) => [
      ...readPage(join("test", name)).text.matchAll(/\b(?:it|describe)\(\s*"((?:[^"\\]|\\.)*)"/g),
    ]);
  return new Set(titles.map(([, title = ""]) => title.replace(/\\(.)/g, "$1")));
}

const rows: readonly Row[] = [...rowsOf(PAGE, "45 CFR"), ...rowsOf(PAGE, "identifier")];

describe("docs/compliance.md", function () {
  this.timeout(120_000); // the program is evaluated for its resources

  it("names tests that are there", () => {
    const titles = testTitles();
    const named = rows.flatMap(({ line, cells }) =>
      codesIn(cells["shown by"] ?? "").map((title) => ({ line, title })),
    );
    expect(named).to.have.length.above(20);
    const missing = named.filter(({ title }) => !titles.has(title));
    expect(
      missing.map(({ line, title }) => `${PAGE.path}:${line}: no test is called ${title}`),
    ).to.deep.equal([]);
  });

  it("names tests that are there outside of its tables, too", () => {
    const titles = testTitles();
    const [, sentence = ""] = /^Patient data is in the raw bucket(.*?)\n\n/ms.exec(proseOf(PAGE)) ?? [];
    const named = codesIn(sentence.replace(/\n/g, " "));
    expect(named).to.have.length(2);
    expect(named.filter((title) => !titles.has(title))).to.deep.equal([]);
  });

  it("names types of resources that the program declares", async () => {
    const stacks = await Promise.all(
      STACKS.map((stack) =>
        declaredStack(stack, {
          encryption: "kms",
          encryptLogs: "true",
          auditRetentionDays: "2192",
          enableLambdaVpc: "true",
          enableCloudTrail: "true",
        }),
      ),
    );
    const types = new Set(
      stacks.flatMap(({ resources }) => resources.map(({ type }) => type.split(":").at(-1))),
    );
    const wrong = rows.flatMap(({ line, cells }) =>
      codesIn(cells.resources ?? "")
        .filter((type) => !types.has(type))
        .map((type) => `${PAGE.path}:${line}: the program declares no ${type}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("has a test or an owner for each technical safeguard", () => {
    const silent = rowsOf(PAGE, "45 CFR").filter(
      ({ cells }) => cells["shown by"] === "" && !cells["how it is met"]?.startsWith("yours"),
    );
    expect(silent.map(({ line }) => `${PAGE.path}:${line}`)).to.deep.equal([]);
  });
});
