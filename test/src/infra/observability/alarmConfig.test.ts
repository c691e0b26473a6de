import { expect } from "chai";
import { parseStackConfig } from "../../../../src/infra/config/parseStackConfig";
import { functionAlarms } from "../../../../src/infra/observability/alarms/functionAlarms";
import { queueAlarms } from "../../../../src/infra/observability/alarms/queueAlarms";
import { workflowAlarms } from "../../../../src/infra/observability/alarms/workflowAlarms";
import { ALARM, queriesOf } from "../../../support/pulumi/alarms";
import { declaredStack, FUNCTIONS, ofType, PROJECT_ROOT, theOne } from "../../../support/pulumi/declared";

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
      functions: FUNCTIONS.map((name) => ({
        name,
        isStep: false,
        functionName: name,
        logGroupName: name,
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
