import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createS3Service, type S3Event } from "../../../../src/local/s3";
import { createEventCollector } from "../../../support/s3/eventCollector";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "told-bucket";
const created = ["s3:ObjectCreated:*"];
const notifications = [
  { events: created, suffix: ".dcm", target: "lower" },
  { events: created, prefix: "in/", suffix: ".DCM", target: "upper" },
  { events: ["s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated"], target: "removed" },
  { events: ["s3:ObjectCreated:Copy"], target: "copies" },
];

describe("notifications of the local S3", () => {
  let s3: TestS3;
  const { onEvent, take, received } = createEventCollector();
  before(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: { versioning: true, notifications } }, onEvent });
  });
  after(() => s3.close());
  afterEach(() => {
    expect(s3.internalErrors).to.deep.equal([]);
    expect(received).to.deep.equal([]);
  });
  const put = (Key: string, Body = "x") => s3.client().send(new PutObjectCommand({ Bucket, Key, Body }));

  it("have the shape of S3's", async () => {
    const { ETag, VersionId } = await put("a b/c+é.dcm", "four");
    const [event] = await take(1);
    expect(event?.target).to.equal("lower");
    expect(event?.record).to.include({
      eventSource: "aws:s3",
      awsRegion: "us-east-1",
      eventName: "ObjectCreated:Put",
    });
    expect(event?.record.eventVersion).to.match(/^2\.\d+$/);
    expect(new Date(event?.record.eventTime ?? "").toISOString()).to.equal(event?.record.eventTime);
    expect(event?.record.s3.bucket).to.include({ name: Bucket, arn: `arn:aws:s3:::${Bucket}` });
    const { sequencer, ...object } = event!.record.s3.object;
    const eTag = ETag?.replaceAll('"', "");
    expect(object).to.deep.equal({ key: "a+b/c%2B%C3%A9.dcm", size: 4, eTag, versionId: VersionId });
    expect(sequencer).to.match(/^[0-9A-F]+$/);
    expect(decodeURIComponent(object.key.replaceAll("+", " "))).to.equal("a b/c+é.dcm");
  });

  it("go where prefix and suffix fit, in their case", async () => {
    for (const key of ["x.DCM", "in/x.Dcm", "in/x.dcm.txt", "IN/x.DCM"]) await put(key);
    await put("in/x.DCM");
    await put("in/x.dcm");
    const events = await take(2);
    expect(events.map(({ target, record }) => [target, record.s3.object.key])).to.deep.equal([
      ["upper", "in/x.DCM"],
      ["lower", "in/x.dcm"],
    ]);
  });

  it("tell of copies, markers and removals", async () => {
    const { VersionId } = await put("from");
    await s3.client().send(new CopyObjectCommand({ Bucket, Key: "to", CopySource: `${Bucket}/from` }));
    const marker = await s3.client().send(new DeleteObjectCommand({ Bucket, Key: "from" }));
    await s3.client().send(new DeleteObjectCommand({ Bucket, Key: "from", VersionId }));
    const events = (await take(3)).map(({ target, record }) => [
      target,
      record.eventName,
      record.s3.object.versionId,
    ]);
    expect(events.slice(1)).to.deep.equal([
      ["removed", "ObjectRemoved:DeleteMarkerCreated", marker.VersionId],
      ["removed", "ObjectRemoved:Delete", VersionId],
    ]);
    expect(events[0]?.slice(0, 2)).to.deep.equal(["copies", "ObjectCreated:Copy"]);
  });

  it("have a sequencer that grows with each write of a key", async () => {
    for (let index = 0; index < 20; index += 1) await put("grow.dcm", String(index));
    const sequencers = (await take(20)).map(({ record }) => record.s3.object.sequencer);
    expect([...sequencers].sort()).to.deep.equal(sequencers);
    expect(new Set(sequencers).size).to.equal(20);
  });

  it("come when the object can be read, and not for one that was refused", async () => {
    await s3.client().send(new PutObjectCommand({ Bucket, Key: "once.dcm", Body: "x" }));
    const [event] = await take(1);
    const { versionId } = event!.record.s3.object;
    expect((await s3.service.readObject(Bucket, "once.dcm", versionId)).toString()).to.equal("x");
    const again = s3
      .client()
      .send(new PutObjectCommand({ Bucket, Key: "once.dcm", Body: "y", IfNoneMatch: "*" }));
    await again.catch(() => undefined);
    await s3.service.idle();
    expect(await readdir(join(s3.directory, "events"))).to.deep.equal([]);
  });

  it("are delivered after a restart where the target failed before", async () => {
    const directory = await mkdtemp(join(tmpdir(), "s3-events-"));
    try {
      const failing = await createS3Service({ directory, onEvent: () => Promise.reject(new Error("down")) });
      await failing.createBucket(Bucket, { versioning: true, notifications });
      const version = await failing.putObject(Bucket, "late.dcm", "x");
      await failing.idle();
      const events: [string, S3Event][] = [];
      const restarted = await createS3Service({ directory, onEvent: (...event) => void events.push(event) });
      await restarted.idle();
      expect(events.map(([target]) => target)).to.deep.equal(["lower"]);
      expect(events[0]?.[1].Records[0]?.s3.object.versionId).to.equal(version.versionId);
      expect(await readdir(join(directory, "events"))).to.deep.equal([]);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
