import type { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { expect } from "chai";
import sinon from "sinon";
import { eventBridgePublisher } from "../../../src/aws/eventBridgePublisher";

describe("eventBridgePublisher", () => {
  const send = sinon.stub();
  const publisher = eventBridgePublisher(
    { send },
    {
      eventBusName: "bus",
      source: "us",
    },
  );
  beforeEach(() => send.reset());

  it("puts an event on the bus, its detail as JSON", async () => {
    send.resolves({ FailedEntryCount: 0, Entries: [{ EventId: "e" }] });
    await publisher.publish("It Happened", { count: 1 });
    expect((send.firstCall.args[0] as PutEventsCommand).input).to.deep.equal({
      Entries: [{ EventBusName: "bus", Source: "us", DetailType: "It Happened", Detail: '{"count":1}' }],
    });
  });

  it("fails by the bus's code where the answer is 200 and the entry was not taken", async () => {
    send.resolves({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: "ThrottlingException", ErrorMessage: "…" }],
    });
    const outcome = await publisher.publish("It Happened", {}).then(
      () => "done",
      (error: unknown) => (error as Error).name,
    );
    expect(outcome).to.equal("ThrottlingException");
  });
});
