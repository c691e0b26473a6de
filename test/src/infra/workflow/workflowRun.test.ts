import { expect } from "chai";
import * as v from "valibot";
import { quarantineReasonSchema } from "../../../../src/pipeline/quarantineReasonSchema";
import { answer, failure, INPUT, runWorkflow } from "../../../support/pulumi/workflowRun";

const REJECTION = {
  step: "validation",
  code: "TRUNCATED_ELEMENT",
  fault: "input",
  message: "cut",
  offset: 12,
};

const QUARANTINE = [
  "TagQuarantinedVersion",
  "WriteQuarantineReason",
  "PublishFailureMetric",
  "PublishQuarantineEvent",
  "FailureState",
];

const OUTPUT = {
  outcome: "published",
  outputBucketName: "processed",
  outputKey: "studies/2.25.1/2.25.2/2.25.3.dcm",
  outputVersionId: "o1",
  sizeBytes: 1234,
  checksum: { algorithm: "SHA-256", value: "ab" },
  studyInstanceUid: "2.25.1",
  seriesInstanceUid: "2.25.2",
  sopInstanceUid: "2.25.3",
};

/** What the steps answer in earnest, as far as later states look at it. */
const FACTS = {
  IngestionStep: () => answer(200, { sopClassUid: "1.2.840.10008.5.1.4.1.1.2" }),
  DeidentificationStep: () => answer(200, OUTPUT),
  MarkStudy: () => ({ VersionId: "m1", ETag: "e" }),
};

describe("workflow, run", () => {
  it("takes an object through the three steps and counts it", async () => {
    const { status, states, inputsOf, ...rest } = await runWorkflow(FACTS);
    expect(status).to.equal("SUCCEEDED");
    expect(states).to.deep.equal([
      ...["Ingestion", "Validation", "Deidentification"].flatMap((step) => [
        `${step}Step`,
        `Check${step}Status`,
        `Parse${step}Result`,
      ]),
      "PublishSuccessMetric",
      "CheckPublication",
      "PublishObjectEvent",
      "MarkStudy",
      "AwaitQuietStudy",
      "SuccessState",
    ]);
    const [validation] = inputsOf("ValidationStep");
    expect(validation).to.deep.include({ FunctionName: "arn:validation" });
    expect(validation).to.have.nested.property("Payload.executionName", "e1");
    expect(validation).to.have.nested.property("Payload.object").that.deep.includes(INPUT);
    expect(rest).to.have.nested.property("output.validation.facts.from", "ValidationStep");
    expect(rest).to.have.nested.property("output.deidentification.facts").that.deep.equals(OUTPUT);
  });

  it("quarantines an input at fault without trying again", async () => {
    const { status, states, inputsOf } = await runWorkflow({ ValidationStep: () => answer(422, REJECTION) });
    expect(status).to.equal("FAILED");
    expect(states.slice(-8)).to.deep.equal([
      "CheckValidationStatus",
      "ErrorHandler",
      "DescribeRejection",
      ...QUARANTINE,
    ]);
    expect(inputsOf("ValidationStep")).to.have.length(1);
    expect(inputsOf("DeidentificationStep")).to.deep.equal([]);
    expect(inputsOf("TagQuarantinedVersion")).to.deep.equal([
      {
        Bucket: "raw",
        Key: INPUT.objectKey,
        VersionId: "v1",
        Tagging: { TagSet: [{ Key: "quarantine", Value: "TRUNCATED_ELEMENT" }] },
      },
    ]);
    expect(inputsOf("WriteQuarantineReason")).to.deep.equal([
      {
        Bucket: "raw",
        Key: "quarantine/e1/reason.json",
        Body: { executionName: "e1", reason: REJECTION },
        ContentType: "application/json",
      },
    ]);
  });

  it("writes reasons in the form of their schema, whosever fault it was", async () => {
    const failing = () => {
      throw failure("Sandbox.Timedout");
    };
    for (const step of [() => answer(422, REJECTION), failing]) {
      const { inputsOf } = await runWorkflow({ IngestionStep: step });
      const [written] = inputsOf("WriteQuarantineReason") as { Body: unknown }[];
      expect(v.safeParse(quarantineReasonSchema, written?.Body).issues).to.equal(undefined);
    }
  });

  it("counts a failure once, by whose fault it was and by code", async () => {
    const dimensions = (...own: object[]) => [{ Name: "Environment", Value: "test" }, ...own];
    const count = (MetricName: string, ...own: object[]) => {
      return { MetricName, Value: 1, Unit: "Count", Dimensions: dimensions(...own) };
    };
    for (const [step, Fault, Reason] of [
      [() => answer(422, REJECTION), "input", "TRUNCATED_ELEMENT"],
      [
        () => {
          throw failure("Sandbox.Timedout");
        },
        "service",
        "PROCESSING_FAILED",
      ],
    ] as const) {
      const { inputsOf } = await runWorkflow({ IngestionStep: step });
      expect(inputsOf("PublishFailureMetric")).to.deep.equal([
        {
          Namespace: "MedicalImaging/Pipeline",
          MetricData: [
            count("PipelineFailure"),
            count("PipelineFailure", { Name: "Fault", Value: Fault }),
            count("Quarantined", { Name: "Reason", Value: Reason }),
          ],
        },
      ]);
      expect(inputsOf("PublishSuccessMetric")).to.deep.equal([]);
    }
  });

  it("tries a busy Lambda service again and goes on", async () => {
    const { status, inputsOf } = await runWorkflow({
      ...FACTS,
      IngestionStep: (attempt) => {
        if (attempt < 4) throw failure("Lambda.TooManyRequestsException");
        return FACTS.IngestionStep();
      },
    });
    expect(status).to.equal("SUCCEEDED");
    expect(inputsOf("IngestionStep")).to.have.length(4);
  });

  it("gives up after three more attempts, and says that the service failed", async () => {
    const { status, states, inputsOf } = await runWorkflow({
      DeidentificationStep: () => {
        throw failure("Lambda.ServiceException");
      },
    });
    expect(status).to.equal("FAILED");
    expect(inputsOf("DeidentificationStep")).to.have.length(4);
    expect(states.slice(-7)).to.deep.equal(["ErrorHandler", "DescribeServiceFailure", ...QUARANTINE]);
    expect(inputsOf("WriteQuarantineReason")[0]).to.have.nested.property("Body.reason").that.deep.equals({
      code: "PROCESSING_FAILED",
      fault: "service",
    });
  });

  it("does not try an error of a function's own again", async () => {
    const { inputsOf, states } = await runWorkflow({
      IngestionStep: () => {
        throw failure("InvalidStepEventError");
      },
    });
    expect(inputsOf("IngestionStep")).to.have.length(1);
    expect(states.at(-1)).to.equal("FailureState");
  });

  for (const step of ["IngestionStep", "ValidationStep", "DeidentificationStep"])
    it(`quarantines what ${step} gives no answer to within its time, however often it is tried`, async () => {
      const { status, states, inputsOf } = await runWorkflow({
        ...FACTS,
        [step]: () => {
          throw failure("States.Timeout");
        },
      });
      expect(status).to.equal("FAILED");
      expect(inputsOf(step)).to.have.length(4);
      expect(states.slice(-QUARANTINE.length)).to.deep.equal(QUARANTINE);
      const [reason] = inputsOf("WriteQuarantineReason");
      expect(reason).to.have.deep.nested.property("Body.reason", {
        code: "PROCESSING_FAILED",
        fault: "service",
      });
    });

  it("still writes the reason and counts the failure where the version cannot be tagged", async () => {
    const { states, inputsOf } = await runWorkflow({
      IngestionStep: () => answer(422, REJECTION),
      TagQuarantinedVersion: () => {
        throw failure("S3.S3Exception");
      },
    });
    expect(states.slice(-QUARANTINE.length)).to.deep.equal(QUARANTINE);
    expect(inputsOf("TagQuarantinedVersion")).to.have.length(16);
    expect(inputsOf("WriteQuarantineReason")).to.have.length(1);
  });

  it("tells of an output by its new names, and has its study looked at after the quiet time", async () => {
    const { status, inputsOf } = await runWorkflow(FACTS);
    expect(status).to.equal("SUCCEEDED");
    const { outputBucketName: bucketName, outputKey: objectKey, outputVersionId: versionId } = OUTPUT;
    const { sizeBytes, checksum, studyInstanceUid, seriesInstanceUid, sopInstanceUid } = OUTPUT;
    expect(inputsOf("PublishObjectEvent")).to.deep.equal([
      {
        Entries: [
          {
            EventBusName: "bus",
            Source: "medical-imaging-pipeline",
            DetailType: "DICOM Object De-identified",
            Detail: {
              environment: "test",
              executionName: "e1",
              outcome: "published",
              ...{ bucketName, objectKey, versionId },
              ...{ sizeBytes, checksum, studyInstanceUid, seriesInstanceUid, sopInstanceUid },
              sopClassUid: "1.2.840.10008.5.1.4.1.1.2",
            },
          },
        ],
      },
    ]);
    const key = "study-markers/2.25.1.json";
    expect(inputsOf("MarkStudy")).to.deep.equal([
      { Bucket: "logs", Key: key, Body: { executionName: "e1" }, ContentType: "application/json" },
    ]);
    expect(inputsOf("AwaitQuietStudy")).to.deep.equal([
      {
        QueueUrl: "queue",
        DelaySeconds: 300,
        MessageBody: { studyInstanceUid: "2.25.1", marker: { key, versionId: "m1" } },
      },
    ]);
  });

  it("tells of an output that another execution wrote, and that it is unchanged: that one may have told nobody", async () => {
    const DeidentificationStep = () => answer(200, { ...OUTPUT, outcome: "unchanged" });
    const { inputsOf } = await runWorkflow({ ...FACTS, DeidentificationStep });
    const [event] = inputsOf("PublishObjectEvent") as { Entries: { Detail: object }[] }[];
    expect(event!.Entries[0]!.Detail).to.include({ outcome: "unchanged", versionId: "o1" });
    expect(inputsOf("AwaitQuietStudy")).to.have.length(1);
  });

  it("tells nothing of an object whose output is superseded by a newer one", async () => {
    const unpublished = { outputVersionId: undefined, sizeBytes: undefined, checksum: undefined };
    const superseded = { ...OUTPUT, ...unpublished, outcome: "superseded" };
    const { status, states } = await runWorkflow({
      ...FACTS,
      DeidentificationStep: () => answer(200, superseded),
    });
    expect(status).to.equal("SUCCEEDED");
    expect(states.slice(-3)).to.deep.equal(["PublishSuccessMetric", "CheckPublication", "SuccessState"]);
  });

  it("tells of a quarantine by its code, without the object", async () => {
    const { inputsOf } = await runWorkflow({ ValidationStep: () => answer(422, REJECTION) });
    expect(inputsOf("PublishQuarantineEvent")).to.deep.equal([
      {
        Entries: [
          {
            EventBusName: "bus",
            Source: "medical-imaging-pipeline",
            DetailType: "DICOM Object Quarantined",
            Detail: { environment: "test", executionName: "e1", code: "TRUNCATED_ELEMENT", fault: "input" },
          },
        ],
      },
    ]);
  });

  it("has the same end where nobody can be told of it", async () => {
    const lost = () => {
      throw failure("EventBridge.FailedEntry");
    };
    const done = await runWorkflow({ ...FACTS, PublishObjectEvent: lost, AwaitQuietStudy: lost });
    expect(done.status).to.equal("SUCCEEDED");
    expect(done.inputsOf("MarkStudy")).to.have.length(1);
    const unmarked = await runWorkflow({ ...FACTS, MarkStudy: lost });
    expect(unmarked.status).to.equal("SUCCEEDED");
    expect(unmarked.inputsOf("AwaitQuietStudy")).to.deep.equal([]);
    const held = await runWorkflow({
      IngestionStep: () => answer(422, REJECTION),
      PublishQuarantineEvent: lost,
    });
    expect(held.states.at(-1)).to.equal("FailureState");
    expect(held).to.have.nested.property("error.cause.name", "TRUNCATED_ELEMENT");
  });

  it("succeeds where only the success could not be counted", async () => {
    const { status } = await runWorkflow({
      ...FACTS,
      PublishSuccessMetric: () => {
        throw failure("CloudWatch.CloudWatchException");
      },
    });
    expect(status).to.equal("SUCCEEDED");
  });
});
