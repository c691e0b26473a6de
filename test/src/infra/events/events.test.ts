import { expect } from "chai";
import {
  declaredStack,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";
import { definitionOf, expectValid } from "../../../support/pulumi/workflow";

const QUEUE = "aws:sqs/queue:Queue";

for (const name of STACKS)
  describe(`completion events of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    const bus = () => theOne(stack, "aws:cloudwatch/eventBus:EventBus");
    const queue = () => theOne(stack, QUEUE, "-study");
    const deadLetters = () => theOne(stack, QUEUE, "-study-dead-letter");

    it("have a bus of the stack's own, listed in the outputs", () => {
      expect(bus().inputs.name).to.equal(`medical-imaging-pipeline-${name}`);
      expect(stack.outputs.eventBusName).to.equal(bus().inputs.name);
      expect(bus().inputs.tags).to.include({ dataClassification: "deidentified" });
    });

    it("go there from the workflow", () => {
      const { States } = definitionOf(stack);
      for (const state of ["PublishObjectEvent", "PublishQuarantineEvent"])
        expect(States[state])
          .to.have.nested.property("Parameters.Entries[0].EventBusName")
          .that.equals(bus().inputs.name);
    });

    it("wait for a quiet study in a queue that is encrypted, over TLS, with a dead-letter queue", () => {
      for (const { inputs } of [queue(), deadLetters()]) expect(inputs.sqsManagedSseEnabled).to.equal(true);
      expect(JSON.parse(textOf(queue(), "redrivePolicy"))).to.deep.equal({
        deadLetterTargetArn: deadLetters().state.arn,
        maxReceiveCount: 5,
      });
      for (const one of [queue(), deadLetters()]) {
        const policies = ofType(stack, "aws:sqs/queuePolicy:QueuePolicy").filter(
          ({ inputs }) => inputs.queueUrl === one.id,
        );
        expect(policies).to.have.length(1);
        expect(
          statementsOf(policies[0]!).map(({ Sid, Effect, Resource }) => [Sid, Effect, Resource]),
        ).to.deep.equal([["TlsOnly", "Deny", [one.state.arn]]]);
      }
    });

    it("and the objects' have outputs by which dead letters are sent back", () => {
      const ingested = theOne(stack, QUEUE, "-ingest-dead-letter");
      expect(stack.outputs).to.include({
        deadLetterQueueUrl: ingested.id,
        deadLetterQueueArn: ingested.state.arn,
        studyDeadLetterQueueUrl: deadLetters().id,
        studyDeadLetterQueueArn: deadLetters().state.arn,
      });
    });

    it("delay the workflow's message by the quiet time", () => {
      expect(definitionOf(stack).States.AwaitQuietStudy?.Parameters).to.deep.include({
        QueueUrl: queue().id,
        DelaySeconds: 300,
      });
    });

    it("are read by the study function, in batches that can fail in part", () => {
      const mapping = theOne(stack, "aws:lambda/eventSourceMapping:EventSourceMapping", "-study");
      expect(mapping.inputs).to.deep.include({
        eventSourceArn: queue().state.arn,
        functionName: theOne(stack, "aws:lambda/alias:Alias", "-study").state.arn,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
      });
      const { timeout } = theOne(stack, "aws:lambda/function:Function", "-study").inputs;
      expect(queue().inputs.visibilityTimeoutSeconds).to.be.at.least(6 * (timeout as number));
    });

    it("keep markers for longer than a message can wait to be delivered", () => {
      const { rules } = theOne(
        stack,
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "logs",
      ).inputs as { rules: { filter: { prefix?: string }; expiration?: { days: number } }[] };
      const markers = rules.find(({ filter }) => filter.prefix === "study-markers/");
      const waits = [queue(), deadLetters()].map(({ inputs }) => inputs.messageRetentionSeconds as number);
      expect(markers!.expiration!.days * 86_400).to.be.above(waits[0]! + waits[1]!);
      expect(markers).to.deep.include({ noncurrentVersionExpiration: { noncurrentDays: 1 } });
    });

    it("tell of objects alone where no study is waited for", async () => {
      const quiet = await declaredStack(name, { studyQuietMinutes: "0" });
      expect(quiet.resources.filter(({ name: logical }) => logical.includes("-study"))).to.deep.equal([]);
      for (const output of ["studyFunctionName", "studyDeadLetterQueueUrl", "studyDeadLetterQueueArn"])
        expect(quiet.outputs[output], output).to.equal(undefined);
      const definition = definitionOf(quiet);
      expectValid(definition);
      expect(definition.States).to.include.keys("PublishObjectEvent", "PublishQuarantineEvent");
      expect(definition.States).to.not.have.any.keys("MarkStudy", "AwaitQuietStudy");
      const sids = statementsOf(theOne(quiet, "aws:iam/rolePolicy:RolePolicy", `workflow-${name}`)).map(
        ({ Sid }) => Sid,
      );
      expect(sids).to.include("PublishEvents");
      for (const sid of ["MarkStudy", "AwaitQuietStudy"]) expect(sids).to.not.include(sid);
    });
  });
