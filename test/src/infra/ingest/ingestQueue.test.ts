import { expect } from "chai";
import {
  ACCOUNT_ID,
  declaredStack,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const QUEUE = "aws:sqs/queue:Queue";

for (const name of STACKS)
  describe(`ingest queue of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    const queue = () => theOne(stack, QUEUE, "-ingest");
    const deadLetters = () => theOne(stack, QUEUE, "-ingest-dead-letter");
    const policyOf = (nameEnd: string) =>
      statementsOf(theOne(stack, "aws:sqs/queuePolicy:QueuePolicy", nameEnd));

    it("encrypts both queues", () => {
      for (const { inputs } of [queue(), deadLetters()]) expect(inputs.sqsManagedSseEnabled).to.equal(true);
    });

    it("sends what was received five times in vain to the dead-letter queue", () => {
      expect(JSON.parse(textOf(queue(), "redrivePolicy"))).to.deep.equal({
        deadLetterTargetArn: deadLetters().state.arn,
        maxReceiveCount: 5,
      });
      const allow = theOne(stack, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "-ingest");
      expect(allow.inputs.queueUrl).to.equal(deadLetters().id);
      expect(JSON.parse(textOf(allow, "redriveAllowPolicy"))).to.deep.equal({
        redrivePermission: "byQueue",
        sourceQueueArns: [queue().state.arn],
      });
    });

    it("keeps dead letters longer than the queue kept them", () =>
      expect(deadLetters().inputs.messageRetentionSeconds)
        .to.equal(14 * 86_400)
        .and.to.be.above(queue().inputs.messageRetentionSeconds as number));

    it("hides a message for six times the timeout of its reader or more", () => {
      const reader = theOne(stack, "aws:lambda/function:Function", "-dispatch");
      expect(queue().inputs.visibilityTimeoutSeconds).to.be.at.least(6 * (reader.inputs.timeout as number));
    });

    it("takes messages of the raw bucket of this account only, over TLS", () => {
      const tlsOnly = (resource: string) => ({
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: [resource],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
      const arn = textOf(queue(), "arn");
      expect(policyOf("-ingest")).to.deep.equal([
        tlsOnly(arn),
        {
          Sid: "ReceiveRawBucketEvents",
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arn,
          Condition: {
            ArnEquals: { "aws:SourceArn": theOne(stack, "aws:s3/bucket:Bucket", "raw-dicom").state.arn },
            StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          },
        },
      ]);
      expect(policyOf("-ingest-dead-letter")).to.deep.equal([tlsOnly(textOf(deadLetters(), "arn"))]);
    });

    it("is told of .dcm and .DCM objects, once the queue lets it", () => {
      const notification = theOne(stack, "aws:s3/bucketNotification:BucketNotification");
      expect(notification.inputs.bucket).to.equal(theOne(stack, "aws:s3/bucket:Bucket", "raw-dicom").id);
      expect(notification.inputs).to.have.all.keys("bucket", "queues");
      const queues = notification.inputs.queues as Record<string, unknown>[];
      expect(
        queues.map(({ queueArn, events, filterSuffix, filterPrefix }) => ({
          queueArn,
          events,
          filterSuffix,
          filterPrefix,
        })),
      ).to.deep.equal(
        [".dcm", ".DCM"].map((filterSuffix) => ({
          queueArn: queue().state.arn,
          events: ["s3:ObjectCreated:*"],
          filterSuffix,
          filterPrefix: undefined,
        })),
      );
      expect(notification.dependsOn).to.include(
        theOne(stack, "aws:sqs/queuePolicy:QueuePolicy", "-ingest").urn,
      );
    });

    it("is read in batches that can fail in part, by a bounded number of readers", () => {
      const mapping = theOne(stack, "aws:lambda/eventSourceMapping:EventSourceMapping", "-dispatch");
      expect(mapping.inputs).to.deep.include({
        eventSourceArn: queue().state.arn,
        functionName: theOne(stack, "aws:lambda/alias:Alias", "-dispatch").state.arn,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: 10 },
      });
    });
  });
