import type { PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect } from "chai";
import sinon from "sinon";
import { cloudWatchMetrics } from "../../../src/aws/cloudWatchMetrics";
import type { Metric } from "../../../src/pipeline/ports";

describe("cloudWatchMetrics", () => {
  const metric: Metric = {
    name: "Rejected",
    value: 1,
    unit: "Count",
    dimensions: { Step: "ingestion", Code: "NOT_DICOM" },
  };

  const destination = { namespace: "Some/Namespace", dimensions: { Environment: "test" } };

  it("puts all metrics of a call into the namespace at once, under the common dimensions too", async () => {
    const send = sinon.stub().resolves({});
    await cloudWatchMetrics({ send }, destination, sinon.fake()).record([metric, metric]);
    const { input } = send.firstCall.args[0] as PutMetricDataCommand;
    const datum = {
      MetricName: "Rejected",
      Value: 1,
      Unit: "Count",
      Dimensions: [
        { Name: "Environment", Value: "test" },
        { Name: "Step", Value: "ingestion" },
        { Name: "Code", Value: "NOT_DICOM" },
      ],
    };
    expect(input).to.deep.equal({ Namespace: "Some/Namespace", MetricData: [datum, datum] });
  });

  it("never throws, and tells that metrics were lost", async () => {
    const failure = new Error("no route");
    const onLoss = sinon.fake();
    await cloudWatchMetrics({ send: sinon.stub().rejects(failure) }, destination, onLoss).record([metric]);
    expect(onLoss.args).to.deep.equal([[failure]]);
  });
});
