import { existsSync } from "node:fs";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import {
  BufferSource,
  createDeidentificationKey,
  DEFAULT_POLICY,
  deidentify,
  DicomOutputError,
  readDicom,
  type OutputChecks,
} from "../../../dicom";
import { BlockingFileWriter } from "../../../src/cli/deidentify/blockingFileWriter";
import { failureOf as failureOfWriting } from "../handlers/support/stepEvent";
import { ctFile, PLANTED } from "../pipeline/support/ctFile";
import { FileDeidentifier } from "../../../src/cli/deidentify/deidentifyFile";
import { writeDemoStudy } from "../../../src/cli/local/demo/writeDemoStudy";
import { runCli } from "../../support/cli/runCli";
import { filesIn, linesOf } from "../../support/cli/outputFiles";

describe("deidentify and the files around it", () => {
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

  it("holds a file in whose output a removed value is found, and leaves nothing of it", async () => {
    const leaking = out("leaking");
    const partial = out("leaking-partial");
    await mkdir(leaking);
    await mkdir(partial);
    await writeFile(join(leaking, "ct.dcm"), ctFile({ 0x00081030: ["LO", `CT of ${PLANTED.name}`] }));
    const policy = { ...DEFAULT_POLICY, rules: [{ attribute: "StudyDescription", action: "K" } as const] };
    const deidentifier = new FileDeidentifier({ policy, key: Buffer.alloc(32, 7), partialFolder: partial });
    const task = { index: 0, path: join(leaking, "ct.dcm"), outputName: undefined };
    expect(await deidentifier.run(task)).to.deep.equal({
      index: 0,
      status: "held",
      code: "RESIDUAL_IDENTIFIER",
      sentence: "a value that was removed from 00080090 still stands in the output (at StudyDescription)",
    });
    expect([...(await filesIn(partial)).keys()]).to.deep.equal([]);
  });

  it("reads what it wrote again", async () => {
    const read = await readDicom(new BufferSource(ctFile()));
    const { plan } = deidentify(read, {
      policy: DEFAULT_POLICY,
      key: createDeidentificationKey(Buffer.alloc(32, 7)),
    });
    const path = out("read-again.dcm");
    const sizes: number[] = [];
    const checks: OutputChecks = {
      watch: () => ({ seenBytes: 0, see: () => undefined, skip: () => undefined, end: () => undefined }),
      verify: async (output) => {
        sizes.push(output.sizeBytes, (await output.read(128, 4)).length);
        throw new DicomOutputError("INCOMPLETE_OUTPUT", "for the test");
      },
    };
    const error = await failureOfWriting(new BlockingFileWriter().write({ ...plan, checks }, path));
    expect(error).to.be.instanceOf(DicomOutputError);
    expect(sizes).to.deep.equal([plan.sizeBytes, 4]);
    expect(existsSync(path)).to.equal(false);
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
});
