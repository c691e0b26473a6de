import { expect } from "chai";
import sinon from "sinon";
import { createHandler } from "../../../src/handlers/dispatch";
import { InvalidSettingsError } from "../../../src/settings";
import { messageOf, recordOf } from "../pipeline/support/eventMessages";
import { CapturedLog } from "./support/lines";
import { SETTINGS } from "./support/settings";
import { failureOf } from "./support/stepEvent";

describe("the dispatch function", () => {
  const start = sinon.stub();
  const handlerOf = () => {
    const metrics = { record: sinon.fake() };
    return createHandler(SETTINGS, {
      workflow: { start },
      log: new CapturedLog().log,
      metrics,
      now: Date.now,
    });
  };

  beforeEach(() => start.reset());

  it("tells the queue which messages to deliver again", async () => {
    start.resolves("started");
    const Records = [
      { messageId: "m1", receiptHandle: "r", body: messageOf(recordOf()) },
      { messageId: "m2", receiptHandle: "r", body: "no event" },
    ];
    expect(await handlerOf()({ Records })).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "m2" }] });
    expect(start.callCount).to.equal(1);
  });

  it("refuses an event that is no batch, so that nothing counts as done", async () => {
    expect((await failureOf(handlerOf()({ Messages: [] }))).name).to.equal("InvalidStepEventError");
  });

  it("refuses to start without a state machine", () => {
    expect(() => createHandler({ ...SETTINGS, stateMachineArn: undefined })).to.throw(InvalidSettingsError);
  });
});
