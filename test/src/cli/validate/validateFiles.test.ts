import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { FileReport } from "../../../../src/cli/validate/fileReport";
import { element, file } from "../../../support/dicom/bytes";
import { runCli } from "../../../support/cli/runCli";
import { ctFile } from "../../pipeline/support/ctFile";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";

describe("validate, over files of many kinds", function () {
  this.timeout(60_000);
  let folder: string;
  const at = (name: string) => join(folder, name);
  const jsonOf = async (...args: readonly string[]): Promise<FileReport[]> => {
    const { stdout } = await runCli("validate", "--json", ...args);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as FileReport);
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "validate-"));
    await mkdir(at("inner"));
    await writeFile(at("fine.dcm"), ctFile());
    await writeFile(at("nameless.dcm"), ctFile({ 0x00100010: undefined, 0x00100020: undefined }));
    const item = element(0x00081155, "UI", "1.2", undefined, 90);
    const cut = element(0x00081140, "SQ", Buffer.concat([Buffer.from("feff00e0ffffffff", "hex"), item]));
    await writeFile(at("inner/cut.dcm"), file(EXPLICIT_LE, [element(0x00080060, "CS", "CT"), cut]));
    await writeFile(at("inner/LIST.tsv"), "one\ttwo\n");
  });
  after(() => rm(folder, { recursive: true }));

  it("makes an ordinary finding of what reading cannot go past, by keywords", async () => {
    const [report] = await jsonOf(at("inner/cut.dcm"));
    expect(report).to.deep.include({ outcome: "rejected", omitted: 0 });
    const [finding] = report?.findings ?? [];
    expect(finding).to.include({ level: "encoding", severity: "error", tag: "00081155" });
    expect(finding?.path).to.equal("ReferencedImageSequence[0].ReferencedSOPInstanceUID");
    expect(finding?.offset).to.be.a("number");
    expect(finding?.sentence).not.to.match(/[0-9A-F]{8}|offset/);
    expect(report?.because).to.deep.equal([finding?.code]);
  });

  it("tells what is wrong in front of the place where a file ends", async () => {
    await writeFile(at("inner/short.dcm"), ctFile({ 0x00100040: ["CS", "X"] }).subarray(0, -10));
    const [report] = await jsonOf(at("inner/short.dcm"));
    expect(report?.findings.map(({ code, path }) => `${code} ${path}`)).to.deep.equal([
      "TRUNCATED_ELEMENT PixelData",
      "UNEXPECTED_VALUE PatientSex",
    ]);
    expect(report).to.deep.include({
      outcome: "rejected",
      because: ["TRUNCATED_ELEMENT"],
      counts: { TRUNCATED_ELEMENT: 1, UNEXPECTED_VALUE: 1 },
    });
    await rm(at("inner/short.dcm"));
  });

  it("says in JSON because of what a file is held, and lists by severity", async () => {
    const [held] = await jsonOf(at("nameless.dcm"), "--policy", "standard");
    expect(held).to.deep.include({ outcome: "held", because: ["MISSING_ATTRIBUTE"] });
    const [fine] = await jsonOf(at("fine.dcm"), "--policy", "strict");
    expect(fine).to.deep.include({ outcome: "passes", because: [] });
  });

  it("has no line for files that pass with nothing to list, where it is to be quiet", async () => {
    const quiet = await runCli("validate", folder, "-q");
    expect(quiet.stdout).not.to.contain("fine.dcm");
    expect(quiet.stdout).to.contain("nameless.dcm: passes; 2 errors\n");
    expect(quiet.stdout).to.match(/4 files: 2 pass, 0 held, 2 rejected\n$/);
    const lines = await jsonOf(folder, "--quiet");
    expect(lines.map(({ input }) => input))
      .to.have.length(3)
      .and.not.to.include(at("fine.dcm"));
  });

  it("rejects files in a folder that are no DICOM, as deidentify does", async () => {
    const run = await runCli("validate", at("inner/LIST.tsv"));
    expect(run).to.include({ exitCode: 1, stderr: "" });
    expect(run.stdout).to.match(/LIST\.tsv: rejected because of NOT_DICOM; 1 error/);
  });

  it("names a path that is not there on stderr, reports the others, and ends with status 2", async () => {
    for (const form of [[], ["--json"]]) {
      const run = await runCli("validate", at("gone.dcm"), at("fine.dcm"), ...form);
      expect(run.exitCode).to.equal(2);
      expect(run.stderr).to.equal(`${at("gone.dcm")}: NOT_FOUND there is no such file or folder\n`);
      expect(run.stdout).to.contain("fine.dcm").and.not.to.contain("gone.dcm");
    }
  });

  it("lists as many findings as it is to keep", async () => {
    // Curves are retired, and 16 groups have their attributes.
    const curves = Array.from({ length: 16 }, (_, index) => 0x50000000 + 0x20000 * index);
    const retired = curves.flatMap((group) => [
      element(group + 0x20, "CS", ""), // Type of Data
      element(group + 0x22, "LO", ""), // Curve Description
      element(group + 0x30, "SH", ""), // Axis Units
      element(group + 0x40, "SH", ""), // Axis Labels
      element(group + 0x103, "US", ""), // Data Value Representation
    ]);
    await writeFile(at("many.dcm"), file(EXPLICIT_LE, retired));
    const count = async (...args: readonly string[]) => {
      const { stdout } = await runCli("validate", at("many.dcm"), "--severity", "note", ...args);
      return stdout.split("\n").filter((line) => /^ {4}(error|warning|note) /.test(line)).length;
    };
    const [all] = await jsonOf(at("many.dcm"), "--severity", "note");
    expect(all?.findings.length).to.be.greaterThan(65);
    expect(await count()).to.equal(60);
    expect(await count("--max-findings", "65")).to.equal(65);
  });

  it("says what an empty policy file is", async () => {
    await writeFile(at("empty.yaml"), "# nothing yet\n");
    const run = await runCli("validate", at("fine.dcm"), "--policy", at("empty.yaml"));
    expect(run).to.include({ exitCode: 2, stdout: "" });
    expect(run.stderr).to.equal(
      "--policy: empty.yaml: the policy file is empty; it may be a mapping of fields\n",
    );
    await rm(at("empty.yaml"));
  });
});
