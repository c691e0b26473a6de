import { expect } from "chai";
import { MessageQueue } from "../../../../src/local/queue/messageQueue";
import { FakeClock } from "./fakeClock";

describe("MessageQueue", () => {
  const setUp = (maxReceiveCount = 3) => {
    const clock = new FakeClock();
    const dead = new MessageQueue({ name: "dead", arn: "arn:dead", visibilityTimeoutSeconds: 30, clock });
    const redrive = { target: dead, maxReceiveCount };
    const queue = new MessageQueue({ name: "q", arn: "arn:q", visibilityTimeoutSeconds: 30, redrive, clock });
    return { clock, dead, queue };
  };

  it("hands messages over oldest first, no more than asked for", () => {
    const { queue } = setUp();
    for (const body of ["a", "b", "c"]) queue.send(body);
    expect(queue.receive(2).map(({ body }) => body)).to.deep.equal(["a", "b"]);
    expect(queue.counts).to.deep.equal({ visible: 1, inFlight: 2, delayed: 0 });
  });

  it("hides a received message for the visibility timeout and no longer", () => {
    const { queue, clock } = setUp();
    queue.send("a");
    queue.receive(1);
    clock.advance(29.9);
    expect(queue.receive(1)).to.deep.equal([]);
    clock.advance(0.1);
    expect(queue.receive(1)).to.have.lengthOf(1);
  });

  it("counts the receipts of a message", () => {
    const { queue, clock } = setUp();
    queue.send("a");
    const counts = [1, 2].map(() => {
      const [message] = queue.receive(1);
      clock.advance(30);
      return message?.receiveCount;
    });
    expect(counts).to.deep.equal([1, 2]);
  });

  it("forgets a deleted message", () => {
    const { queue, clock } = setUp();
    queue.send("a");
    queue.delete(queue.receive(1)[0]!.receiptHandle);
    clock.advance(60);
    expect(queue.counts).to.deep.equal({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it("takes no notice of a receipt that a later one replaced", () => {
    const { queue, clock } = setUp();
    queue.send("a");
    const [first] = queue.receive(1);
    clock.advance(30);
    queue.receive(1);
    queue.delete(first!.receiptHandle);
    expect(queue.counts.inFlight).to.equal(1);
  });

  it("moves a message to the dead-letter queue after the last allowed receipt", () => {
    const { queue, dead, clock } = setUp(2);
    queue.send("a");
    for (let receipt = 1; receipt <= 2; receipt++) {
      expect(dead.counts.visible).to.equal(0);
      expect(queue.receive(1)[0]?.receiveCount).to.equal(receipt);
      clock.advance(30);
    }
    expect(queue.counts).to.deep.equal({ visible: 0, inFlight: 0, delayed: 0 });
    expect(dead.receive(1)[0]?.body).to.equal("a");
  });

  it("tells the sender once when a message is deleted, and when the dead-letter queue takes it", () => {
    const { queue, clock } = setUp(1);
    const settled: string[] = [];
    for (const body of ["deleted", "dead"]) queue.send(body, { onSettled: () => settled.push(body) });
    const [first] = queue.receive(2);
    queue.delete(first!.receiptHandle);
    expect(settled).to.deep.equal(["deleted"]);
    clock.advance(30);
    expect(settled).to.deep.equal(["deleted", "dead"]);
  });

  it("shows a delayed message once its time has come, and tells then", () => {
    const { queue, clock } = setUp();
    let changes = 0;
    queue.onChange(() => changes++);
    queue.send("late", { delaySeconds: 300 });
    queue.send("now");
    expect(queue.counts).to.deep.equal({ visible: 1, inFlight: 0, delayed: 1 });
    clock.advance(299.9);
    expect(queue.receive(10).map(({ body }) => body)).to.deep.equal(["now"]);
    clock.advance(0.1);
    expect(changes).to.equal(2);
    expect(queue.receive(10).map(({ body }) => body)).to.include("late");
  });

  it("skips delays on demand, in the order of sending, and shows nothing twice", () => {
    const { queue, clock } = setUp();
    queue.send("a", { delaySeconds: 300 });
    queue.send("b", { delaySeconds: 60 });
    queue.skipDelays();
    expect(queue.counts).to.deep.equal({ visible: 2, inFlight: 0, delayed: 0 });
    clock.advance(400);
    const messages = queue.receive(10);
    expect(messages.map(({ body }) => body)).to.deep.equal(["a", "b"]);
  });

  it("shortens the time of one message on demand", () => {
    const { queue, clock } = setUp();
    queue.send("a");
    queue.changeVisibility(queue.receive(1)[0]!.receiptHandle, 1);
    clock.advance(1);
    expect(queue.counts.visible).to.equal(1);
    clock.advance(60);
    expect(queue.counts.visible).to.equal(1);
  });
});
