import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackNames } from "../../../src/deployPolicy/stackNames";
import { parseStackConfig } from "../../../src/infra/config/parseStackConfig";
import { functionAlarms } from "../../../src/infra/observability/alarms/functionAlarms";
import { queueAlarms } from "../../../src/infra/observability/alarms/queueAlarms";
import { workflowAlarms } from "../../../src/infra/observability/alarms/workflowAlarms";
import {
  ACCOUNT_ID,
  declaredStack,
  listOf,
  ofType,
  PROJECT_ROOT,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredResource,
  type DeclaredStack,
} from "../../support/pulumi/declared";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const FUNCTIONS = ["dispatch", "ingestion", "validation", "deidentification", "study"];

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly returnData?: boolean;
  readonly metric?: {
    readonly namespace: string;
    readonly metricName: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly period: number;
    readonly stat: string;
  };
}

const queriesOf = ({ inputs }: DeclaredResource) => inputs.metricQueries as readonly Query[] | undefined;

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

describe("alarms by configuration", () => {
  it("go on to each subscription, under a name that says no address and stays", async () => {
    const both = await declaredStack("dev", {
      alarmSubscriptions: "email:oncall@example.org, https:https://example.org/alarm?from=dev",
    });
    const subscriptions = ofType(both, "aws:sns/topicSubscription:TopicSubscription");
    expect(subscriptions.map(({ inputs: { protocol, endpoint } }) => [protocol, endpoint])).to.deep.equal([
      ["email", "oncall@example.org"],
      ["https", "https://example.org/alarm?from=dev"],
    ]);
    const second = await declaredStack("dev", {
      alarmSubscriptions: "https:https://example.org/alarm?from=dev",
    });
    expect(theOne(second, "aws:sns/topicSubscription:TopicSubscription").name).to.equal(
      subscriptions[1]!.name,
    );
    for (const one of subscriptions) expect(one.name).to.match(/-alarms-[0-9a-f]{8}$/);
  });

  const switches: readonly (readonly [key: string, ends: readonly string[]])[] = [
    ["alarmServiceFailures", ["service-failures"]],
    ["alarmUnrecordedFailures", ["unrecorded-failures"]],
    ["alarmQuarantinedPercent", ["quarantined-share"]],
    ["alarmStalledMinutes", ["stalled"]],
    ["alarmTimedOutExecutions", ["timed-out"]],
    ["alarmAbortedExecutions", ["aborted"]],
    ["alarmThrottledTransitions", ["throttled-transitions"]],
    ["alarmQueueAgeSeconds", ["queue-age"]],
    ["alarmDeadLetters", ["dead-letters", "study-dead-letters"]],
    ["alarmFunctionErrors", FUNCTIONS.map((fn) => `function-errors-${fn}`)],
    ["alarmThrottles", FUNCTIONS.map((fn) => `function-throttles-${fn}`)],
    ["alarmDurationPercent", FUNCTIONS.map((fn) => `function-duration-${fn}`)],
  ];
  const parsed = parseStackConfig({
    namespace: "pipeline",
    stack: "dev",
    values: {},
    region: "us-east-1",
    projectRoot: PROJECT_ROOT,
  });
  const onWith = (values: object) => {
    if (!("config" in parsed)) throw new Error(parsed.problems.join());
    const config = { ...parsed.config, ...values };
    const watched = {
      environment: "dev",
      stateMachineArn: "arn:machine",
      workflowLogGroupName: "workflow",
      ingest: { queueName: "queue", deadLetterQueueName: "dead" },
      studies: { queueName: "studies", deadLetterQueueName: "dead studies" },
      functions: FUNCTIONS.map((role) => ({
        role,
        isStep: false,
        functionName: role,
        logGroupName: role,
        timeoutSeconds: 60,
        memoryMb: 128,
      })),
    };
    return [workflowAlarms, queueAlarms, functionAlarms]
      .flatMap((alarms) => alarms(config, watched))
      .flatMap(({ name, threshold }) => (threshold > 0 ? [name] : []));
  };

  it("are each taken away by their own key, and by no other", () => {
    const all = onWith({});
    expect(switches.flatMap(([, ends]) => ends)).to.have.members(all);
    for (const [key, ends] of switches) {
      const left = onWith({ [key]: 0 });
      expect(
        all.filter((one) => !left.includes(one)),
        key,
      ).to.have.members(ends);
    }
  });

  it("are not declared where all are taken away", async () => {
    const zero = Object.fromEntries(switches.map(([key]) => [key, "0"]));
    expect(ofType(await declaredStack("dev", zero), ALARM)).to.deep.equal([]);
  });

  it("take their thresholds from it", async () => {
    const stack = await declaredStack("dev", { alarmDurationPercent: "50", alarmStalledMinutes: "15" });
    expect(theOne(stack, ALARM, "function-duration-ingestion").inputs.threshold).to.equal(150_000);
    const periods = queriesOf(theOne(stack, ALARM, "-stalled"))!.flatMap(
      ({ metric }) => metric?.period ?? [],
    );
    expect(new Set(periods)).to.deep.equal(new Set([15 * 60]));
  });
});
