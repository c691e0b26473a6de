import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { BufferSource, firstText, readDicom, tagOf } from "../../../dicom";
import { PLANTED_TEXTS } from "../../../src/cli/local/demo/identifiers";
import { writeDemoStudy } from "../../../src/cli/local/demo/writeDemoStudy";
import { runCli } from "../../support/cli/runCli";
import { filesIn, linesOf } from "../../support/cli/outputFiles";

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

  it("takes pseudonyms of a table, and holds whom it does not name unless the key may", async () => {
    const lookup = out("lookup.csv");
    await writeFile(lookup, "patient id,pseudonym id\nNOBODY,TRIAL-1\n");
    const held = await runCli(
      "deidentify",
      study,
      "--out",
      out("held"),
      "--key-file",
      key,
      "--lookup",
      lookup,
    );
    expect(held.stdout).to.match(/^0 done, 1 rejected, 8 held\n$/);
    expect(held.stderr).to.contain("PATIENT_NOT_IN_LOOKUP").and.not.contain("TRIAL-1");
    const args = ["--key-file", key, "--lookup", lookup, "--lookup-missing", "keyed"];
    const keyed = await runCli("deidentify", study, "--out", out("missing"), ...args);
    expect(keyed.stdout).to.equal("7 done, 1 rejected, 1 held\n");
    const alone = await runCli("deidentify", study, "--out", out("alone"), "--lookup-missing", "keyed");
    expect(alone.exitCode).to.equal(2);
    expect(alone.stderr).to.contain("--lookup-missing: there is no --lookup");
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
    const source = (await read("ct-2.dcm")).get(tagOf("ReferencedInstanceSequence"))?.value;
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
