import { expect } from "chai";
import fc from "fast-check";
import { embeddedMetrics } from "../../../src/aws/embeddedMetrics";
import { METRICS } from "../../../src/metricNames";
import type { Metric } from "../../../src/pipeline/ports";
import { readEmbeddedMetrics } from "../../../src/local/endpoint/embeddedMetrics";
import { readEmbeddedSeries } from "../../support/metrics/embeddedMetricSchema";

const NOW = Date.UTC(2026, 2, 4, 5, 6, 7, 89);
const STEPS = ["ingestion", "validation", "deidentification"] as const;
const LETTERS = ["D", "Z", "X", "K", "U", "C"] as const;

function linesOf(metrics: readonly Metric[]): string[] {
  const lines: string[] = [];
  const destination = { namespace: "MedicalImaging/Pipeline", environment: "test" };
  embeddedMetrics(
    (line) => lines.push(line),
    destination,
    () => NOW,
  ).record(metrics);
  return lines;
}

describe("embeddedMetrics", () => {
  it("writes one line of the specified form for all that fits together", () => {
    const [line = "", ...others] = linesOf([
      { name: "StepDuration", value: 250, dimensions: { Step: "ingestion" } },
      { name: "ObjectBytes", value: 4096, dimensions: {} },
      { name: "BytesMoved", value: 1024, dimensions: { Step: "ingestion" } },
    ]);
    expect(others).to.deep.equal([]);
    expect(JSON.parse(line)).to.deep.equal({
      _aws: {
        Timestamp: NOW,
        CloudWatchMetrics: [
          {
            Namespace: "MedicalImaging/Pipeline",
            Dimensions: [["Environment", "Step"]],
            Metrics: [
              { Name: "StepDuration", Unit: "Milliseconds" },
              { Name: "BytesMoved", Unit: "Bytes" },
            ],
          },
          {
            Namespace: "MedicalImaging/Pipeline",
            Dimensions: [["Environment"]],
            Metrics: [{ Name: "ObjectBytes", Unit: "Bytes" }],
          },
        ],
      },
      Environment: "test",
      Step: "ingestion",
      StepDuration: 250,
      ObjectBytes: 4096,
      BytesMoved: 1024,
    });
  });

  it("begins a line where a dimension has another value", () =>
    expect(
      linesOf([
        { name: "AttributeActions", value: 3, dimensions: { Action: "X" } },
        { name: "StepDuration", value: 1, dimensions: { Step: "deidentification" } },
        { name: "AttributeActions", value: 2, dimensions: { Action: "Z" } },
      ]).map((line) => readEmbeddedSeries(line).map(({ name, dimensions }) => [name, dimensions.Action])),
    ).to.deep.equal([
      [
        ["AttributeActions", "X"],
        ["StepDuration", undefined],
      ],
      [["AttributeActions", "Z"]],
    ]));

  it("puts up to a hundred values of a series into one line", () => {
    const waits = Array.from({ length: 250 }, (_, value): Metric => {
      return { name: "ArrivalToStart", value, dimensions: {} };
    });
    const lines = linesOf(waits).map((line) => readEmbeddedSeries(line)[0]?.values.length);
    expect(lines).to.deep.equal([100, 100, 50]);
  });

  it("writes nothing of nothing", () => expect(linesOf([])).to.deep.equal([]));

  const value = fc.double({ min: 0, max: 1e12, noNaN: true, noDefaultInfinity: true });
  const metric: fc.Arbitrary<Metric> = fc.oneof(
    fc.record({
      name: fc.constantFrom("StepDuration" as const, "BytesMoved" as const),
      value,
      dimensions: fc.record({ Step: fc.constantFrom(...STEPS) }),
    }),
    fc.record({
      name: fc.constant("AttributeActions" as const),
      value,
      dimensions: fc.record({ Action: fc.constantFrom(...LETTERS) }),
    }),
    fc.record({
      name: fc.constantFrom("ObjectBytes" as const, "ArrivalToStart" as const),
      value,
      dimensions: fc.constant({}),
    }),
  );

  it("loses, adds and mixes up no value, whatever comes together, and the local CloudWatch reads the same", () => {
    const sorted = (values: readonly unknown[]) => values.map((one) => JSON.stringify(one)).sort();
    fc.assert(
      fc.property(fc.array(metric, { maxLength: 300 }), (metrics) => {
        const lines = linesOf(metrics);
        const expected = sorted(
          metrics.map(({ name, value: one, dimensions }) => [
            name,
            METRICS[name].unit,
            { Environment: "test", ...dimensions },
            one,
          ]),
        );
        const specified = lines
          .flatMap((line) => readEmbeddedSeries(line))
          .flatMap(({ name, unit, dimensions, values }) =>
            values.map((one) => [name, unit, dimensions, one]),
          );
        const local = lines
          .flatMap((line) => readEmbeddedMetrics(line))
          .map(({ MetricName, Unit, Dimensions = [], Value }) => [
            MetricName,
            Unit,
            Object.fromEntries(Dimensions.map(({ Name, Value: text }) => [Name, text])),
            Value,
          ]);
        expect(sorted(specified)).to.deep.equal(expected);
        expect(sorted(local)).to.deep.equal(expected);
      }),
      { numRuns: 200 },
    );
  });
});
