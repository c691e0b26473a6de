import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { writeDemoStudy } from "../../../src/cli/local/demo/writeDemoStudy";
import { element, file } from "../../support/dicom/bytes";
import { runCli } from "../../support/cli/runCli";
import { ctFile } from "../pipeline/support/ctFile";

const EXPLICIT_LE = "1.2.840.10008.1.2.1";

describe("dump and validate", () => {
  let folder: string;
  let image: string;
  let letter: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cli-"));
    image = await writeDemoStudy(folder);
    letter = join(folder, "referral-letter.dcm");
  });
  after(() => rm(folder, { recursive: true }));

  it("dumps a data set as DICOM JSON, with group 0002 where asked to", async () => {
    const plain = JSON.parse((await runCli("dump", image)).stdout) as Record<string, unknown>;
    expect(plain["00100010"]).to.deep.equal({ vr: "PN", Value: [{ Alphabetic: "Plantagenet^Eleanor" }] });
    expect(plain).not.to.have.property("00020010");
    const meta = JSON.parse((await runCli("dump", image, "--meta")).stdout) as Record<string, unknown>;
    expect(meta["00020010"]).to.deep.equal({ vr: "UI", Value: [EXPLICIT_LE] });
  });

  it("dumps values over 64 KiB as offset and length", async () => {
    const path = join(folder, "large.dcm");
    const header = file(EXPLICIT_LE, [element(0x00080060, "CS", "CT")]);
    await writeFile(path, Buffer.concat([header, element(0x7fe00010, "OW", Buffer.alloc(70_000))]));
    const dumped = JSON.parse((await runCli("dump", path)).stdout) as Record<string, unknown>;
    expect(dumped["7FE00010"]).to.deep.equal({
      vr: "OW",
      BulkDataURI: `offset=${header.length + 12}&length=70000`,
    });
  });

  it("names what is wrong with a file that cannot be dumped", async () => {
    const run = await runCli("dump", letter);
    expect(run).to.include({ exitCode: 1, stdout: "" });
    expect(run.stderr).to.match(/referral-letter\.dcm: NOT_DICOM .*\n$/);
  });

  it("finds nothing that keeps the demo's image from being processed", async () => {
    const run = await runCli("validate", image, "--json");
    expect(run.exitCode).to.equal(0);
    expect(JSON.parse(run.stdout)).to.include({ outcome: "passes" });
  });

  it("reports errors with code, path and clause, and ends with status 1", async () => {
    const path = join(folder, "broken.dcm");
    await writeFile(
      path,
      file(EXPLICIT_LE, [element(0x00080060, "CS", "CT"), element(0x00100010, "PN", "A", undefined, 90)]),
    );
    const run = await runCli("validate", path, letter);
    expect(run.exitCode).to.equal(1);
    expect(run.stdout).to.match(
      /broken\.dcm: rejected because of TRUNCATED_ELEMENT; \d+ errors?\n.*encoding\n.*TRUNCATED_ELEMENT PatientName \(00100010\): .*offset \d+/,
    );
    expect(run.stdout).to.match(
      /referral-letter\.dcm: rejected because of NOT_DICOM; 1 error\n.*encoding\n.*NOT_DICOM/,
    );
  });

  it("goes by the policy that it is given, a preset or a file", async () => {
    const path = join(folder, "policy.yaml");
    await writeFile(path, "codes: { MISSING_ATTRIBUTE: reject }\n");
    const wrong = join(folder, "nameless.dcm");
    await writeFile(wrong, ctFile({ 0x00100010: undefined }));
    expect((await runCli("validate", wrong)).exitCode).to.equal(0);
    expect((await runCli("validate", wrong, "--policy", "standard")).stdout).to.match(
      /nameless\.dcm: held because of MISSING_ATTRIBUTE; 1 error/,
    );
    const rejected = await runCli("validate", wrong, "--policy", path, "--json");
    expect(rejected.exitCode).to.equal(1);
    const { outcome, counts } = JSON.parse(rejected.stdout) as { outcome: string; counts: object };
    expect({ outcome, counts }).to.deep.equal({ outcome: "rejected", counts: { MISSING_ATTRIBUTE: 1 } });
    const unknown = await runCli("validate", wrong, "--policy", "kind");
    expect(unknown).to.include({ exitCode: 2, stdout: "" });
    expect(unknown.stderr).to.contain("lenient, standard, strict, or a file that can be read");
  });

  it("shows values only where they are asked for, and sums up over a folder by code and by file", async () => {
    const study = join(folder, "study");
    await mkdir(study);
    await writeFile(join(study, "1.dcm"), ctFile({ 0x00080020: ["DA", "20241399"] }));
    await writeFile(
      join(study, "2.dcm"),
      ctFile({ 0x00080020: ["DA", "20241398"], 0x00100040: ["CS", "X"] }),
    );
    const plain = await runCli("validate", study);
    expect(plain.stdout).not.to.contain("20241399");
    expect(plain.stdout).to.match(/INVALID_DATE\W+error\W+2\W+2\W/);
    expect(plain.stdout).to.match(/2\.dcm\W+passes\W+2\W/);
    expect(plain.stdout).to.match(/2 files: 2 pass, 0 held, 0 rejected\n$/);
    expect((await runCli("validate", study, "--show-values")).stdout).to.contain("is 20241399");
  });

  it("prints help with status 0 and refuses an unknown command with status 2", async () => {
    const help = await runCli("--help");
    expect(help.exitCode).to.equal(0);
    for (const command of ["local", "deidentify", "validate", "dump"])
      expect(help.stdout).to.contain(command);
    expect((await runCli("anonymise")).exitCode).to.equal(2);
    expect((await runCli()).exitCode).to.equal(2);
  });
});
