import { expect } from "chai";
import { parse } from "yaml";
import { stackConfigSchema } from "../../src/infra/config/stackConfig";
import { codesIn, rowsOf, type Row } from "../support/docs/markdown";
import { readPage } from "../support/docs/pages";
import { declaredOutputs } from "../support/docs/projectFacts";

const PAGE = readPage("docs/deployment.md");

/** Of a key that may be left out, the text that stands for it then. */
interface Entry {
  readonly default?: string;
}

/** A name of a table's first column, where it stands. */
interface Named {
  readonly name: string;
  readonly row: Row;
}

const namesOf = (title: string): Named[] =>
  rowsOf(PAGE, title).flatMap((row) => codesIn(row.cells[title] ?? "").map((name) => ({ name, row })));

/** What keeps a table from having each of the names once. */
function tableProblems(title: string, declared: readonly string[]): string[] {
  const named = namesOf(title);
  const count = (name: string) => named.filter((one) => one.name === name).length;
  return [
    ...declared
      .filter((name) => count(name) === 0)
      .map((name) => `${PAGE.path}: no table has a row of ${title} ${name}`),
    ...declared
      .filter((name) => count(name) > 1)
      .map((name) => `${PAGE.path}: ${title} ${name} has several rows`),
    ...named
      .filter(({ name }) => !declared.includes(name))
      .map(({ name, row }) => `${PAGE.path}:${row.line}: there is no ${title} ${name}`),
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

/** How the column of defaults says it: the schema's, and in brackets what a stack's file sets otherwise. */
function defaultCell(name: string, { default: value }: Entry): string | undefined {
  if (value === undefined) return undefined;
  const others = ["dev", "prod"].flatMap((stack) => {
    const set = fileOf(stack)[name];
    return set === undefined || set === value ? [] : [`${stack} ${set}`];
  });
  return others.length === 0 ? value : `${value} (${others.join(", ")})`;
}

describe("the tables of docs/deployment.md", function () {
  this.timeout(120_000); // the program is evaluated for its outputs

  const entries = Object.entries(stackConfigSchema.entries) as [string, Entry][];

  it("have each key of the configuration, and no other", () => {
    expect(
      tableProblems(
        "key",
        entries.map(([name]) => name),
      ),
    ).to.deep.equal([]);
  });

  it("have the defaults of the schema and of the stacks' files", () => {
    const problems = namesOf("key").flatMap(({ name, row }) => {
      const schema = entries.find(([key]) => key === name)?.[1];
      const right = schema && defaultCell(name, schema);
      const cell = (row.cells.default ?? "").replaceAll("`", "");
      return right === undefined || cell === right
        ? []
        : [`${PAGE.path}:${row.line}: the default of ${name} is ${right}, not ${cell}`];
    });
    expect(problems).to.deep.equal([]);
  });

  it("have each output of the stack, and no other", async () => {
    expect(tableProblems("output", [...(await declaredOutputs())])).to.deep.equal([]);
  });

  it("and the README name outputs that are there", async () => {
    const outputs = await declaredOutputs();
    const readme = readPage("README.md");
    const [, list = ""] = /^Outputs: (.*?)\n\n/ms.exec(readme.text) ?? [];
    expect(codesIn(list)).to.not.be.empty;
    expect(codesIn(list).filter((name) => !outputs.has(name))).to.deep.equal([]);
  });
});
