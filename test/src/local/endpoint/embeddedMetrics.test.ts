import { expect } from "chai";
import {
  InvalidEmbeddedMetricError,
  readEmbeddedMetrics,
} from "../../../../src/local/endpoint/embeddedMetrics";

describe("metrics in the lines of a local log", () => {
  const directive = { Namespace: "Ours", Dimensions: [["Step"]], Metrics: [{ Name: "Time", Unit: "Count" }] };
  const lineOf = (members: object, changes: object = {}) =>
    JSON.stringify({
      _aws: { Timestamp: 1_700_000_000_500, CloudWatchMetrics: [{ ...directive, ...changes }] },
      ...members,
    });

  it("are read with their time in seconds, as PutMetricData has it", () => {
    const [metric, ...others] = readEmbeddedMetrics(lineOf({ Step: "one", Time: 3 }));
    expect(others).to.deep.equal([]);
    expect(metric).to.deep.include({
      namespace: "Ours",
      MetricName: "Time",
      Value: 3,
      Unit: "Count",
      Timestamp: 1_700_000_000.5,
      Dimensions: [{ Name: "Step", Value: "one" }],
    });
  });

  it("are one for each value and each set of dimensions", () =>
    expect(
      readEmbeddedMetrics(lineOf({ Step: "one", Time: [1, 2] }, { Dimensions: [["Step"], []] })),
    ).to.have.length(4));

  it("are none in other lines", () => {
    for (const line of ["", "START RequestId", '{"message":"step done"}', "not _aws", '[{"_aws":1}]'])
      expect(readEmbeddedMetrics(line)).to.deep.equal([]);
  });

  const wrong: readonly (readonly [what: string, line: string])[] = [
    ["no JSON", '{"_aws": '],
    ["without a dimension's value", lineOf({ Time: 1 })],
    ["with a dimension that is no text", lineOf({ Step: 1, Time: 1 })],
    ["without the metric's value", lineOf({ Step: "one" })],
    ["with a value that is no number", lineOf({ Step: "one", Time: "1" })],
    ["with more values than a hundred", lineOf({ Step: "one", Time: Array<number>(101).fill(1) })],
    ["without sets of dimensions", lineOf({ Step: "one", Time: 1 }, { Dimensions: [] })],
    ["without a time", JSON.stringify({ _aws: { CloudWatchMetrics: [directive] }, Step: "one", Time: 1 })],
  ];
  for (const [what, line] of wrong)
    it(`are refused ${what}, without what the line says`, () =>
      expect(() => readEmbeddedMetrics(line)).to.throw(
        InvalidEmbeddedMetricError,
        /^a line of a log is not in the embedded metric format$/,
      ));
});
