import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { planToBuffer, planWrite } from "../../../dicom";
import { ctSlice } from "../../../src/cli/local/demo/demoObjects";
import { DEMO_PATIENTS, PLANTED_TEXTS } from "../../../src/cli/local/demo/identifiers";
import { startLocalStack, type LocalStack } from "../../../src/local/localStack";
import { bareObjectOf } from "../../support/dicom/dataSets";

const projectRoot = resolve(__dirname, "../../../..");

interface Detail {
  readonly executionName: string;
  readonly objectKey: string;
  readonly studyInstanceUid: string;
  readonly prefix: string;
  readonly instanceCount: number;
  readonly seriesCount: number;
}

describe("completion events of the local stack", function () {
  this.timeout(60_000);
  let directory: string;
  let stack: LocalStack;
  let s3: S3Client;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "completion-events-"));
    stack = await startLocalStack({ directory, projectRoot });
    const { endpoint, region, credentials } = stack;
    s3 = new S3Client({ endpoint, region, credentials });
  });
  after(async () => {
    s3.destroy();
    await stack.close();
    await rm(directory, { recursive: true });
  });

  const put = (Key: string, Body: Uint8Array) =>
    s3.send(new PutObjectCommand({ Bucket: String(stack.outputs.rawBucketName), Key, Body }));
  async function putSlice(patient: 0 | 1, number: number) {
    const dataSet = ctSlice(DEMO_PATIENTS[patient], number);
    const { folder, name } = DEMO_PATIENTS[patient];
    await put(
      `${folder}/${name} ${number}.dcm`,
      await planToBuffer(planWrite({ ...bareObjectOf([]), dataSet })),
    );
  }
  const eventsOf = (type: string) =>
    stack.events.flatMap((event, index) =>
      event.detailType === type ? [{ index, detail: event.detail as Detail }] : [],
    );

  it("tell of every object, and once of each study, after the last of its objects", async () => {
    // Two studies in disorder, an instance that comes twice, and an object that is none.
    for (const [patient, number] of [
      [0, 3],
      [1, 1],
      [0, 1],
      [0, 2],
      [1, 2],
      [0, 1],
    ] as const)
      await putSlice(patient, number);
    await put("in/Plantagenet.dcm", Buffer.from("Dear colleague"));
    await stack.idle();

    expect(stack.problems).to.deep.equal([]);
    const objects = eventsOf("DICOM Object De-identified");
    // The older one of two versions tells nothing where the newer one was done first.
    expect(objects.length).to.be.oneOf([5, 6]);
    const studies = eventsOf("DICOM Study Completed");
    expect(studies.map(({ detail }) => detail.instanceCount)).to.have.members([3, 2]);
    for (const { index, detail } of studies) {
      const { studyInstanceUid, prefix } = detail;
      expect(detail).to.deep.include({ environment: "dev", seriesCount: 1, truncated: false });
      const own = objects.filter((object) => object.detail.studyInstanceUid === studyInstanceUid);
      expect(new Set(own.map((object) => object.detail.objectKey)).size).to.equal(detail.instanceCount);
      for (const object of own) {
        expect(object.index).to.be.below(index);
        expect(object.detail.objectKey.startsWith(prefix)).to.equal(true);
      }
    }
    const [quarantined, ...others] = eventsOf("DICOM Object Quarantined");
    expect(others).to.deep.equal([]);
    expect(quarantined!.detail).to.have.all.keys("environment", "executionName", "code", "fault");
    expect(quarantined!.detail).to.deep.include({ code: "NOT_DICOM", fault: "input" });
  });

  it("tell again of a study that got more", async () => {
    const before = eventsOf("DICOM Study Completed").length;
    await putSlice(1, 3);
    await stack.idle();
    const again = eventsOf("DICOM Study Completed").slice(before);
    expect(again.map(({ detail }) => detail.instanceCount)).to.deep.equal([3]);
  });

  it("hold nothing of a patient, and are all in a file", async () => {
    const text = await readFile(join(directory, "events.jsonl"), "utf8");
    expect(text.trim().split("\n")).to.have.length(stack.events.length);
    for (const planted of PLANTED_TEXTS) expect(text.toLowerCase()).to.not.include(planted.toLowerCase());
  });
});
