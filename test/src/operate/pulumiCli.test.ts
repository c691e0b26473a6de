import { expect } from "chai";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createPulumiCli, findPulumi } from "../../../src/operate/pulumiCli";
import { createFakePulumi } from "../../support/operate/fakePulumi";

describe("the Pulumi CLI", () => {
  let folder = "";
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "pulumi-cli-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const addExecutable = async (path: string) => {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), "", { mode: 0o755 });
    return join(folder, path);
  };

  it("is the installed one, although npm puts its own first on PATH", async () => {
    await addExecutable("node_modules/.bin/pulumi");
    const installed = await addExecutable("opt/pulumi");
    const PATH = [join(folder, "node_modules/.bin"), join(folder, "opt")].join(delimiter);
    expect(findPulumi(folder, { PATH })).to.deep.equal({ file: installed, args: [] });
  });

  it("is the npm package's where none is installed", async () => {
    const script = await addExecutable("node_modules/pulumi/run.js");
    expect(findPulumi(folder, { PATH: "" })).to.deep.equal({ file: process.execPath, args: [script] });
  });

  it("is told to be missing, with what to do", () => {
    expect(() => findPulumi(folder, { PATH: folder }))
      .to.throw(/There is no Pulumi CLI on PATH\. Install it/)
      .with.property("exitStatus", 1);
  });

  it("gives an answer as a whole, however long", async () => {
    const long = "x".repeat(3_000_000);
    const fake = await createFakePulumi({ "stack export": { stdout: long } });
    try {
      const cli = createPulumiCli({ projectRoot: folder, stack: "dev", env: { PATH: fake.folder } });
      expect((await cli.read("stack", "export")).length).to.equal(long.length);
    } finally {
      await fake.remove();
    }
  });
});
