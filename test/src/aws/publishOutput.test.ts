import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import fc from "fast-check";
import { BufferSource, type WritePlan } from "../../../dicom";
import { s3AuditWriter } from "../../../src/aws/s3AuditWriter";
import { s3ObjectReader } from "../../../src/aws/s3ByteSource";
import { s3OutputWriter } from "../../../src/aws/s3OutputWriter";
import { OutputConflictError } from "../../../src/pipeline/errors";
import type { OutputOrigin } from "../../../src/pipeline/outputOrigin";
import type { OutputWriter } from "../../../src/pipeline/ports";
import { publishOutput } from "../../../src/pipeline/publishOutput";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";
import { failureOf } from "../handlers/support/stepEvent";
import { ORIGIN } from "./support/origin";

const MIB = 1024 * 1024;

const planOf = (bytes: Uint8Array): WritePlan => ({
  sizeBytes: bytes.length,
  segments: [
    { kind: "range", source: new BufferSource(bytes), offset: 0, lengthBytes: bytes.length, rule: "t" },
  ],
});

/** The n-th version of the same raw object. */
const versionOf = (number: number): OutputOrigin => ({
  ...ORIGIN,
  versionHash: `v${number}`,
  sequencer: (0x55 + number).toString(16),
});

describe("publishOutput, to S3", () => {
  let server: TestS3;
  let client: S3Client;
  let writer: OutputWriter;
  let count = 0;
  let key: string;

  before(async () => {
    server = await startS3Server({ buckets: { raw: { versioning: true }, processed: { versioning: true } } });
    client = server.client();
    writer = s3OutputWriter(client, "processed");
  });
  beforeEach(() => (key = `studies/${count++}.dcm`));
  after(async () => {
    expect(server.internalErrors).to.deep.equal([]);
    await server.close();
  });

  const publish = (text: string | Uint8Array, origin: OutputOrigin, by = writer) =>
    publishOutput(by, key, planOf(typeof text === "string" ? Buffer.from(text) : text), { origin });
  const currentText = async () => (await server.service.readObject("processed", key)).toString();
  const versions = async () => {
    const { Versions = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: "processed", Prefix: key }),
    );
    return Versions.length;
  };
  const openUploads = async () => {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
    return Uploads.length;
  };

  it("replaces the output of an older version of the same object", async () => {
    await publish("one", versionOf(1));
    expect((await publish("two", versionOf(2))).outcome).to.equal("published");
    expect(await currentText()).to.equal("two");
  });

  it("leaves the output of a newer version where it is", async () => {
    await publish("two", versionOf(2));
    expect(await publish("one", versionOf(1))).to.deep.equal({ outcome: "superseded" });
    expect(await currentText()).to.equal("two");
    expect(await versions()).to.equal(1);
  });

  it("keeps outputs of other objects as versions, the last one current", async () => {
    await publish("one", { ...versionOf(9), keyHash: "other" });
    await publish("two", versionOf(1));
    expect(await currentText()).to.equal("two");
    expect(await versions()).to.equal(2);
  });

  it("says of the output what it was made of, in metadata that names nothing", async () => {
    const more = { modifiedMs: Date.UTC(2026, 0, 2), executionHash: "e1" };
    await publish("one", { ...versionOf(1), ...more });
    const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: "processed", Key: key }));
    expect(Metadata).to.deep.equal({
      "source-key-hash": ORIGIN.keyHash,
      "source-version-hash": "v1",
      "source-sequencer": "56",
      "source-modified": "2026-01-02T00:00:00.000Z",
      recipe: "r1",
      "execution-hash": "e1",
    });
  });

  it("makes the newest version's output the current one, in whatever order they come and however they overlap", async () => {
    const schedule = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(schedule, fc.scheduler(), async (numbers, scheduler) => {
        key = `studies/${count++}.dcm`;
        const scheduled: OutputWriter = {
          ...writer,
          current: async (objectKey) => {
            const current = await writer.current(objectKey);
            await scheduler.schedule(Promise.resolve());
            return current;
          },
        };
        const runs = Promise.all(numbers.map((n) => publish(`version ${n}`, versionOf(n), scheduled)));
        await scheduler.waitFor(runs);
        const outcomes = (await runs).map(({ outcome }) => outcome);
        const newest = Math.max(...numbers);
        expect(await currentText()).to.equal(`version ${newest}`);
        expect(outcomes[numbers.indexOf(newest)]).to.equal("published");
        expect(await versions()).to.equal(outcomes.filter((outcome) => outcome === "published").length);
      }),
      { numRuns: 40 },
    );
  });

  it("knows its own output again, and writes no second version of it", async () => {
    const first = await publish("one", versionOf(1));
    expect(await publish("one", versionOf(1))).to.deep.equal(first);
    expect(await versions()).to.equal(1);
  });

  it("tells an output that another execution wrote from one of an earlier attempt of its own", async () => {
    const by = (executionHash?: string) => publish("one", { ...versionOf(1), executionHash });
    const first = await by("e1");
    expect(first.outcome).to.equal("published");
    expect(await by("e1")).to.deep.equal(first);
    expect(await by("e2")).to.deep.equal({ ...first, outcome: "unchanged" });
    expect(await by("e1")).to.deep.equal(first);
    expect(await versions()).to.equal(1);
  });

  it("takes an output that does not say who wrote it for another execution's", async () => {
    await publish("one", versionOf(1));
    expect(await publish("one", { ...versionOf(1), executionHash: "e1" })).to.include({
      outcome: "unchanged",
    });
  });

  it("knows its own output again where it was sent in parts", async () => {
    const large = Buffer.alloc(9 * MIB, 7);
    const first = await publish(large, versionOf(1));
    expect(await publish(large, versionOf(1))).to.deep.equal(first);
    expect(await versions()).to.equal(1);
  });

  it("knows its own output again where S3 copied most of it", async () => {
    const { versionId } = await server.service.putObject("raw", key, Buffer.alloc(20 * MIB, 5));
    const version = { bucketName: "raw", objectKey: key, versionId };
    const source = await s3ObjectReader(client).open(version, "whole");
    const head = Buffer.from("a header");
    const plan: WritePlan = {
      sizeBytes: head.length + source.sizeBytes,
      segments: [
        { kind: "literal", bytes: head, spans: [] },
        { kind: "range", source, offset: 0, lengthBytes: source.sizeBytes, rule: "t" },
      ],
    };
    const first = await publishOutput(writer, key, plan, { origin: versionOf(1) });
    expect(first).to.have.nested.property("output.checksum.algorithm", "CRC-64/NVME");
    expect(await publishOutput(writer, key, plan, { origin: versionOf(1) })).to.deep.equal(first);
    expect(await versions()).to.equal(1);
  });

  it("writes again what is not what the plan makes, or was made by another recipe", async () => {
    await publish("one", versionOf(1));
    await publish("eno", versionOf(1));
    await publish("eno", { ...versionOf(1), recipe: "r2" });
    expect(await currentText()).to.equal("eno");
    expect(await versions()).to.equal(3);
  });

  it("takes back what an attempt left that was ended in the middle of its parts", async () => {
    await client.send(new CreateMultipartUploadCommand({ Bucket: "processed", Key: key }));
    await client.send(new CreateMultipartUploadCommand({ Bucket: "processed", Key: `${key}.other` }));
    const before = await openUploads();
    await publish(Buffer.alloc(9 * MIB), versionOf(1));
    expect(await openUploads()).to.equal(before - 1);
  });

  it("gives up where others change the key each time, and leaves theirs", async () => {
    let number = 10;
    const raced: OutputWriter = {
      ...writer,
      current: async (objectKey) => {
        const current = await writer.current(objectKey);
        await publish(`other ${number}`, { ...versionOf(1), keyHash: `other ${number++}` });
        return current;
      },
    };
    const error = await failureOf(publish("own", versionOf(1), raced));
    expect(error).to.be.instanceOf(OutputConflictError);
    expect(await currentText()).to.equal("other 14");
  });

  it("keeps the first audit record of an execution", async () => {
    const audit = s3AuditWriter(client, "processed");
    await audit.write(key, { attempt: 1 });
    await audit.write(key, { attempt: 2 });
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "processed", Key: key }));
    expect(JSON.parse(await Body!.transformToString())).to.deep.equal({ attempt: 1 });
    expect(await versions()).to.equal(1);
  });
});
