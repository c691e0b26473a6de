import { expect } from "chai";
import { randomFillSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BufferSource, readDicom } from "../../../dicom";
import { PROJECT_ROOT } from "../../support/pulumi/declared";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";
import { ctFile, PLANTED, unsignedShort, type CtChanges } from "../pipeline/support/ctFile";
import { messageOf, recordOf } from "../pipeline/support/eventMessages";
import { runBundle } from "./support/runBundle";
import { SETTINGS } from "./support/settings";
import { stepEvent } from "./support/stepEvent";
import { startStubService, type StubService } from "./support/stubService";

/** What travels to Lambda, run as it runs there, over HTTP. */
describe("the bundles, in a plain Node process", function () {
  this.timeout(30_000);
  let s3: TestS3;
  let kms: StubService;
  let stepFunctions: StubService;

  before(async () => {
    const versioned = { versioning: true };
    s3 = await startS3Server({ buckets: { raw: versioned, processed: versioned, logs: versioned } });
    kms = await startStubService(200, { Mac: Buffer.alloc(32, 7).toString("base64"), KeyId: "k" });
    stepFunctions = await startStubService(200, { executionArn: "arn:execution", startDate: 1 });
  });

  after(async () => {
    expect(s3.internalErrors).to.deep.equal([]);
    await Promise.all([s3.close(), kms.close(), stepFunctions.close()]);
  });

  const run = (name: string, event: object, more: Readonly<Record<string, string>> = {}) =>
    runBundle(name, SETTINGS, event, {
      AWS_REGION: s3.region,
      AWS_ACCESS_KEY_ID: s3.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ENDPOINT_URL_KMS: kms.endpoint,
      AWS_ENDPOINT_URL_SFN: stepFunctions.endpoint,
      ...more,
    });

  async function upload(changes: CtChanges = {}) {
    const { versionId } = await s3.service.putObject("raw", PLANTED.objectKey, ctFile(changes));
    return stepEvent({ object: { bucketName: "raw", objectKey: PLANTED.objectKey, versionId } });
  }

  it("dispatch starts an execution per message and fails the malformed one", async () => {
    const Records = [
      { messageId: "m1", body: messageOf(recordOf({ key: encodeURIComponent(PLANTED.objectKey) })) },
      { messageId: "m2", body: PLANTED.name },
    ];
    const { answer, output, logLines } = await run("dispatch", { Records });
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "m2" }] });
    expect(stepFunctions.requests).to.have.length(1);
    expect(logLines.flatMap(({ message }) => message ?? [])).to.have.members([
      "message failed",
      "execution started",
    ]);
    expect(logLines.at(-1)).to.include.keys("_aws", "ArrivalToStart");
    expect(output).to.not.include("PLANTED");
  });

  it("ingestion and validation answer facts", async () => {
    const event = await upload();
    for (const name of ["ingestion", "validation"]) {
      const { answer, output, logLines } = await run(name, event);
      expect(answer).to.include({ statusCode: 200 });
      expect(logLines[0]).to.include({ message: "step done", step: name, code: "OK" });
      expect(logLines[1]).to.have.keys(
        "_aws",
        ...["Environment", "Step", "StepDuration", "BytesMoved"],
        ...(name === "ingestion" ? ["ObjectBytes"] : []),
      );
      expect(output).to.not.include("PLANTED");
    }
  });

  it("deidentification writes output and audit record, with a key from KMS", async () => {
    const { answer, output } = await run("deidentification", await upload());
    const { statusCode, body } = answer as { statusCode: number; body: string };
    expect(statusCode, body).to.equal(200);
    const facts = JSON.parse(body) as Record<string, string>;
    const written = await s3.service.readObject("processed", facts["outputKey"]!, facts["outputVersionId"]);
    expect((await readDicom(new BufferSource(written))).warnings).to.deep.equal([]);
    const record = (await s3.service.readObject("logs", facts["auditKey"]!)).toString();
    expect(JSON.parse(record)).to.have.nested.property("output.key", facts["outputKey"]);
    const release = JSON.parse(await readFile(join(PROJECT_ROOT, "package.json"), "utf8")) as {
      version: string;
    };
    expect(JSON.parse(record)).to.have.property("engineVersion", release.version);
    expect(written.toString("latin1") + record + output).to.not.include("PLANTED");
    expect(kms.requests[0]?.target).to.equal("TrentService.GenerateMac");
  });

  it("deidentification carries pixel data of many parts through unchanged", async () => {
    const pixels = randomFillSync(Buffer.alloc(4096 * 2560 * 2));
    const large = {
      0x00280010: unsignedShort(4096),
      0x00280011: unsignedShort(2560),
      0x7fe00010: ["OW", pixels],
    } as const;
    const { answer } = await run("deidentification", await upload(large));
    const { statusCode, body } = answer as { statusCode: number; body: string };
    expect(statusCode, body).to.equal(200);
    const written = await s3.service.readObject(
      "processed",
      (JSON.parse(body) as { outputKey: string }).outputKey,
    );
    expect(written.subarray(-pixels.length).equals(pixels)).to.equal(true);
  });

  it("every step answers 422 for an input at fault", async () => {
    const { versionId } = await s3.service.putObject("raw", PLANTED.objectKey, `${PLANTED.name} is no image`);
    const event = stepEvent({ object: { bucketName: "raw", objectKey: PLANTED.objectKey, versionId } });
    for (const step of ["ingestion", "validation", "deidentification"]) {
      const { answer, output } = await run(step, event);
      const { statusCode, body } = answer as { statusCode: number; body: string };
      expect(statusCode).to.equal(422);
      expect(JSON.parse(body)).to.include({ step, code: "NOT_DICOM", fault: "input" });
      expect(output).to.not.include("PLANTED");
    }
  });

  it("a step throws under a stable name what is the service's fault", async () => {
    const event = await upload();
    const denied = await run("ingestion", event, { AWS_SECRET_ACCESS_KEY: "wrong" });
    expect(denied.answer).to.deep.equal({
      name: "SignatureDoesNotMatch",
      message: "the ingestion step failed with SignatureDoesNotMatch",
    });
    expect(denied.output).to.not.include("PLANTED");
  });

  it("a step answers 422 for a version that is gone", async () => {
    const gone = await run(
      "validation",
      stepEvent({ object: { bucketName: "raw", objectKey: PLANTED.name, versionId: "v" } }),
    );
    const { statusCode, body } = gone.answer as { statusCode: number; body: string };
    expect(statusCode).to.equal(422);
    expect(JSON.parse(body)).to.include({ code: "SOURCE_VANISHED" });
    expect(gone.output).to.not.include("PLANTED");
  });
});
