import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { printable } from "../../../src/cli/printable";
import { MAIN, runCli } from "../../support/cli/runCli";
import { ctFile } from "../pipeline/support/ctFile";

const CSI = "\u009b";
const RIGHT_TO_LEFT = "\u202e";
const ISOLATE = "\u2067";
const NAME = `Plain${CSI}31m${RIGHT_TO_LEFT}mas${ISOLATE}\u007f^Sam`;
const FILE = `scan${CSI}2J${RIGHT_TO_LEFT}.dcm`;

/** All that steers a terminal or the direction of text, but the line breaks between lines. */
const STEERING = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

describe("what is printed of names and values", function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;
  let other: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "printed-"));
    path = join(folder, FILE);
    other = join(folder, "other.dcm");
    await writeFile(
      path,
      ctFile({ 0x00080005: ["CS", "ISO_IR 192"], 0x00100010: ["PN", Buffer.from(NAME)] }),
    );
    await writeFile(other, ctFile());
  });
  after(() => rm(folder, { recursive: true }));

  it("does not steer a terminal, and is the same once it is parsed", async () => {
    const { stdout } = await runCli("metadata", path);
    expect(stdout).not.to.match(STEERING);
    expect(stdout).to.contain("Plain\\u009b31m\\u202emas\\u2067\\u007f^Sam");
    const { input, metadata } = JSON.parse(stdout) as {
      input: string;
      metadata: { patient: { PatientName: string } };
    };
    expect({ input, name: metadata.patient.PatientName }).to.deep.equal({ input: path, name: NAME });

    const dumped = await runCli("dump", path);
    expect(dumped.stdout).not.to.match(STEERING);
    const elements = JSON.parse(dumped.stdout) as Record<string, { Value: unknown[] }>;
    expect(elements["00100010"]?.Value).to.deep.equal([{ Alphabetic: NAME }]);
  });

  it("does not steer a terminal, whatever the command and the form", async () => {
    const values = ["--show-values"];
    const commands = [
      ["validate", path, ...values],
      ["deidentify", path, "--dry-run", ...values],
      ["diff", path, other, ...values],
    ];
    for (const command of commands.flatMap((one) => [one, [...one, "--json"]])) {
      const { stdout, stderr } = await runCli(...command);
      expect(stdout + stderr, command.join(" ")).not.to.match(STEERING);
      expect(stdout, command.join(" ")).to.match(/scan|Sam/);
    }
  });

  it("is in a manifest by the name of its file", async () => {
    const manifest = join(folder, "manifest.jsonl");
    await mkdir(join(folder, "out"));
    await runCli("deidentify", path, "--out", join(folder, "out"), "--manifest", manifest);
    const text = await readFile(manifest, "utf8");
    expect(text).not.to.match(STEERING);
    expect(JSON.parse(text)).to.include({ input: path });
  });

  it("shows controls by their numbers", () => {
    expect(printable(`a\n\u001b[2J${CSI}${RIGHT_TO_LEFT}é`)).to.equal("a\\x0a\\x1b[2J\\x9b\\u202eé");
  });
});

describe("paths without a file", () => {
  it("are wrong usage of each command", async () => {
    const folder = await mkdtemp(join(tmpdir(), "empty-"));
    for (const command of [["validate"], ["validate", "--json"], ["metadata"], ["deidentify", "--dry-run"]]) {
      const run = await runCli(...command, folder);
      expect(run, command.join(" ")).to.deep.include({ exitCode: 2, stdout: "" });
      expect(run.stderr).to.equal("the paths name no file\n");
    }
    await rm(folder, { recursive: true });
  });
});

describe("an output that cannot be written", () => {
  const FULL = "/dev/full";

  it(`is said in one line (skipped where there is no ${FULL})`, function () {
    if (!existsSync(FULL)) this.skip();
    const full = openSync(FULL, "w");
    const { status, stderr } = spawnSync(process.execPath, [MAIN, "--help"], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect({ status, stderr }).to.deep.equal({
      status: 1,
      stderr: "the output cannot be written (ENOSPC)\n",
    });
  });
});
