import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { filesIn } from "../../support/cli/outputFiles";
import { runCli } from "../../support/cli/runCli";

describe("demo of the command line", function () {
  this.timeout(60_000);
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mip-demo-test-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("writes the study of `npm start` below a new folder, and names each file", async () => {
    const target = join(folder, "new", "study");
    const { exitCode, stdout, stderr } = await runCli("demo", target);
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    const files = await filesIn(target);
    expect(stdout.trim().split("\n"))
      .to.have.members([...files.keys()])
      .and.have.length(9);
    expect(files.get(join("patient-1", "ct-1.dcm"))?.toString("latin1", 128, 132)).to.equal("DICM");
  });

  it("writes objects in which the policy strict finds nothing to refuse, nor in what de-identification makes of them", async () => {
    const study = join(folder, "study");
    await runCli("demo", study);
    const patients = ["patient-1", "patient-2"].map((patient) => join(study, patient));
    const before = await runCli("validate", ...patients, "--policy", "strict");
    expect(before).to.include({ exitCode: 0 });
    expect(before.stdout).to.contain("8 files: 8 pass");

    const key = join(folder, "key");
    await writeFile(key, Buffer.alloc(32, 7));
    await runCli("deidentify", ...patients, "--out", join(folder, "out"), "--key-file", key);
    const after = await runCli("validate", join(folder, "out"), "--policy", "strict");
    expect(after).to.include({ exitCode: 0 });
    expect(after.stdout).to.contain("7 files: 7 pass"); // the screen capture is held
  });

  it("leaves a folder alone that holds something", async () => {
    await writeFile(join(folder, "mine.txt"), "mine");
    const { exitCode, stdout, stderr } = await runCli("demo", folder);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: "" });
    expect(stderr).to.include("the folder is not empty");
    expect([...(await filesIn(folder)).keys()]).to.deep.equal(["mine.txt"]);
    expect(await readFile(join(folder, "mine.txt"), "utf8")).to.equal("mine");
  });
});
