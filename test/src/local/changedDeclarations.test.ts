import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runStack, stackInstance, type RunningStack } from "../../support/local/runningStack";
import { declaredStack, type DeclaredResource, type DeclaredStack } from "../../support/pulumi/declared";

describe("the local stack, of a changed declaration", function () {
  this.timeout(60_000);
  let declared: DeclaredStack;
  let instance: Uint8Array;
  let running: RunningStack | undefined;

  before(async () => {
    declared = await declaredStack("dev");
    instance = await stackInstance();
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  async function start(change: (resources: DeclaredResource[]) => DeclaredResource[]) {
    running = await runStack({ ...declared, resources: change([...declared.resources]) });
    return { ...running, raw: running.bucket("rawBucketName") };
  }

  const isType = (type: string) => (resource: DeclaredResource) => resource.type.endsWith(`:${type}`);
  const without = (type: string) => (all: DeclaredResource[]) => all.filter((one) => !isType(type)(one));

  it("does nothing where no notification is declared", async () => {
    const { stack, s3, raw } = await start(without("BucketNotification"));
    const events: string[] = [];
    stack.onExecution(({ kind }) => events.push(kind));
    await s3.send(new PutObjectCommand({ Bucket: raw, Key: "in/a.dcm", Body: instance }));
    await stack.idle();
    expect(events).to.deep.equal([]);
  });

  it("reads no queue where the alias of the function that does is not declared, and says so", async () => {
    const { stack, s3, raw } = await start((all) =>
      all.filter((one) => !(one.type === "aws:lambda/alias:Alias" && one.name.endsWith("-dispatch"))),
    );
    const events: string[] = [];
    stack.onExecution(({ kind }) => events.push(kind));
    await s3.send(new PutObjectCommand({ Bucket: raw, Key: "in/a.dcm", Body: instance }));
    await stack.idle();
    expect(events).to.deep.equal([]);
    expect(stack.problems.join()).to.match(/dispatch: its queue or function is not declared/);
  });

  it("delivers no event where the queue's policy does not let S3 in, and says so", async () => {
    const { stack, s3, raw } = await start(without("QueuePolicy"));
    await s3.send(new PutObjectCommand({ Bucket: raw, Key: "in/a.dcm", Body: instance }));
    await stack.idle();
    expect(stack.problems.join()).to.match(/its policy does not let S3 send/);
  });

  /** The declaration of a role's policy without one statement. */
  const withoutStatement = (functionName: string, sid: string) => (all: DeclaredResource[]) =>
    all.map((resource) => {
      if (!isType("RolePolicy")(resource) || !resource.name.includes(functionName)) return resource;
      const policy = JSON.parse(String(resource.inputs.policy)) as { Statement: { Sid: string }[] };
      const Statement = policy.Statement.filter(({ Sid }) => Sid !== sid);
      expect(Statement).to.have.lengthOf(policy.Statement.length - 1);
      const changed = { policy: JSON.stringify({ ...policy, Statement }) };
      return {
        ...resource,
        inputs: { ...resource.inputs, ...changed },
        state: { ...resource.state, ...changed },
      };
    });

  const dropped: [string, string, string, { state: string; code: string }][] = [
    [
      "to read the raw object",
      "ingestion",
      "ReadRawVersion",
      { state: "IngestionStep", code: "AccessDenied" },
    ],
    [
      "to write the output",
      "deidentification",
      "WriteProcessed",
      { state: "DeidentificationStep", code: "AccessDenied" },
    ],
    [
      "to use the key",
      "deidentification",
      "DeriveKey",
      { state: "DeidentificationStep", code: "AccessDeniedException" },
    ],
    [
      "to call the functions",
      "dicom-processing-workflow",
      "CallSteps",
      { state: "IngestionStep", code: "Lambda.AWSLambdaException" },
    ],
  ];
  for (const [what, functionName, sid, failure] of dropped)
    it(`ends in quarantine, as a fault of the service, without the permission ${what}`, async () => {
      const { s3, raw, keys, process } = await start(withoutStatement(functionName, sid));
      const result = await process("in/a.dcm", instance);
      expect(result).to.include({ status: "FAILED", code: "PROCESSING_FAILED" });
      expect(result.failures).to.deep.include(failure);
      const [Key = ""] = await keys("rawBucketName", "quarantine/");
      const reason = await s3.send(new GetObjectCommand({ Bucket: raw, Key }));
      expect(JSON.parse(await reason.Body!.transformToString())).to.have.nested.property(
        "reason.fault",
        "service",
      );
      expect(await keys("processedBucketName")).to.deep.equal([]);
      expect(await readFile(join(running!.directory, "denials.jsonl"), "utf8")).to.contain(
        '"because":"noAllow"',
      );
    });

  it("goes on to the reason where the permission to tag is missing, and names the error after the SDK's model", async () => {
    const { keys, process } = await start(
      withoutStatement("dicom-processing-workflow", "TagQuarantinedVersion"),
    );
    const result = await process("in/letter.dcm", Buffer.from("Dear colleague"));
    expect(result.failures).to.deep.include({
      state: "TagQuarantinedVersion",
      code: "S3.AccessDeniedException",
    });
    expect(await keys("rawBucketName", "quarantine/")).to.have.lengthOf(1);
  });

  it("runs the states by the names that are declared", async () => {
    const { process } = await start((all) =>
      all.map((resource) => {
        if (!isType("StateMachine")(resource)) return resource;
        const definition = String(resource.inputs.definition).replaceAll("ValidationStep", "RenamedStep");
        return {
          ...resource,
          inputs: { ...resource.inputs, definition },
          state: { ...resource.state, definition },
        };
      }),
    );
    const result = await process("in/a.dcm", instance);
    expect(result.states).to.include("RenamedStep").and.not.to.include("ValidationStep");
  });
});
