import { expect } from "chai";
import { parse } from "yaml";
import { stackConfigSchema } from "../../src/infra/config/stackConfig";
import { codesIn, rowsOf, type Row } from "../support/docs/markdown";
import { readPage, type Page } from "../support/docs/pages";
import { declaredOutputs } from "../support/docs/projectFacts";

const CONFIGURATION = readPage("docs/configuration.md");
const DEPLOYMENT = readPage("docs/deployment.md");

/** Of a key that may be left out, the text that stands for it then. */
interface Entry {
  readonly default?: string;
}

/** A name of a table's first column, where it stands. */
interface Named {
  readonly name: string;
  readonly row: Row;
}

const namesOf = (page: Page, title: string): Named[] =>
  rowsOf(page, title).flatMap((row) => codesIn(row.cells[title] ?? "").map((name) => ({ name, row })));

/** What keeps a table from having each of the names once. */
function tableProblems(page: Page, title: string, declared: readonly string[]): string[] {
  const named = namesOf(page, title);
  const count = (name: string) => named.filter((one) => one.name === name).length;
  return [
    ...declared
      .filter((name) => count(name) === 0)
      .map((name) => `${page.path}: no table has a row of ${title} ${name}`),
    ...declared
      .filter((name) => count(name) > 1)
      .map((name) => `${page.path}: ${title} ${name} has several rows`),
    ...named
      .filter(({ name }) => !declared.includes(name))
      .map(({ name, row }) => `${page.path}:${row.line}: there is no ${title} ${name}`),
  ];
}

const fileOf = (stack: string): Record<string, string | undefined> => {
  const { config } = parse(readPage(`Pulumi.${stack}.yaml`).text) as { config: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key.replace("medical-imaging-pipeline:", ""),
      String(value),
    ]),
  );
};

/** How the column of defaults says it: the schema's, and behind it what a stack's file sets otherwise. */
function defaultCell(name: string, { default: value }: Entry): string | undefined {
  if (value === undefined) return undefined;
  const others = ["dev", "prod"].flatMap((stack) => {
    const set = fileOf(stack)[name];
    return set === undefined || set === value ? [] : [`${set} in Pulumi.${stack}.yaml`];
  });
  return [value, ...others].join("; ");
}

describe("the tables of docs/configuration.md and docs/deployment.md", function () {
  this.timeout(120_000); // the program is evaluated for its outputs

  const entries = Object.entries(stackConfigSchema.entries) as [string, Entry][];

  it("have each key of the configuration, and no other", () => {
    expect(
      tableProblems(
        CONFIGURATION,
        "key",
        entries.map(([name]) => name),
      ),
    ).to.deep.equal([]);
  });

  it("have the defaults of the schema and of the stacks' files", () => {
    const problems = namesOf(CONFIGURATION, "key").flatMap(({ name, row }) => {
      const schema = entries.find(([key]) => key === name)?.[1];
      const right = schema && defaultCell(name, schema);
      const cell = (row.cells.default ?? "").replaceAll("`", "");
      return right === undefined || cell === right
        ? []
        : [`${CONFIGURATION.path}:${row.line}: the default of ${name} is ${right}, not ${cell}`];
    });
    expect(problems).to.deep.equal([]);
  });

  it("have each output of the stack, and no other", async () => {
    expect(tableProblems(DEPLOYMENT, "output", [...(await declaredOutputs())])).to.deep.equal([]);
  });

  it("and the README name outputs that are there", async () => {
    const outputs = await declaredOutputs();
    const readme = readPage("README.md");
    const [, list = ""] = /^Outputs: (.*?)\n\n/ms.exec(readme.text) ?? [];
    expect(codesIn(list)).to.not.be.empty;
    expect(codesIn(list).filter((name) => !outputs.has(name))).to.deep.equal([]);
  });
});
