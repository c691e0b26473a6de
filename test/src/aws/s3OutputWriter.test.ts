import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { createHash, randomFillSync } from "node:crypto";
import sinon from "sinon";
import { BufferSource, type ByteSource, type OutputChecks, type WritePlan } from "../../../dicom";
import { S3ByteSource } from "../../../src/aws/s3ByteSource";
import { s3OutputWriter } from "../../../src/aws/s3OutputWriter";
import { partsOf } from "../../../src/aws/uploadInParts";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";
import { ORIGIN } from "./support/origin";
import { failureOf } from "../handlers/support/stepEvent";

const MIB = 1024 * 1024;

/** Some bytes that were made, then a range of the source. */
function planOf(source: ByteSource): WritePlan {
  const head = Buffer.from("a header");
  return {
    sizeBytes: head.length + source.sizeBytes,
    segments: [
      { kind: "literal", bytes: head, spans: [{ endOffset: head.length, rule: "test" }] },
      { kind: "range", source, offset: 0, lengthBytes: source.sizeBytes, rule: "test" },
    ],
  };
}

describe("s3OutputWriter", () => {
  let server: TestS3;
  let client: S3Client;
  const large = randomFillSync(Buffer.alloc(20 * MIB + 5));

  before(async () => {
    server = await startS3Server({ buckets: { raw: { versioning: true }, processed: { versioning: true } } });
    client = server.client();
  });

  afterEach(() => sinon.restore());

  after(async () => {
    expect(server.internalErrors).to.deep.equal([]);
    await server.close();
  });

  const commandsOf = (send: sinon.SinonSpy) =>
    send.args.map(([command]) => (command as object).constructor.name);

  it("writes a small output in one request, vouched for by its SHA-256", async () => {
    const send = sinon.spy(client, "send");
    const written = await s3OutputWriter(client, "processed").write(
      "small.dcm",
      planOf(new BufferSource(Buffer.from("x"))),
      { origin: ORIGIN },
    );
    const bytes = await server.service.readObject("processed", "small.dcm", written.versionId);
    expect(bytes.toString()).to.equal("a headerx");
    expect(written.sizeBytes).to.equal(9);
    expect(written.checksum).to.deep.equal({
      algorithm: "SHA-256",
      value: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(commandsOf(send)).to.deep.equal(["PutObjectCommand"]);
  });

  it("writes a large output in parts", async () => {
    const send = sinon.spy(client, "send");
    const written = await s3OutputWriter(client, "processed").write(
      "large.dcm",
      planOf(new BufferSource(large)),
      { origin: ORIGIN },
    );
    const bytes = await server.service.readObject("processed", "large.dcm", written.versionId);
    expect(bytes.equals(Buffer.concat([Buffer.from("a header"), large]))).to.equal(true);
    expect(written.sizeBytes).to.equal(bytes.length);
    expect(written.checksum).to.deep.equal({
      algorithm: "SHA-256",
      value: createHash("sha256").update(bytes).digest("hex"),
    });
    expect(commandsOf(send)).to.deep.equal([
      "CreateMultipartUploadCommand",
      "UploadPartCommand",
      "UploadPartCommand",
      "UploadPartCommand",
      "CompleteMultipartUploadCommand",
    ]);
  });

  it("leaves neither an object nor parts where the source fails on the way", async () => {
    const failing: ByteSource = {
      sizeBytes: large.length,
      read: (offset, lengthBytes) =>
        offset > 10 * MIB
          ? Promise.reject(new Error("the source is gone"))
          : Promise.resolve(large.subarray(offset, offset + lengthBytes)),
    };
    const error = await failureOf(
      s3OutputWriter(client, "processed").write("half.dcm", planOf(failing), { origin: ORIGIN }),
    );
    expect(error.message).to.equal("the source is gone");
    expect((await failureOf(server.service.readObject("processed", "half.dcm"))).name).to.match(
      /S3Error|NoSuchKey/,
    );
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
    expect(Uploads).to.deep.equal([]);
  });

  it("aborts the upload and tells the first error where a part fails", async () => {
    const send = sinon.stub();
    send.resolves({ UploadId: "u", ETag: "e" });
    send
      .withArgs(sinon.match((command: object) => command.constructor.name === "UploadPartCommand"))
      .rejects(Object.assign(new Error("slow down"), { name: "SlowDown" }));
    send
      .withArgs(sinon.match((command: object) => command.constructor.name === "AbortMultipartUploadCommand"))
      .rejects(new Error("the abort failed too"));
    const error = await failureOf(
      s3OutputWriter({ send }, "processed").write("k.dcm", planOf(new BufferSource(large)), {
        origin: ORIGIN,
      }),
    );
    expect(error.name).to.equal("SlowDown");
    const commands = commandsOf(send);
    expect(commands.at(-1)).to.equal("AbortMultipartUploadCommand");
    expect(commands).to.not.include("CompleteMultipartUploadCommand");
  });

  it("holds few parts at a time, however large the output is", async () => {
    let held = 0;
    let mostHeld = 0;
    const send = sinon.stub().callsFake(async (command: { input: { Body?: Uint8Array } }) => {
      const lengthBytes = command.input.Body?.length ?? 0;
      held += lengthBytes;
      mostHeld = Math.max(mostHeld, held);
      await new Promise((resolve) => setTimeout(resolve, 1));
      held -= lengthBytes;
      return { UploadId: "u", ETag: "e" };
    });
    const zeros = Buffer.alloc(MIB);
    const endless: ByteSource = {
      sizeBytes: 256 * MIB,
      read: (_offset, lengthBytes) => Promise.resolve(zeros.subarray(0, lengthBytes)),
    };
    await s3OutputWriter({ send }, "processed").write("k.dcm", planOf(endless), { origin: ORIGIN });
    expect(mostHeld).to.be.at.most(3 * 8 * MIB);
    expect(send.callCount).to.equal(2 + 33);
  });

  describe("with a source in S3", () => {
    const key = "incoming/a b+%é.dcm";

    const sourceOf = async (bytes: Uint8Array) => {
      const { versionId } = await server.service.putObject("raw", key, bytes);
      return S3ByteSource.open(client, { bucketName: "raw", objectKey: key, versionId }, "whole");
    };

    it("lets S3 copy long ranges, and sends no more than the header and what fills its part", async () => {
      const source = await sourceOf(large);
      const send = sinon.spy(client, "send");
      const plan = planOf(source);
      const tail = Buffer.from("a tail");
      const spans = [{ endOffset: tail.length, rule: "test" }];
      const whole: WritePlan = {
        sizeBytes: plan.sizeBytes + tail.length,
        segments: [...plan.segments, { kind: "literal", bytes: tail, spans }],
      };
      const written = await s3OutputWriter(client, "processed").write("copied.dcm", whole, {
        origin: ORIGIN,
      });
      const bytes = await server.service.readObject("processed", "copied.dcm", written.versionId);
      expect(bytes.equals(Buffer.concat([Buffer.from("a header"), large, tail]))).to.equal(true);
      expect(written.sizeBytes).to.equal(bytes.length);
      expect(written.sentBytes).to.equal(5 * MIB + tail.length);
      expect(source.transferredBytes).to.be.at.most(16 * MIB);
      const stored = await client.send(
        new HeadObjectCommand({ Bucket: "processed", Key: "copied.dcm", ChecksumMode: "ENABLED" }),
      );
      expect(written.checksum).to.deep.equal({
        algorithm: "CRC-64/NVME",
        value: Buffer.from(stored.ChecksumCRC64NVME ?? "", "base64").toString("hex"),
      });
      expect(commandsOf(send)).to.include("UploadPartCopyCommand");
    });

    /** Remembers what it was shown; finds fault with what it is told to. */
    const watched = (plan: WritePlan, fault?: string) => {
      const seen: string[] = [];
      const checks: OutputChecks = {
        watch: () => ({
          seenBytes: 4711,
          see: (bytes, { kind }) => {
            seen.push(`${kind} ${bytes.length}`);
            if (fault === "seen") throw new Error("something was found");
          },
          skip: (lengthBytes) => void seen.push(`skipped ${lengthBytes}`),
          end: () => void seen.push("end"),
        }),
        verify: () =>
          fault === "verified" ? Promise.reject(new Error("not as planned")) : Promise.resolve(),
      };
      return { seen, plan: { ...plan, checks } };
    };

    it("shows the plan's watch what is sent, in order, and says how much S3 copied", async () => {
      const { plan, seen } = watched(planOf(await sourceOf(large)));
      const written = await s3OutputWriter(client, "processed").write("watched.dcm", plan, {
        origin: ORIGIN,
      });
      const filling = 5 * MIB - 8;
      expect(seen).to.deep.equal([
        "literal 8",
        `range ${filling}`,
        `skipped ${large.length - filling}`,
        "end",
      ]);
      expect(written.scannedBytes).to.equal(4711);
    });

    it("leaves nothing where a check of the plan fails, however it is written", async () => {
      const inS3 = planOf(await sourceOf(large));
      const plans = {
        copied: inS3,
        streamed: planOf(new BufferSource(large)),
        small: planOf(new BufferSource(large.subarray(0, 9))),
      };
      for (const [name, plan] of Object.entries(plans)) {
        for (const fault of ["seen", "verified"]) {
          const writer = s3OutputWriter(client, "processed");
          const error = await failureOf(
            writer.write(`${name}-${fault}.dcm`, watched(plan, fault).plan, { origin: ORIGIN }),
          );
          expect(error.message).to.equal(fault === "seen" ? "something was found" : "not as planned");
          const missing = await failureOf(server.service.readObject("processed", `${name}-${fault}.dcm`));
          expect(missing.name).to.match(/S3Error|NoSuchKey/);
        }
      }
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
      expect(Uploads).to.deep.equal([]);
    });

    it("copies the version that was opened, though the object has changed since", async () => {
      const source = await sourceOf(large);
      await server.service.putObject("raw", key, randomFillSync(Buffer.alloc(large.length)));
      const written = await s3OutputWriter(client, "processed").write("pinned.dcm", planOf(source), {
        origin: ORIGIN,
      });
      const bytes = await server.service.readObject("processed", "pinned.dcm", written.versionId);
      expect(bytes.subarray(8).equals(large)).to.equal(true);
    });

    it("leaves nothing where the version vanishes before it is copied", async () => {
      const source = await sourceOf(large);
      const { bucketName, objectKey, versionId } = source.object;
      await client.send(
        new DeleteObjectCommand({ Bucket: bucketName, Key: objectKey, VersionId: versionId }),
      );
      const error = await failureOf(
        s3OutputWriter(client, "processed").write("gone.dcm", planOf(source), { origin: ORIGIN }),
      );
      expect(error.name).to.equal("SourceError");
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
      expect(Uploads).to.deep.equal([]);
    });
  });
});

describe("partsOf", () => {
  it("cuts any stream into parts of one size, the last one shorter", async () => {
    const bytes = randomFillSync(Buffer.alloc(1000));
    for (const chunkBytes of [1, 7, 100, 333, 1000]) {
      const chunks = Array.from({ length: Math.ceil(1000 / chunkBytes) }, (_, index) =>
        bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
      );
      const parts: Uint8Array[] = [];
      for await (const part of partsOf(asyncOf(chunks), 300)) parts.push(part);
      expect(parts.map(({ length }) => length)).to.deep.equal([300, 300, 300, 100]);
      expect(Buffer.concat(parts).equals(bytes)).to.equal(true);
    }
  });

  async function* asyncOf(chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
});
