import { expect } from "chai";
import { rawEventsOf, requestsOf } from "../../../../src/operate/cost/perObject";
import type { CountedAccess } from "../../../../src/local/iam/accessLedger";
import { runStack, type RunningStack } from "../../../support/local/runningStack";
import { image } from "../../../support/local/wholePass";
import { declaredStack } from "../../../support/pulumi/declared";

/** What S3 bills as a write or a list; parts that it copies are among them. */
const isWrite = ({ action, detail }: CountedAccess) => action === "s3:PutObject" || detail === "CountStudy";

/** The question for the bucket's list is part of a HeadObject, not a request. */
const isRead = ({ action }: CountedAccess) => /^s3:GetObject(Version)?$/.test(action);

describe("the requests that an object is billed for", function () {
  this.timeout(60_000);
  let running: RunningStack;
  before(async () => (running = await runStack(await declaredStack("dev"))));
  after(() => running.close());

  const count = (matches: (access: CountedAccess) => boolean) =>
    running.stack.accesses.filter(matches).reduce((sum, { count }) => sum + count, 0);

  const counts = () => ({
    writes: count(isWrite),
    reads: count(isRead),
    ofRaw: count((access) => access.resource.endsWith("-raw-dicom") && (isWrite(access) || isRead(access))),
  });

  async function requestsFor(objectKey: string, body: Uint8Array) {
    const before = counts();
    await running.process(objectKey, body);
    await running.stack.idle();
    const { writes, reads, ofRaw } = counts();
    return { writes: writes - before.writes, reads: reads - before.reads, ofRaw: ofRaw - before.ofRaw };
  }

  it("are as many as a small object takes", async () => {
    const body = await image(1);
    expect(await requestsFor("small.dcm", body)).to.deep.equal({
      ...requestsOf(body.length),
      ofRaw: rawEventsOf(body.length),
    });
  });

  it("are as many as an object takes that S3 copies for the most part", async () => {
    const body = await image(2, 2600);
    const { writes, reads, ofRaw } = await requestsFor("large.dcm", body);
    expect(writes).to.equal(requestsOf(body.length).writes);
    // A copy asks for the source, too, and is one request.
    const copies = 1;
    expect(reads - copies).to.be.within(requestsOf(body.length).reads, requestsOf(body.length).reads + 2);
    expect(ofRaw).to.be.within(rawEventsOf(body.length), rawEventsOf(body.length) + 2);
  });
});
