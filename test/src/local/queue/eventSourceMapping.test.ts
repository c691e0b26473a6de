import { expect } from "chai";
import {
  EventSourceMapping,
  type EventSourceMappingOptions,
} from "../../../../src/local/queue/eventSourceMapping";
import { MessageQueue } from "../../../../src/local/queue/messageQueue";
import { FakeClock } from "./fakeClock";

interface Event {
  Records: { messageId: string; body: string; attributes: { ApproximateReceiveCount: string } }[];
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("EventSourceMapping", () => {
  const mappings: EventSourceMapping[] = [];
  afterEach(() => mappings.splice(0).forEach((mapping) => mapping.close()));

  function setUp(
    answer: (event: Event) => { failed: boolean; payload?: unknown } | Promise<never>,
    options: Partial<EventSourceMappingOptions> = {},
  ) {
    const clock = new FakeClock();
    const dead = new MessageQueue({ name: "dead", arn: "arn:dead", visibilityTimeoutSeconds: 30, clock });
    const redrive = { target: dead, maxReceiveCount: 3 };
    const queue = new MessageQueue({ name: "q", arn: "arn:q", visibilityTimeoutSeconds: 30, redrive, clock });
    const batches: Event[] = [];
    const start = () => {
      const mapping = new EventSourceMapping({
        queue,
        region: "us-east-1",
        batchSize: 10,
        maximumConcurrency: 2,
        reportBatchItemFailures: true,
        invoke: async (event) => {
          batches.push(event as Event);
          return answer(event as Event);
        },
        ...options,
      });
      mappings.push(mapping);
    };
    return { clock, queue, dead, batches, start };
  }

  it("gives no invocation more than the declared batch size, and loses nothing", async () => {
    const { queue, batches, start } = setUp(() => ({ failed: false }), { batchSize: 3 });
    for (let number = 0; number < 8; number++) queue.send(String(number));
    start();
    for (let turn = 0; turn < 5; turn++) await settled();
    expect(batches.map(({ Records }) => Records.length)).to.deep.equal([3, 3, 2]);
    expect(batches.flatMap(({ Records }) => Records.map(({ body }) => body))).to.have.members([
      "0",
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
    ]);
    expect(queue.counts).to.deep.equal({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it("runs no more invocations at a time than allowed", async () => {
    let running = 0;
    let most = 0;
    const { queue, start, batches } = setUp(() => ({ failed: false }), {
      batchSize: 1,
      invoke: async (event) => {
        batches.push(event as Event);
        most = Math.max(most, ++running);
        await settled();
        running--;
        return { failed: false };
      },
    });
    for (let number = 0; number < 6; number++) queue.send(String(number));
    start();
    while (queue.counts.visible + queue.counts.inFlight > 0) await settled();
    expect([batches.length, most]).to.deep.equal([6, 2]);
  });

  it("tries a failed batch again until the dead-letter queue takes it", async () => {
    const { clock, queue, dead, batches, start } = setUp(() => ({ failed: true }));
    queue.send("a");
    start();
    for (let receipt = 0; receipt < 4; receipt++) {
      await settled();
      clock.advance(30);
    }
    expect(batches.map(({ Records }) => Records[0]?.attributes.ApproximateReceiveCount)).to.deep.equal([
      "1",
      "2",
      "3",
    ]);
    expect([queue.counts.visible, dead.counts.visible]).to.deep.equal([0, 1]);
  });

  it("takes a rejected invocation for a failed one", async () => {
    const { queue, start } = setUp(() => Promise.reject(new Error("closed")));
    queue.send("a");
    start();
    await settled();
    expect(queue.counts.inFlight).to.equal(1);
  });

  it("keeps the messages that the function reports as failed, and those alone", async () => {
    const { queue, clock, batches, start } = setUp(({ Records }) => ({
      failed: false,
      payload: {
        batchItemFailures: Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({
          itemIdentifier: messageId,
        })),
      },
    }));
    for (const body of ["good", "bad", "good"]) queue.send(body);
    start();
    await settled();
    expect(queue.counts).to.deep.equal({ visible: 0, inFlight: 1, delayed: 0 });
    clock.advance(30);
    await settled();
    expect(batches[1]?.Records.map(({ body }) => body)).to.deep.equal(["bad"]);
  });

  it("heeds no report of failures where the mapping does not declare it", async () => {
    const { queue, start } = setUp(
      ({ Records }) => ({
        failed: false,
        payload: { batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }] },
      }),
      { reportBatchItemFailures: false },
    );
    queue.send("a");
    start();
    await settled();
    expect(queue.counts.inFlight).to.equal(0);
  });

  for (const payload of [
    "text",
    { batchItemFailures: [{}] },
    { batchItemFailures: [{ itemIdentifier: "other" }] },
  ])
    it(`fails the batch for an answer that cannot be read: ${JSON.stringify(payload)}`, async () => {
      const { queue, start } = setUp(() => ({ failed: false, payload }));
      queue.send("a");
      start();
      await settled();
      expect(queue.counts.inFlight).to.equal(1);
    });

  it("brings failed messages back after its own delay where one is set", async () => {
    const { queue, clock, batches, start } = setUp(() => ({ failed: true }), { retryDelaySeconds: 1 });
    queue.send("a");
    start();
    await settled();
    clock.advance(1);
    expect(batches).to.have.lengthOf(2);
  });
});
