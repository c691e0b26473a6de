import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { API_PAGE, formattedPage } from "../../tools/api/formattedPage";
import { ENTRY_POINTS, readPublicApi, type ModuleApi } from "../../tools/api/publicApi";

const ROOT = resolve(__dirname, "../../..");

describe("the page about the API", function () {
  this.timeout(120_000); // the compiler reads the engine
  let modules: readonly ModuleApi[] = [];

  before(() => {
    modules = readPublicApi(ROOT);
  });

  const entries = () =>
    modules.flatMap(({ specifier, entries }) => entries.map((entry) => ({ ...entry, specifier })));

  it("is what the docstrings give; `npm run api` writes it", async () => {
    const page = (await readFile(join(ROOT, API_PAGE), "utf8")).split("\n");
    const lines = (await formattedPage(ROOT, modules)).split("\n");
    const different = lines.findIndex((line, index) => line !== page[index]);
    expect(page[different], `${API_PAGE}:${different + 1}: run \`npm run api\``).to.equal(lines[different]);
    expect(page.length).to.equal(lines.length);
  });

  it("has every module that package.json exports", async () => {
    const { exports } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { exports: object };
    const specifiers = Object.keys(exports)
      .filter((path) => path !== "./package.json")
      .map((path) => path.replace(/^\./, "medical-imaging-pipeline"));
    expect(specifiers).to.have.members(Object.keys(ENTRY_POINTS));
  });

  it("has a docstring of every exported name", () => {
    const without = entries().filter(({ text }) => text === "");
    expect(without.map(({ path, name }) => `${path}: ${name} has no docstring`)).to.deep.equal([]);
  });

  it("names no type that cannot be imported", () => {
    const leaks = entries().flatMap(({ name, specifier, leaks }) =>
      leaks.map((leak) => `${name} of ${specifier} mentions ${leak}, which nothing exports`),
    );
    expect(leaks).to.deep.equal([]);
  });

  it("shows what is inferred: constants, defaults and fields of constructors", () => {
    const signatureOf = (wanted: string) => entries().find(({ name }) => name === wanted)?.signature;
    expect(signatureOf("RULE_ACTIONS")).to.equal('const RULE_ACTIONS: readonly ["D", "Z", "X", "K", "U"];');
    expect(signatureOf("Item")).to.include("readonly undefinedLength: boolean;");
    expect(signatureOf("readDicom")).to.include("options: ReadOptions = {}): Promise<DicomObject>;");
    expect(signatureOf("PresignedUrlHandler")).to.not.match(/private|S3Client|batchEntry/);
  });
});
