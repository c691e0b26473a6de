import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { stackConfigSchema } from "../../../../src/infra/config/stackConfig";
import { ENVIRONMENT_DIMENSION, METRICS } from "../../../../src/metricNames";
import {
  dashboardBodySchema,
  type DashboardBody,
  type MetricWidget,
} from "../../../support/pulumi/dashboardBody";
import {
  declaredStack,
  ofType,
  PROJECT_ROOT,
  STACKS,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

/** What AWS emits under these dimensions, of what is of use here. */
const AWS_METRICS: Readonly<Record<string, readonly string[]>> = {
  "AWS/Lambda FunctionName": ["ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"],
  "AWS/Logs LogGroupName": ["IncomingBytes", "IncomingLogEvents"],
  "AWS/SQS QueueName": [
    "ApproximateAgeOfOldestMessage",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesVisible",
    "NumberOfMessagesDeleted",
    "NumberOfMessagesReceived",
    "NumberOfMessagesSent",
  ],
  "AWS/States ServiceMetric": [
    "ConsumedCapacity",
    "ProvisionedBucketSize",
    "ProvisionedRefillRate",
    "ThrottledEvents",
  ],
  "AWS/States StateMachineArn": [
    "ExecutionThrottled",
    "ExecutionTime",
    "ExecutionsAborted",
    "ExecutionsFailed",
    "ExecutionsStarted",
    "ExecutionsSucceeded",
    "ExecutionsTimedOut",
  ],
};

/** Namespace and sets of dimensions under which each metric is there, AWS's and our own. */
const EMITTED = new Set([
  ...Object.entries(AWS_METRICS).flatMap(([place, names]) => names.map((name) => `${place} ${name}`)),
  ...Object.entries(METRICS).flatMap(([name, { dimensionSets }]) =>
    dimensionSets.map((own) =>
      ["MedicalImaging/Pipeline", [ENVIRONMENT_DIMENSION, ...own].join(), name].join(" "),
    ),
  ),
]);

interface Drawn {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string | undefined;
}

const bodyOf = (stack: DeclaredStack): DashboardBody => {
  const parsed: unknown = JSON.parse(String(theOne(stack, DASHBOARD).inputs.dashboardBody));
  const result = v.safeParse(dashboardBodySchema, parsed);
  const problems = result.issues?.map((issue) => `${v.getDotPath(issue) ?? ""}: ${issue.message}`);
  expect(problems ?? [], "problems of the dashboard's body").to.deep.equal([]);
  return result.output as DashboardBody;
};

const graphsOf = ({ widgets }: DashboardBody): MetricWidget[] =>
  widgets.filter((widget) => widget.type === "metric");

/** The series of a graph, those that an expression looks for included. */
const drawnIn = ({ properties: { metrics } }: MetricWidget): Drawn[] =>
  metrics.flatMap((item): Drawn[] => {
    const [first] = item;
    if (typeof first === "object" && "expression" in first) return searched(first.expression);
    const texts = item.filter((part) => typeof part === "string");
    const [namespace = "", metricName = "", ...dimensions] = texts;
    const rendering = item.at(-1) as { readonly stat?: string };
    return [{ namespace, metricName, dimensions: pairsOf(dimensions), stat: rendering.stat }];
  });

const pairsOf = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.flatMap((text, at) => (at % 2 === 0 ? [[text, texts[at + 1] ?? ""]] : [])));

/** Of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html; nothing of another expression. */
function searched(expression: string): Drawn[] {
  if (!expression.startsWith("SEARCH")) return [];
  const parts = /^SEARCH\('\{"([^"]+)",([\w,]+)\} ((?:\w+="[^"]+" ?)+)', '(\w+)'\)$/.exec(expression);
  expect(parts, expression).to.not.equal(null);
  const [, namespace = "", names = "", terms = "", stat = ""] = parts!;
  const { MetricName = "", ...values } = Object.fromEntries(
    Array.from(terms.matchAll(/(\w+)="([^"]+)"/g), ([, key = "", value = ""]) => [key, value] as const),
  );
  expect(names.split(",")).to.include.members(Object.keys(values));
  const dimensions = Object.fromEntries(names.split(",").map((name) => [name, values[name] ?? "*"]));
  return [{ namespace, metricName: MetricName, dimensions, stat }];
}

for (const name of STACKS)
  describe(`the dashboard of ${name}`, () => {
    let stack: DeclaredStack;
    let body: DashboardBody;
    let drawn: Drawn[];
    before(async () => {
      stack = await declaredStack(name);
      body = bodyOf(stack);
      drawn = graphsOf(body).flatMap(drawnIn);
    });

    const prefix = `medical-imaging-pipeline-${name}`;

    it("stands under the stack's name, at the address of the output", () => {
      expect(theOne(stack, DASHBOARD).inputs.dashboardName).to.equal(prefix);
      expect(stack.outputs.dashboardUrl).to.equal(
        `https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/${prefix}`,
      );
    });

    it("asks for metrics that this program or AWS emits, under their dimensions", () => {
      for (const { namespace, metricName, dimensions } of drawn)
        expect(EMITTED).to.include([namespace, Object.keys(dimensions).join(), metricName].join(" "));
    });

    it("shows each metric that the program emits", () =>
      expect(
        new Set(
          drawn.flatMap(({ namespace, metricName }) => (namespace.startsWith("AWS/") ? [] : [metricName])),
        ),
      ).to.deep.equal(new Set(Object.keys(METRICS))));

    it("is about resources of the stack, in its region", () => {
      const named = (type: string) => ofType(stack, type).map((resource) => textOf(resource, "name"));
      const known: Readonly<Record<string, readonly string[]>> = {
        Environment: [name],
        FunctionName: named("aws:lambda/function:Function"),
        LogGroupName: named("aws:cloudwatch/logGroup:LogGroup"),
        QueueName: named("aws:sqs/queue:Queue"),
        ServiceMetric: ["StateTransition"],
        StateMachineArn: [String(stack.outputs.stateMachineArn)],
        Step: ["ingestion", "validation", "deidentification"],
        Fault: ["service"],
        Reason: ["*"],
        Code: ["*"],
        Action: ["*"],
      };
      for (const { dimensions } of drawn)
        for (const [dimension, value] of Object.entries(dimensions))
          expect(known[dimension], dimension).to.include(value);
      expect(new Set(graphsOf(body).map(({ properties }) => properties.region))).to.deep.equal(
        new Set(["us-east-1"]),
      );
    });

    it("shows every function that is declared, in each metric of functions", () => {
      const functions = ofType(stack, "aws:lambda/function:Function").map((fn) => textOf(fn, "name"));
      expect(functions).to.have.length(5);
      for (const metric of ["Invocations", "Duration", "Errors", "Throttles"]) {
        const shown = drawn.filter(({ metricName }) => metricName === metric);
        expect(new Set(shown.map(({ dimensions }) => dimensions.FunctionName)), metric).to.deep.equal(
          new Set(functions),
        );
      }
    });

    it("shows every queue, and what was given up of it", () => {
      const queuesWith = (metric: string) =>
        drawn.flatMap(({ metricName, dimensions }) => (metricName === metric ? [dimensions.QueueName] : []));
      const queues = ofType(stack, "aws:sqs/queue:Queue").map((queue) => textOf(queue, "name"));
      const deadLetters = queues.filter((queue) => queue.endsWith("-dead-letter"));
      expect(deadLetters).to.have.length(2);
      expect(queuesWith("ApproximateNumberOfMessagesVisible")).to.have.members(queues);
      expect(queuesWith("ApproximateAgeOfOldestMessage")).to.have.members(
        queues.filter((queue) => !deadLetters.includes(queue)),
      );
    });

    it("has median and tail of how long an object takes, as a whole and by step", () => {
      const percentiles = (metric: string) =>
        drawn.flatMap(({ metricName, dimensions, stat }) =>
          metricName === metric ? [`${dimensions.Step ?? ""} ${stat}`.trim()] : [],
        );
      expect(percentiles("ExecutionTime")).to.have.members(["p50", "p95"]);
      expect(percentiles("ArrivalToStart")).to.have.members(["p50", "p95"]);
      expect(percentiles("StepDuration")).to.have.members(
        ["ingestion", "validation", "deidentification"].flatMap((step) => [`${step} p50`, `${step} p95`]),
      );
    });

    it("makes GB-seconds of the duration and memory of each function, which it does not draw twice", () => {
      const [graph, ...others] = graphsOf(body).filter(({ properties }) =>
        properties.title.startsWith("GB-seconds"),
      );
      expect(others).to.deep.equal([]);
      const memory = name === "dev" ? 256 : 512;
      const { metrics } = graph!.properties;
      const sums = metrics.filter(([first]) => typeof first === "string").map((item) => item.at(-1));
      const ids = sums.map((sum) => (sum as { readonly id: string }).id);
      for (const sum of sums) expect(sum).to.include({ stat: "Sum", visible: false });
      expect(metrics.filter((item) => item.length === 1).flat()).to.deep.equal(
        ids.map((id) => ({ expression: `${id} / 1000 * ${memory} / 1024`, label: id })),
      );
    });

    it("shows the state of every alarm", () => {
      const alarms = ofType(stack, "aws:cloudwatch/metricAlarm:MetricAlarm");
      const shown = body.widgets.flatMap((widget) =>
        widget.type === "alarm" ? widget.properties.alarms : [],
      );
      expect(shown).to.have.members(alarms.map((alarm) => textOf(alarm, "arn")));
    });

    it("lays its widgets out beside and below each other, none over another", () => {
      const taken = new Set<string>();
      for (const { x, y, width, height } of body.widgets) {
        expect(x + width).to.be.at.most(24);
        for (let row = y; row < y + height; row++)
          for (let column = x; column < x + width; column++) {
            expect(taken).to.not.include(`${column},${row}`);
            taken.add(`${column},${row}`);
          }
      }
    });

    it("names for each of its rows the section of the operations page", () => {
      const page = readFileSync(join(PROJECT_ROOT, "docs/operations.md"), "utf8");
      const [, section = ""] = /^## Dashboard\n(.*?)^## /ms.exec(page) ?? [];
      const sections = Array.from(section.matchAll(/^### (.*)$/gm), ([, title]) => title);
      const texts = body.widgets.flatMap((widget) =>
        widget.type === "text" ? [widget.properties.markdown] : [],
      );
      expect(texts[0])
        .to.include("docs/operations.md, Dashboard")
        .and.to.include("docs/operations.md, Alarms");
      const named = texts.flatMap((text) => {
        const [, heading] = /^## (.*)$/m.exec(text) ?? [];
        if (heading === undefined) return [];
        expect(text).to.include(`(docs/operations.md, Dashboard, ${heading})`);
        return [heading];
      });
      expect(named).to.deep.equal(sections);
    });
  });

describe("the dashboard by configuration", () => {
  it("has no queue and no function of studies where they are not told of", async () => {
    const stack = await declaredStack("dev", { studyQuietMinutes: "0" });
    expect(JSON.stringify(bodyOf(stack))).to.not.match(/stud/);
  });

  it("has no widget of alarms where all are taken away", async () => {
    const alarmKeys = Object.keys(stackConfigSchema.entries).filter((key) => key.startsWith("alarm"));
    const zero = alarmKeys.filter((key) => key !== "alarmSubscriptions").map((key) => [key, "0"] as const);
    const body = bodyOf(await declaredStack("dev", Object.fromEntries(zero)));
    expect(body.widgets.map(({ type }) => type)).to.not.include("alarm");
  });
});
