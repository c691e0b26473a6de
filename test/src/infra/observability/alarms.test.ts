import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackNames } from "../../../../src/deployPolicy/stackNames";
import { ALARM, queriesOf } from "../../../support/pulumi/alarms";
import {
  ACCOUNT_ID,
  declaredStack,
  FUNCTIONS,
  listOf,
  ofType,
  PROJECT_ROOT,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

for (const name of STACKS)
  describe(`alarms of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    const prefix = `medical-imaging-pipeline-${name}-`;
    const alarms = () => ofType(stack, ALARM);
    const alarm = (end: string) => alarms().find(({ inputs }) => inputs.name === prefix + end)!;
    const topicArn = () => textOf(theOne(stack, "aws:sns/topic:Topic"), "arn");

    it("watch single metrics by AWS's names of them", () => {
      const stateMachine = { StateMachineArn: stack.outputs.stateMachineArn };
      const queue = (end: string) => ({ QueueName: theOne(stack, "aws:sqs/queue:Queue", end).state.name });
      const ours = { Environment: name, Fault: "service" };
      const expected: Record<string, unknown[]> = {
        "service-failures": ["MedicalImaging/Pipeline", "PipelineFailure", "Sum", ours, 1],
        "timed-out": ["AWS/States", "ExecutionsTimedOut", "Sum", stateMachine, 1],
        aborted: ["AWS/States", "ExecutionsAborted", "Sum", stateMachine, 1],
        "throttled-transitions": ["AWS/States", "ExecutionThrottled", "Sum", stateMachine, 100],
        "queue-age": ["AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", queue("-ingest"), 900],
        "dead-letters": [
          "AWS/SQS",
          "ApproximateNumberOfMessagesVisible",
          "Maximum",
          queue("-ingest-dead-letter"),
          1,
        ],
        "study-dead-letters": [
          "AWS/SQS",
          "ApproximateNumberOfMessagesVisible",
          "Maximum",
          queue("-study-dead-letter"),
          1,
        ],
      };
      for (const fn of FUNCTIONS) {
        const dimensions = { FunctionName: prefix + fn };
        const timeoutSeconds = fn === "dispatch" || fn === "study" ? 60 : 300;
        expected[`function-errors-${fn}`] = ["AWS/Lambda", "Errors", "Sum", dimensions, 3];
        expected[`function-throttles-${fn}`] = ["AWS/Lambda", "Throttles", "Sum", dimensions, 10];
        const nearly = 0.8 * timeoutSeconds * 1000;
        expected[`function-duration-${fn}`] = ["AWS/Lambda", "Duration", "Maximum", dimensions, nearly];
      }
      const found = alarms()
        .filter((one) => !queriesOf(one))
        .map(({ inputs }) => {
          const { namespace, metricName, statistic, dimensions, threshold } = inputs;
          expect(inputs.period).to.equal(300);
          return [
            String(inputs.name).slice(prefix.length),
            [namespace, metricName, statistic, dimensions, threshold],
          ];
        });
      expect(Object.fromEntries(found)).to.deep.equal(expected);
    });

    it("watch what several metrics say together, each by a name that its expression uses", () => {
      const together = alarms().filter(queriesOf);
      expect(together.map(({ inputs }) => String(inputs.name).slice(prefix.length))).to.have.members([
        "unrecorded-failures",
        "quarantined-share",
        "stalled",
      ]);
      for (const one of together) {
        const queries = queriesOf(one)!;
        const [result, ...others] = queries.filter(({ returnData }) => returnData);
        expect(others, "one result").to.deep.equal([]);
        const variables = result!.expression!.match(/\b[a-z]\w*\b/g);
        const ids = queries.flatMap(({ id, metric }) => (metric ? [id] : []));
        expect(new Set(variables)).to.deep.equal(new Set(ids));
        expect(new Set(queries.flatMap(({ metric }) => metric?.period ?? [])).size).to.equal(1);
        for (const { metric } of queries) if (metric) expect(metric.stat).to.equal("Sum");
      }
    });

    it("compare failed executions with those that were counted, and arrivals with ends", () => {
      const metrics = (end: string) =>
        queriesOf(alarm(end))!.flatMap(({ id, metric }) =>
          metric ? [[id, metric.namespace, metric.metricName]] : [],
        );
      expect(metrics("unrecorded-failures")).to.deep.equal([
        ["failed", "AWS/States", "ExecutionsFailed"],
        ["counted", "MedicalImaging/Pipeline", "PipelineFailure"],
      ]);
      expect(metrics("stalled")).to.deep.equal([
        ["arrived", "AWS/SQS", "NumberOfMessagesSent"],
        ["succeeded", "AWS/States", "ExecutionsSucceeded"],
        ["failed", "AWS/States", "ExecutionsFailed"],
      ]);
      expect(alarm("stalled").inputs).to.include({
        evaluationPeriods: 2,
        datapointsToAlarm: 2,
        threshold: 1,
      });
      expect(alarm("quarantined-share").inputs).to.include({ threshold: 20 });
    });

    it("raise none for a single object at fault", () => {
      const single = alarms().filter(
        ({ inputs }) => inputs.threshold === 1 && !String(inputs.name).endsWith("stalled"),
      );
      for (const { inputs } of single) {
        expect(inputs.metricName).to.not.equal("ExecutionsFailed");
        expect(inputs.dimensions ?? {}).to.not.include({ Fault: "input" });
      }
    });

    it("stay quiet without data, and tell the topic when they go off and when it is over", () => {
      for (const { inputs } of alarms())
        expect(inputs).to.deep.include({
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          treatMissingData: "notBreaching",
          alarmActions: [topicArn()],
          okActions: [topicArn()],
        });
    });

    it("say what they mean, and where it is written what to do", () => {
      const page = readFileSync(join(PROJECT_ROOT, "docs/operations.md"), "utf8");
      const sections = page.match(/^### .*$/gm)!.map((title) => title.slice("### ".length));
      for (const { inputs } of alarms()) {
        const description = String(inputs.alarmDescription);
        const [, section = ""] =
          /What to do: docs\/operations\.md, Alarms, ([a-z-]+)\.$/.exec(description) ?? [];
        expect(sections, description).to.include(section);
        expect(String(inputs.name)).to.include(section);
        expect(description.length).to.be.at.most(1024);
      }
    });

    it("go to a topic that this stack's alarms alone may publish to, over TLS", () => {
      expect(stack.outputs.alarmTopicArn).to.equal(topicArn());
      const policy = theOne(stack, "aws:sns/topicPolicy:TopicPolicy");
      expect(policy.inputs.arn).to.equal(topicArn());
      expect(statementsOf(policy)).to.deep.equal([
        {
          Sid: "UsedByAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topicArn(),
          Condition: ofThisStack,
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: topicArn(),
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]);
    });

    const ofThisStack = {
      StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
      ArnLike: {
        "aws:SourceArn": stackNames({
          projectName: "medical-imaging-pipeline",
          environment: name,
        }).alarms.map((alarm) => `arn:aws:cloudwatch:us-east-1:${ACCOUNT_ID}:alarm:${alarm}`),
      },
    };

    it("are encrypted on their way with a key that CloudWatch may use, as the one of SNS is not", () => {
      const key = theOne(stack, "aws:kms/key:Key", "-alarms");
      expect(theOne(stack, "aws:sns/topic:Topic").inputs.kmsMasterKeyId).to.equal(key.state.arn);
      expect(key.inputs).to.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
      expect(theOne(stack, "aws:kms/alias:Alias", "-alarms").inputs).to.include({
        name: `alias/medical-imaging-pipeline-${name}-alarms`,
        targetKeyId: key.id,
      });
      const [administered, ...used] = statementsOf(key);
      for (const action of listOf(administered?.Action))
        expect(action).to.not.match(/crypt|GenerateDataKey|CreateGrant|\*/);
      expect(used).to.deep.equal([
        {
          Sid: "UsedByAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: ofThisStack,
        },
      ]);
    });

    it("go on to nobody unless it is configured", () =>
      expect(ofType(stack, "aws:sns/topicSubscription:TopicSubscription")).to.deep.equal([]));
  });
