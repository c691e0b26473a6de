import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { fileReportSchema } from "../../../src/cli/validate/reportSchema";
import { buildCorpus } from "../../../tools/leaks/corpus/corpus";
import { runCli } from "../../support/cli/runCli";

const corpus = process.env.DICOM_CORPUS ?? resolve(__dirname, "../../../..", "../shared/corpus");

async function reportsOf(...args: readonly string[]) {
  const { stdout } = await runCli("validate", "--json", "--policy", "standard", ...args);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const { issues, output } = v.safeParse(fileReportSchema, JSON.parse(line));
      expect(issues, line.slice(0, 200)).to.equal(undefined);
      return output as v.InferOutput<typeof fileReportSchema>;
    });
}

describe("the lines of validate --json", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "validate-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("fit their schema, in files with identifiers in every place and in what cannot be read", async () => {
    for (const { name, bytes } of await buildCorpus("quick"))
      await writeFile(join(folder, name.replaceAll("/", "-")), bytes);
    await writeFile(join(folder, "letter.dcm"), "Dear colleague");
    const reports = await reportsOf(folder);
    expect(reports.length).to.be.greaterThan(20);
    const letter = reports.find(({ input }) => input.endsWith("letter.dcm"));
    expect(letter?.findings).to.have.length(1);
    expect(letter?.findings[0]).to.include({ code: "NOT_DICOM", level: "encoding" });
    const findings = reports.flatMap((report) => report.findings);
    expect(findings.some((finding) => "value" in finding)).to.equal(false);
  });

  it("have values where they are asked for", async () => {
    const findings = (await reportsOf(folder, "--show-values")).flatMap((report) => report.findings);
    expect(findings.some(({ value }) => value !== undefined)).to.equal(true);
  });

  it("fit their schema, in files of other makers (skipped where ../shared/corpus is absent)", async function () {
    if (!existsSync(corpus)) this.skip();
    const reports = await reportsOf(corpus);
    expect(reports.flatMap(({ findings }) => findings).some(({ offset }) => offset !== undefined)).to.equal(
      true,
    );
  });
});
