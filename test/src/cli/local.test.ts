import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { PLANTED_TEXTS } from "../../../src/cli/local/demo/identifiers";
import { writeDemoStudy } from "../../../src/cli/local/demo/writeDemoStudy";
import { runCli, type CliRun } from "../../support/cli/runCli";

/** Paths of all files below `folder`. */
async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return (await stat(path)).isDirectory() ? filesBelow(path) : [path];
    }),
  );
  return found.flat();
}

/** Of the embedded S3's files, those that hold what was put into the raw bucket: descriptions and bytes. */
async function rawObjects(files: readonly string[]): Promise<string[]> {
  const descriptions: string[] = [];
  const blobs = new Set<string>();
  for (const path of files.filter((file) => /\/s3\/buckets\/[^/]*raw-dicom\/.*\.json$/.test(file))) {
    const object = JSON.parse(await readFile(path, "utf8")) as {
      key?: string;
      segments?: { blobId: string }[];
    };
    if (object.key?.startsWith("incoming/") !== true) continue;
    descriptions.push(path);
    for (const { blobId } of object.segments ?? []) blobs.add(blobId);
  }
  return [...descriptions, ...files.filter((file) => blobs.has(basename(file)))];
}

const withPlantedTexts = async (paths: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const path of paths) {
    const text = `${path}\n${(await readFile(path)).toString("latin1")}`.toLowerCase();
    if (PLANTED_TEXTS.some((planted) => text.includes(planted.toLowerCase()))) found.push(path);
  }
  return found;
};

describe("local", function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cli-local-"));
  });
  after(() => rm(folder, { recursive: true }));

  describe("the demo", () => {
    let run: CliRun;
    let data: string;
    before(async () => {
      data = join(folder, "demo");
      run = await runCli("local", "--demo", "--data", data);
    });

    it("ends well, with every file accounted for", () => {
      expect(run.stderr).not.to.match(/\n\s+at /);
      expect(run.exitCode).to.equal(0);
      expect(run.stdout).to.contain("9 in, 7 de-identified, 2 quarantined");
      expect(run.stdout).to.match(/screen-capture\.dcm .*quarantined .*BURNED_IN_ANNOTATION/);
      expect(run.stdout).to.match(/referral-letter\.dcm .*quarantined .*NOT_DICOM/);
      expect(run.stdout).to.contain(" 0 lost");
    });

    it("shows what changed, and a link that it followed", () => {
      expect(run.stdout).to.match(/PatientName .*Plantagenet\^Eleanor .*[A-Z0-9]{16}/);
      expect(run.stdout).to.match(/http:\/\/127\.0\.0\.1:\d+\/\S+X-Amz-Signature=[0-9a-f]{64}/);
      expect(run.stdout).to.match(/\d+ bytes, SHA-256 [0-9a-f]{64}/);
    });

    it("leaves outputs, an audit record each, and a reason for each quarantined object", async () => {
      const results = (await filesBelow(join(data, "results"))).map((path) => path.slice(data.length + 1));
      const of = (pattern: RegExp) => results.filter((path) => pattern.test(path));
      expect(of(/^results\/studies\/.*\.dcm$/)).to.have.length(7);
      expect(of(/^results\/audit\/\d{4}\/\d\d\/\d\d\/[0-9a-f]{64}\.json$/)).to.have.length(7);
      expect(of(/^results\/quarantine\/[0-9a-f]{64}\/reason\.json$/)).to.have.length(2);
    });

    it("leaves no planted identifier anywhere outside of the raw bucket", async () => {
      const all = await filesBelow(data);
      const raw = await rawObjects(all);
      const rest = all.filter((path) => !raw.includes(path));
      // The search itself can find: the raw bucket holds every file that was put there.
      expect(await withPlantedTexts(raw)).to.have.length.at.least(9);
      expect(rest.length).to.be.greaterThan(30);
      expect(await withPlantedTexts(rest)).to.be.empty;
    });

    it("writes stack.json with the outputs and how to reach the endpoint", async () => {
      const file = JSON.parse(await readFile(join(data, "stack.json"), "utf8")) as Record<string, unknown>;
      expect(file).to.include.keys(
        "rawBucketName",
        "processedBucketName",
        "logsBucketName",
        "stateMachineArn",
        "s3Endpoint",
        "region",
        "accessKeyId",
        "secretAccessKey",
      );
    });
  });

  it("processes a user's own files without showing their values, and ends with status 1 where one is refused", async () => {
    const study = join(folder, "study");
    const image = await writeDemoStudy(study);
    await writeFile(join(study, "no suffix & spaces+é"), await readFile(image));
    const run = await runCli("local", study, join(folder, "absent"), "--data", join(folder, "own"));
    expect(run.exitCode).to.equal(1);
    expect(run.stdout).to.contain("10 in, 8 de-identified (1 with the SOP Instance UID of another input");
    expect(run.stdout).not.to.contain("Plantagenet");
    expect(run.stdout).to.contain("•••");
    expect(run.stderr).to.contain("NOT_FOUND");
  });

  it("deletes nothing in a folder that the user named", async () => {
    const own = join(folder, "precious");
    await mkdir(own);
    await writeFile(join(own, "thesis.txt"), "years of work");
    expect((await runCli("local", "--demo", "--data", own)).exitCode).to.equal(0);
    expect(await readFile(join(own, "thesis.txt"), "utf8")).to.equal("years of work");
  });

  it("refuses --demo together with paths as wrong usage", async () => {
    expect((await runCli("local", "--demo", folder)).exitCode).to.equal(2);
  });
});
