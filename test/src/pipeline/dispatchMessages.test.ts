import { expect } from "chai";
import fc from "fast-check";
import sinon from "sinon";
import { dispatchMessages } from "../../../src/pipeline/dispatchMessages";
import { executionNameOf } from "../../../src/pipeline/executionName";
import type { Log, Metrics, Workflow } from "../../../src/pipeline/ports";
import { PLANTED } from "./support/ctFile";
import { messageOf, recordOf } from "./support/eventMessages";

describe("dispatchMessages", () => {
  const planted = encodeURIComponent(PLANTED.objectKey);

  function ports() {
    return {
      workflow: { start: sinon.stub<Parameters<Workflow["start"]>>().resolves("started") } satisfies Workflow,
      log: { info: sinon.spy(), warn: sinon.spy(), error: sinon.spy() } satisfies Log,
      metrics: { record: sinon.spy() } satisfies Metrics,
      now: () => Date.parse("2026-01-02T03:04:15.678Z"),
    };
  }

  it("starts one execution per record, under a name made of bucket, key and version", async () => {
    const { workflow, log, ...others } = ports();
    const body = messageOf(recordOf({ key: "a.dcm", versionId: "v1" }), recordOf({ key: "b.dcm" }));
    expect(
      await dispatchMessages([{ messageId: "m", body }], "raw", { workflow, log, ...others }),
    ).to.deep.equal([]);
    const object = { bucketName: "raw", objectKey: "a.dcm", versionId: "v1" };
    expect(workflow.start.callCount).to.equal(2);
    const input = { ...object, sequencer: "0055AED6DCD90281E5" };
    expect(workflow.start.firstCall.args).to.deep.equal([executionNameOf(object), input]);
  });

  it("gives the same name and input when an event is delivered again", async () => {
    const { workflow, log, ...others } = ports();
    const message = {
      messageId: "m",
      body: messageOf(recordOf({}, { eventTime: "2026-01-01T00:00:00.000Z" })),
    };
    const again = {
      messageId: "n",
      body: messageOf(recordOf({}, { eventTime: "2026-01-01T00:09:00.000Z" })),
    };
    await dispatchMessages([message], "raw", { workflow, log, ...others });
    await dispatchMessages([again], "raw", { workflow, log, ...others });
    expect(workflow.start.secondCall.args).to.deep.equal(workflow.start.firstCall.args);
  });

  it("takes an execution that exists already as done", async () => {
    const { workflow, log, ...others } = ports();
    workflow.start.resolves("alreadyStarted");
    const failed = await dispatchMessages([{ messageId: "m", body: messageOf(recordOf()) }], "raw", {
      workflow,
      log,
      ...others,
    });
    expect(failed).to.deep.equal([]);
  });

  it("measures how long each object waited whose execution it started", async () => {
    const all = ports();
    all.workflow.start.onSecondCall().resolves("alreadyStarted");
    const records = [
      recordOf(),
      recordOf({ key: "again.dcm" }),
      recordOf({ key: "early.dcm" }, { eventTime: "2026-01-02T03:04:16.000Z" }),
      recordOf({ key: "never.dcm" }, { eventTime: "yesterday" }),
    ];
    await dispatchMessages([{ messageId: "m", body: messageOf(...records) }], "raw", all);
    expect(all.workflow.start.callCount).to.equal(4);
    expect(all.metrics.record.args).to.deep.equal([
      [[10_000, 0].map((value) => ({ name: "ArrivalToStart", value, dimensions: {} }))],
    ]);
  });

  it("fails a malformed message alone", async () => {
    const { workflow, log, ...others } = ports();
    const messages = [
      { messageId: "good", body: messageOf(recordOf()) },
      { messageId: "bad", body: "{" },
      { messageId: "fine", body: messageOf(recordOf({ key: "other.dcm" })) },
    ];
    expect(await dispatchMessages(messages, "raw", { workflow, log, ...others })).to.deep.equal(["bad"]);
    expect(workflow.start.callCount).to.equal(2);
  });

  it("fails a message whose execution could not be started, so that it is delivered again", async () => {
    const { workflow, log, ...others } = ports();
    workflow.start
      .onFirstCall()
      .rejects(Object.assign(new Error(PLANTED.objectKey), { name: "ThrottlingException" }));
    const messages = ["one", "two"].map((messageId) => ({
      messageId,
      body: messageOf(recordOf({ key: planted })),
    }));
    expect(await dispatchMessages(messages, "raw", { workflow, log, ...others })).to.deep.equal(["one"]);
    expect(log.error.firstCall.args[1]).to.deep.equal({ step: "dispatch", code: "ThrottlingException" });
  });

  it("logs no key, whatever the message", async () => {
    const { workflow, log, ...others } = ports();
    const bodies = [
      messageOf(recordOf({ key: planted })),
      messageOf(recordOf({ key: `${planted}%` })),
      messageOf(recordOf({ key: `quarantine/${planted}` })),
      `{"Records": "${PLANTED.name}"}`,
      PLANTED.name,
    ];
    await dispatchMessages(
      bodies.map((body, index) => ({ messageId: String(index), body })),
      "raw",
      { workflow, log, ...others },
    );
    const lines = [log.info, log.warn, log.error].flatMap((spy) => spy.args);
    expect(lines).to.have.length(5);
    expect(JSON.stringify(lines)).to.not.include("PLANTED");
  });

  it("names executions by 64 hex characters, and different versions differently", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (objectKey, one, other) => {
        const nameOf = (versionId: string) => executionNameOf({ bucketName: "raw", objectKey, versionId });
        expect(nameOf(one)).to.match(/^[0-9a-f]{64}$/);
        expect(nameOf(one) === nameOf(other)).to.equal(one === other);
      }),
    );
  });
});
