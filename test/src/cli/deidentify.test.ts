import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { BufferSource, DEFAULT_POLICY, firstText, readDicom, tagOf } from "../../../dicom";
import { FileDeidentifier } from "../../../src/cli/deidentify/deidentifyFile";
import { PLANTED_TEXTS } from "../../../src/cli/local/demo/identifiers";
import { writeDemoStudy } from "../../../src/cli/local/demo/writeDemoStudy";
import { runCli } from "../../support/cli/runCli";

/** Files below `folder` by their relative names. */
async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder, { recursive: true });
  const files = new Map<string, Buffer>();
  for (const name of names.sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) files.set(name, await readFile(path));
  }
  return files;
}

const linesOf = async (path: string): Promise<Record<string, unknown>[]> =>
  (await readFile(path, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("deidentify", () => {
  let folder: string;
  let study: string;
  let key: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cli-"));
    study = join(folder, "study");
    key = join(folder, "key");
    await writeDemoStudy(study);
    await writeFile(key, Buffer.alloc(32, 7));
  });
  after(() => rm(folder, { recursive: true }));

  const out = (name: string) => join(folder, name);

  it("writes de-identified copies by their new UIDs and says what became of each input", async () => {
    const manifest = out("manifest.jsonl");
    const run = await runCli(
      "deidentify",
      study,
      "--out",
      out("named"),
      "--key-file",
      key,
      "--manifest",
      manifest,
    );
    expect(run.exitCode).to.equal(1);
    expect(run.stdout).to.equal("7 done, 1 rejected, 1 held\n");
    const entries = await linesOf(manifest);
    expect(entries.map(({ status }) => status).sort()).to.deep.equal([
      ...Array.from({ length: 7 }, () => "done"),
      "held",
      "rejected",
    ]);
    const outputs = await filesIn(out("named"));
    expect([...outputs.keys()].sort()).to.deep.equal(
      entries.flatMap(({ output }) => (typeof output === "string" ? [output] : [])).sort(),
    );
    for (const name of outputs.keys()) {
      expect(name).to.match(/^studies\/2\.25\.\d+\/2\.25\.\d+\/2\.25\.\d+\.dcm$/);
    }
  });

  it("leaves none of the planted identifiers in an output", async () => {
    await runCli("deidentify", study, "--out", out("searched"), "--key-file", key);
    const outputs = await filesIn(out("searched"));
    expect(outputs.size).to.equal(7);
    for (const [name, bytes] of outputs) {
      const text = bytes.toString("latin1").toLowerCase();
      for (const planted of PLANTED_TEXTS) {
        expect(text.includes(planted.toLowerCase()), `${planted} in ${name}`).to.equal(false);
      }
    }
  });

  it("gives the same bytes with one thread and with several", async () => {
    await runCli("deidentify", study, "--out", out("one"), "--key-file", key, "--jobs", "1");
    await runCli("deidentify", study, "--out", out("three"), "--key-file", key, "--jobs", "3");
    expect(await filesIn(out("three"))).to.deep.equal(await filesIn(out("one")));
  });

  it("gives other identifiers for another key, and says when a key is random", async () => {
    await runCli("deidentify", study, "--out", out("keyed"), "--key-file", key);
    const run = await runCli("deidentify", study, "--out", out("random"));
    expect(run.stderr).to.contain("no --key-file");
    const keyed = [...(await filesIn(out("keyed"))).keys()];
    const random = [...(await filesIn(out("random"))).keys()];
    expect(random).to.have.length(keyed.length);
    expect(random.filter((name) => keyed.includes(name))).to.be.empty;
  });

  it("keeps relative names where asked to", async () => {
    await runCli("deidentify", study, "--out", out("kept"), "--key-file", key, "--keep-names");
    const names = [...(await filesIn(out("kept"))).keys()];
    expect(names).to.include("patient-1/ct-1.dcm");
    expect(names).not.to.include("referral-letter.dcm");
  });

  it("keeps references between the objects of a series", async () => {
    await runCli("deidentify", study, "--out", out("linked"), "--key-file", key, "--keep-names");
    const read = async (name: string) => {
      const bytes = await readFile(join(out("linked"), "patient-1", name));
      return (await readDicom(new BufferSource(bytes))).dataSet;
    };
    const source = (await read("ct-2.dcm")).get(tagOf("SourceImageSequence"))?.value;
    if (source?.kind !== "sequence") throw new Error("the sequence should be there");
    const [item] = source.items;
    if (!item) throw new Error("the item should be there");
    expect(firstText(item, tagOf("ReferencedSOPInstanceUID"))).to.equal(
      firstText(await read("ct-1.dcm"), tagOf("SOPInstanceUID")),
    );
  });

  it("rejects the second of two files with the same SOP Instance UID, whatever the threads", async () => {
    const twice = out("twice");
    await cp(join(study, "patient-1", "ct-1.dcm"), join(twice, "a.dcm"));
    await cp(join(study, "patient-1", "ct-1.dcm"), join(twice, "b.dcm"));
    const run = await runCli("deidentify", twice, "--out", out("once"), "--key-file", key, "--jobs", "2");
    expect(run.stderr).to.contain("b.dcm: DUPLICATE_INSTANCE");
    expect((await filesIn(out("once"))).size).to.equal(1);
  });

  it("names a failing input in one line, without a stack trace", async () => {
    const run = await runCli(
      "deidentify",
      join(study, "referral-letter.dcm"),
      "--out",
      out("none"),
      "--key-file",
      key,
    );
    expect(run.exitCode).to.equal(1);
    const lines = run.stderr.split("\n").filter((line) => line.includes("referral-letter"));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/referral-letter\.dcm: NOT_DICOM /);
    expect(run.stderr).not.to.match(/\n\s+at /);
  });

  it("reports a path that is not there and goes on with the others", async () => {
    const run = await runCli(
      "deidentify",
      out("absent"),
      join(study, "patient-1", "ct-1.dcm"),
      "--out",
      out("rest"),
      "--key-file",
      key,
    );
    expect(run.exitCode).to.equal(1);
    expect(run.stdout).to.equal("1 done, 1 rejected, 0 held\n");
    expect(run.stderr).to.contain("NOT_FOUND");
  });

  it("does not take outputs of an earlier run for inputs", async () => {
    const both = out("both");
    await cp(study, both, { recursive: true });
    const deidentifyBoth = () => runCli("deidentify", both, "--out", join(both, "out"), "--key-file", key);
    expect((await deidentifyBoth()).stdout).to.equal("7 done, 1 rejected, 1 held\n");
    expect((await deidentifyBoth()).stdout).to.equal("7 done, 1 rejected, 1 held\n");
  });

  it("blames the output folder, not the input, where nothing can be written", async () => {
    const blocked = out("blocked");
    await writeFile(blocked, "a file, no folder");
    const run = await runCli("deidentify", study, "--out", join(blocked, "out"), "--key-file", key);
    expect(run.exitCode).to.equal(2);
    expect(run.stderr).to.match(/^--out: the folder cannot be written to \(ENOTDIR\)$/m);
    const manifest = await runCli(
      "deidentify",
      study,
      "--out",
      out("m"),
      "--key-file",
      key,
      "--manifest",
      folder,
    );
    expect(manifest.exitCode).to.equal(2);
    expect(manifest.stderr).to.match(/^--manifest: the file cannot be written \(EISDIR\)$/m);
  });

  it("tells a failing output folder from a failing input", async () => {
    const options = { policy: DEFAULT_POLICY, key: Buffer.alloc(32, 7), partialFolder: out("gone") };
    const task = { index: 0, path: join(study, "patient-1", "ct-1.dcm"), outputName: undefined };
    expect(await new FileDeidentifier(options).run(task)).to.deep.equal({
      index: 0,
      status: "unwritable",
      systemCode: "ENOENT",
    });
  });

  it("never writes outside of the output folder, nor over an input", async () => {
    const tricky = out("tricky");
    await cp(join(study, "patient-1", "ct-1.dcm"), join(tricky, "a\\..\\..\\evil.dcm"));
    const run = await runCli(
      "deidentify",
      tricky,
      "--out",
      out("tricky-out"),
      "--key-file",
      key,
      "--keep-names",
    );
    expect(run.exitCode).to.equal(0);
    expect([...(await filesIn(out("tricky-out"))).keys()]).to.deep.equal(["a\\..\\..\\evil.dcm"]);

    const own = out("own");
    await cp(join(study, "patient-1"), own, { recursive: true });
    const before = await filesIn(own);
    const link = out("link");
    await symlink(own, link);
    for (const folderOut of [own, link]) {
      const over = await runCli(
        "deidentify",
        join(own, "ct-1.dcm"),
        "--out",
        folderOut,
        "--key-file",
        key,
        "--keep-names",
      );
      expect(over.exitCode).to.equal(1);
      expect(over.stderr).to.contain("BELOW_OUTPUT_FOLDER");
    }
    const listed = await runCli(
      "deidentify",
      own,
      "--out",
      out("o"),
      "--key-file",
      key,
      "--manifest",
      join(own, "ct-1.dcm"),
    );
    expect(listed.exitCode).to.equal(2);
    expect(await filesIn(own)).to.deep.equal(before);
  });

  it("follows no link out of the output folder", async () => {
    const outside = out("outside");
    const linked = out("linked-out");
    await mkdir(outside);
    await mkdir(linked);
    await symlink(outside, join(linked, "studies"));
    const run = await runCli("deidentify", join(study, "patient-1"), "--out", linked, "--key-file", key);
    expect(run.stdout).to.equal("0 done, 4 rejected, 0 held\n");
    expect(run.stderr).to.contain("INVALID_OUTPUT_NAME");
    expect((await filesIn(outside)).size).to.equal(0);
  });

  it("writes over neither the key, nor the policy, nor the manifest", async () => {
    const folderOut = out("precious");
    await mkdir(folderOut);
    const input = join(study, "patient-1", "ct-1.dcm");
    const ownKey = join(folderOut, "ct-1.dcm");
    await writeFile(ownKey, Buffer.alloc(32, 7));
    const run = await runCli("deidentify", input, "--out", folderOut, "--keep-names", "--key-file", ownKey);
    expect(run.stderr).to.contain("OUTPUT_NAME_TAKEN");
    expect(await readFile(ownKey)).to.deep.equal(Buffer.alloc(32, 7));
    const listed = await runCli(
      "deidentify",
      input,
      "--out",
      out("p2"),
      "--key-file",
      ownKey,
      "--manifest",
      ownKey,
    );
    expect(listed.exitCode).to.equal(2);
    expect(await readFile(ownKey)).to.deep.equal(Buffer.alloc(32, 7));
    const manifest = join(out("p3"), "ct-1.dcm");
    await runCli(
      "deidentify",
      input,
      "--out",
      out("p3"),
      "--key-file",
      key,
      "--keep-names",
      "--manifest",
      manifest,
    );
    expect((await linesOf(manifest)).map(({ code }) => code)).to.deep.equal(["OUTPUT_NAME_TAKEN"]);
  });

  it("gives each input its own end where names clash", async () => {
    const clash = out("clash");
    await cp(join(study, "patient-1", "ct-1.dcm"), join(clash, "one", "a"));
    await cp(join(study, "patient-1", "ct-2.dcm"), join(clash, "two", "a", "b"));
    const run = await runCli(
      "deidentify", join(clash, "one"), join(clash, "two"), "--out", out("clash-out"), "--key-file", key, "--keep-names",
    ); // prettier-ignore
    expect(run.stdout).to.equal("1 done, 1 rejected, 0 held\n");
    expect(run.stderr).to.contain("OUTPUT_NAME_TAKEN");
  });

  it("passes over what is no file, and prints names as one plain line", async () => {
    const odd = out("odd");
    await mkdir(odd);
    await promisify(execFile)("mkfifo", [join(odd, "pipe")]);
    await writeFile(join(odd, "two\nlines\u001b[31m"), "no DICOM");
    const run = await runCli("deidentify", odd, "--out", out("odd-out"), "--key-file", key);
    expect(run.exitCode).to.equal(1);
    expect(run.stderr).to.match(/pipe: NOT_A_FILE /);
    expect(run.stderr).to.contain("two\\x0alines\\x1b[31m: NOT_DICOM");
  });

  for (const [name, args, message] of [
    ["a key that is too short", ["--key-file", "short"], "needs 32 or more"],
    ["a key file that is not there", ["--key-file", "absent"], "cannot be read"],
    ["a policy with an unknown option", ["--policy", "policy.yaml"], "options[0]"],
    ["a number of threads that is none", ["--jobs", "many"], "whole number"],
  ] as const) {
    it(`ends with status 2 for ${name}`, async () => {
      await writeFile(join(folder, "short"), "too short");
      await writeFile(join(folder, "policy.yaml"), "options: [cleanEverything]\n");
      const [option, value] = args;
      const run = await runCli(
        "deidentify",
        study,
        "--out",
        out("usage"),
        option,
        option === "--jobs" ? value : out(value),
      );
      expect(run.exitCode).to.equal(2);
      expect(run.stderr).to.contain(message);
    });
  }
});
