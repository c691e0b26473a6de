import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { BufferSource, type ByteSource, type Segment, type WritePlan } from "../../../dicom";
import { S3ByteSource } from "../../../src/aws/s3ByteSource";
import { s3OutputWriter } from "../../../src/aws/s3OutputWriter";
import { OutOfTimeError } from "../../../src/pipeline/errors";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";
import { ORIGIN } from "./support/origin";
import { failureOf } from "../handlers/support/stepEvent";

const MIB = 1024 * 1024;
const SOURCE_BYTES = 12 * MIB;

/** Twice some bytes that were made and a long range of the source. */
function planOf(source: ByteSource): WritePlan {
  const segments = [0, 1].flatMap((index): Segment[] => [
    { kind: "literal", bytes: Buffer.from(`header ${index}`), spans: [{ endOffset: 8, rule: "test" }] },
    { kind: "range", source, offset: index * MIB, lengthBytes: 11 * MIB, rule: "test" },
  ]);
  return { segments, sizeBytes: 2 * (8 + 11 * MIB) };
}

type Send = (command: object) => Promise<unknown>;

describe("an upload that fails", () => {
  let server: TestS3;
  let client: S3Client;

  before(async () => {
    server = await startS3Server({ buckets: { raw: { versioning: true }, processed: { versioning: true } } });
    client = server.client();
  });

  after(async () => {
    expect(server.internalErrors).to.deep.equal([]);
    await server.close();
  });

  const sendToServer: Send = (command) => client.send(command as GetObjectCommand);

  /** The embedded S3 behind a wire that breaks where `breaks` says so: before a request arrives, or after it was done. */
  function wire(breaks: (command: object, index: number) => "before" | "after" | undefined) {
    const commands: object[] = [];
    let onTheirWay = 0;
    const others: number[] = [];
    const send: Send = async (command) => {
      const where = breaks(command, commands.push(command) - 1);
      if (command instanceof AbortMultipartUploadCommand) others.push(onTheirWay);
      onTheirWay++;
      try {
        if (where === "before") throw new Error("the wire broke");
        const answer = await sendToServer(command);
        if (where === "after") throw new Error("the wire broke");
        return answer;
      } finally {
        onTheirWay--;
      }
    };
    return { send: send as S3Client["send"], commands, others };
  }

  async function s3Source() {
    const { versionId } = await server.service.putObject("raw", "in.dcm", Buffer.alloc(SOURCE_BYTES, 7));
    return S3ByteSource.open(client, { bucketName: "raw", objectKey: "in.dcm", versionId }, "whole");
  }

  async function expectNothing() {
    const get = sendToServer(new GetObjectCommand({ Bucket: "processed", Key: "out.dcm" }));
    expect((await failureOf(get)).name).to.equal("NoSuchKey");
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
    expect(Uploads).to.deep.equal([]);
  }

  for (const [name, isCopied] of Object.entries({ "that S3 copies": true, "that is sent": false })) {
    it(`leaves nothing, whichever of the requests for an output ${name} is lost`, async () => {
      const source = isCopied ? await s3Source() : new BufferSource(Buffer.alloc(SOURCE_BYTES, 7));
      const whole = wire(() => undefined);
      await s3OutputWriter({ send: whole.send }, "processed").write(
        `whole-${String(isCopied)}.dcm`,
        planOf(source),
        {
          origin: ORIGIN,
        },
      );
      const kinds = whole.commands.map((command) => command.constructor.name);
      expect(new Set(kinds).size).to.equal(isCopied ? 4 : 3);
      for (let lost = 0; lost < whole.commands.length; lost++) {
        const { send, commands, others } = wire((_, index) => (index === lost ? "before" : undefined));
        const error = await failureOf(
          s3OutputWriter({ send }, "processed").write("out.dcm", planOf(source), { origin: ORIGIN }),
        );
        expect(error.message).to.equal("the wire broke");
        // Without an answer to the first request there is no upload.
        if (lost > 0) expect(commands.at(-1)).to.be.instanceOf(AbortMultipartUploadCommand);
        // A part that arrives after the upload was aborted could be kept.
        expect(others).to.deep.equal(lost > 0 ? [0] : []);
        await expectNothing();
      }
    });
  }

  it("is not completed where the answer to a part is lost, though S3 has the part", async () => {
    const { send, commands } = wire((command) =>
      command instanceof UploadPartCopyCommand ? "after" : undefined,
    );
    await failureOf(
      s3OutputWriter({ send }, "processed").write("out.dcm", planOf(await s3Source()), { origin: ORIGIN }),
    );
    expect(commands.some((command) => command instanceof CompleteMultipartUploadCommand)).to.equal(false);
    await expectNothing();
  });

  it("tells its own error where it cannot be aborted either, and shows no object", async () => {
    const { send } = wire((command) =>
      command instanceof UploadPartCommand || command instanceof AbortMultipartUploadCommand
        ? "before"
        : undefined,
    );
    const error = await failureOf(
      s3OutputWriter({ send }, "processed").write("out.dcm", planOf(await s3Source()), { origin: ORIGIN }),
    );
    expect(error.message).to.equal("the wire broke");
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
    expect(Uploads).to.have.length(1); // the bucket's lifecycle rule ends it
    await sendToServer(
      new AbortMultipartUploadCommand({
        Bucket: "processed",
        Key: "out.dcm",
        UploadId: Uploads[0]?.UploadId,
      }),
    );
    await expectNothing();
  });

  it("is refused by S3 where a part has another size than the plan says", async () => {
    const source = await s3Source();
    const plan = planOf(source);
    const send: Send = (command) => {
      if (!(command instanceof UploadPartCopyCommand)) return sendToServer(command);
      const shorter = command.input.CopySourceRange?.replace(/\d+$/, (last) => `${Number(last) - 1}`);
      return sendToServer(new UploadPartCopyCommand({ ...command.input, CopySourceRange: shorter }));
    };
    const writer = s3OutputWriter({ send: send as S3Client["send"] }, "processed");
    expect((await failureOf(writer.write("out.dcm", plan, { origin: ORIGIN }))).name).to.equal(
      "InvalidRequest",
    );
    await expectNothing();
  });

  it("is not completed without the checksum of a part, from which S3 makes that of the whole", async () => {
    const send: Send = async (command) => {
      const answer = (await sendToServer(command)) as object;
      return command instanceof UploadPartCommand ? { ...answer, ChecksumCRC64NVME: undefined } : answer;
    };
    const writer = s3OutputWriter({ send: send as S3Client["send"] }, "processed");
    const error = await failureOf(writer.write("out.dcm", planOf(await s3Source()), { origin: ORIGIN }));
    expect(error.message).to.equal("S3 answered no checksum of a part");
    await expectNothing();
  });

  it("goes no further when the time is over, and leaves nothing", async () => {
    const { versionId } = await server.service.putObject("raw", "in.dcm", Buffer.alloc(SOURCE_BYTES, 7));
    const version = { bucketName: "raw", objectKey: "in.dcm", versionId };
    const sources = [
      await S3ByteSource.open(client, version, "whole"),
      new BufferSource(Buffer.alloc(SOURCE_BYTES, 7)),
    ];
    for (const source of sources)
      for (const last of [CreateMultipartUploadCommand, UploadPartCommand]) {
        const deadline = new AbortController();
        const { send, commands, others } = wire((command) => {
          if (command instanceof last) deadline.abort(new OutOfTimeError());
          return undefined;
        });
        const writer = s3OutputWriter({ send }, "processed");
        const error = await failureOf(
          writer.write("out.dcm", planOf(source), { origin: ORIGIN, signal: deadline.signal }),
        );
        expect(error.name).to.equal("OutOfTimeError");
        expect(commands.at(-1)).to.be.instanceOf(AbortMultipartUploadCommand);
        expect(commands.some((command) => command instanceof CompleteMultipartUploadCommand)).to.equal(false);
        expect(others).to.deep.equal([0]);
        await expectNothing();
      }
  });

  it("is never begun where the time is over and the output is small", async () => {
    const { send, commands } = wire(() => undefined);
    const segments: Segment[] = [{ kind: "literal", bytes: Buffer.alloc(10), spans: [] }];
    const writer = s3OutputWriter({ send }, "processed");
    const signal = AbortSignal.abort(new OutOfTimeError());
    const error = await failureOf(
      writer.write("out.dcm", { segments, sizeBytes: 10 }, { origin: ORIGIN, signal: signal }),
    );
    expect(error.name).to.equal("OutOfTimeError");
    expect(commands).to.deep.equal([]);
  });

  it("is never begun where the source has become shorter and the output is small", async () => {
    const short: ByteSource = { sizeBytes: 1000, read: () => Promise.resolve(new Uint8Array(10)) };
    const { send, commands } = wire(() => undefined);
    const segments: Segment[] = [
      { kind: "range", source: short, offset: 0, lengthBytes: 1000, rule: "test" },
    ];
    const written = s3OutputWriter({ send }, "processed").write(
      "out.dcm",
      { segments, sizeBytes: 1000 },
      { origin: ORIGIN },
    );
    expect(await failureOf(written)).to.include({ code: "SOURCE_CHANGED" });
    expect(commands).to.deep.equal([]);
  });
});
