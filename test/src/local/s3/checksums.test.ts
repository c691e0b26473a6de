import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  CHECKSUM_ALGORITHMS,
  checksumHeader,
  createChecksum,
  type ChecksumAlgorithm,
} from "../../../../src/local/s3/checksums/checksums";
import {
  sendSigned,
  sha256Hex,
  xmlText,
  type RawRequest,
  type RequestSigning,
} from "../../../support/s3/rawRequest";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "plain-bucket";
const BODY = "bytes to be checked";
const SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

const checksumOf = (algorithm: ChecksumAlgorithm, text: string) => {
  const checksum = createChecksum(algorithm);
  checksum.update(Buffer.from(text));
  return checksum.digest().toString("base64");
};
const md5 = (text: string) => createHash("md5").update(text).digest("base64");

/** A body in two signed chunks, and a trailer where one is given. */
function signedChunks(signing: RequestSigning, trailer?: string): string {
  let previous = signing.signature;
  const sign = (label: string, ...hashes: string[]) => {
    const text = [`AWS4-HMAC-SHA256-${label}`, signing.amzDate, signing.scope, previous, ...hashes].join(
      "\n",
    );
    return (previous = signing.sign(text));
  };
  const chunk = (text: string) => {
    const signature = sign("PAYLOAD", sha256Hex(""), sha256Hex(text));
    return `${text.length.toString(16)};chunk-signature=${signature}\r\n${text}${text === "" ? "" : "\r\n"}`;
  };
  const chunks = [BODY.slice(0, 7), BODY.slice(7), ""].map(chunk).join("");
  if (trailer === undefined) return `${chunks}\r\n`;
  const signature = sign("TRAILER", sha256Hex(`${trailer}\n`));
  return `${chunks}${trailer}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`;
}

describe("checksums of uploads to the local S3", () => {
  let s3: TestS3;
  before(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: {} } });
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const put = (raw: Omit<RawRequest, "path">) =>
    sendSigned(s3, { method: "PUT", path: `/${Bucket}/checked`, ...raw });

  /** Asserts that nothing of a refused upload is to be found, in the listing or on the disk. */
  const expectNothing = async () => {
    expect(s3.service.bucket(Bucket).objects.latest("checked")).to.equal(undefined);
    const entries = await readdir(join(s3.directory, "blobs"), { recursive: true, withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile())).to.deep.equal([]);
  };

  describe("that are wrong", () => {
    const decoded = { "x-amz-decoded-content-length": String(BODY.length) };
    const unsignedTrailer = { payloadHash: "STREAMING-UNSIGNED-PAYLOAD-TRAILER", headers: decoded };
    const whole = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n`;

    for (const algorithm of CHECKSUM_ALGORITHMS) {
      const name = checksumHeader(algorithm);
      it(`store nothing: ${algorithm} in the header`, async () => {
        const answer = await put({ body: BODY, headers: { [name]: checksumOf(algorithm, "other") } });
        expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([400, "BadDigest"]);
        await expectNothing();
      });
      it(`store nothing: ${algorithm} in the trailer`, async () => {
        const body = `${whole}${name}:${checksumOf(algorithm, "other")}\r\n\r\n`;
        const headers = { ...decoded, "x-amz-trailer": name };
        const answer = await put({ ...unsignedTrailer, headers, body });
        expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([400, "BadDigest"]);
        await expectNothing();
      });
    }

    const crc32 = checksumHeader("CRC32");
    const cases: [string, string, Omit<RawRequest, "path">][] = [
      ["Content-MD5", "BadDigest", { body: BODY, headers: { "content-md5": md5("other") } }],
      ["malformed Content-MD5", "InvalidDigest", { body: BODY, headers: { "content-md5": "no" } }],
      ["x-amz-content-sha256", "XAmzContentSHA256Mismatch", { body: BODY, payloadHash: sha256Hex("other") }],
      ["malformed checksum", "InvalidRequest", { body: BODY, headers: { [crc32]: "no" } }],
      [
        "two checksums",
        "InvalidRequest",
        {
          body: BODY,
          headers: { [crc32]: checksumOf("CRC32", BODY), [checksumHeader("SHA1")]: checksumOf("SHA1", BODY) },
        },
      ],
      [
        "announced and missing",
        "InvalidRequest",
        { body: BODY, headers: { "x-amz-sdk-checksum-algorithm": "CRC32" } },
      ],
      [
        "announced in the trailer and missing",
        "InvalidRequest",
        { ...unsignedTrailer, headers: { ...decoded, "x-amz-trailer": crc32 }, body: `${whole}\r\n` },
      ],
      ["chunks cut short", "IncompleteBody", { ...unsignedTrailer, body: whole.slice(0, 12) }],
      ["chunks of another length", "IncompleteBody", { ...unsignedTrailer, body: "2\r\nab\r\n0\r\n\r\n" }],
      ["no chunks at all", "InvalidRequest", { ...unsignedTrailer, body: `${BODY}\r\n` }],
      ["bytes behind the end", "InvalidRequest", { ...unsignedTrailer, body: `${whole}\r\nmore` }],
    ];
    for (const [title, code, raw] of cases)
      it(`store nothing: ${title}`, async () => {
        const answer = await put(raw);
        expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([400, code]);
        await expectNothing();
      });

    it("store nothing: an algorithm that is not known here", async () => {
      const answer = await put({ body: BODY, headers: { "x-amz-checksum-xxhash64": "AAAAAAAAAAA=" } });
      expect(answer.statusCode).to.equal(501);
      await expectNothing();
    });

    it("store nothing: bytes of a signed chunk", async () => {
      const createBody = (signing: RequestSigning) => signedChunks(signing).replace("bytes", "bites");
      const answer = await put({ payloadHash: SIGNED, headers: { ...decoded }, ...sized(createBody) });
      expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([403, "SignatureDoesNotMatch"]);
      await expectNothing();
    });

    it("store nothing: a trailer that was changed after it was signed", async () => {
      const trailer = `${crc32}:${checksumOf("CRC32", "other")}`;
      const createBody = (signing: RequestSigning) =>
        signedChunks(signing, trailer).replace(trailer, `${crc32}:${checksumOf("CRC32", BODY)}`);
      const headers = { ...decoded, "x-amz-trailer": crc32 };
      const answer = await put({ payloadHash: `${SIGNED}-TRAILER`, headers, ...sized(createBody) });
      expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([403, "SignatureDoesNotMatch"]);
      await expectNothing();
    });
  });

  describe("that are right", () => {
    const headers = {
      "x-amz-decoded-content-length": String(BODY.length),
      "content-encoding": "gzip,aws-chunked",
    };
    const stored = async () => (await s3.service.readObject(Bucket, "checked")).toString();

    it("store signed chunks, and keep the other codings of the content", async () => {
      const answer = await put({
        payloadHash: SIGNED,
        headers,
        ...sized((signing) => signedChunks(signing)),
      });
      expect([answer.statusCode, await stored()]).to.deep.equal([200, BODY]);
      expect(s3.service.objects.find(Bucket, "checked").headers["content-encoding"]).to.equal("gzip");
    });

    it("store signed chunks with a signed trailer", async () => {
      const trailer = `x-amz-checksum-sha256:${checksumOf("SHA256", BODY)}`;
      const answer = await put({
        payloadHash: `${SIGNED}-TRAILER`,
        headers: { ...headers, "x-amz-trailer": "x-amz-checksum-sha256" },
        ...sized((signing) => signedChunks(signing, trailer)),
      });
      expect([answer.statusCode, await stored()]).to.deep.equal([200, BODY]);
      expect(answer.headers["x-amz-checksum-sha256"]).to.equal(checksumOf("SHA256", BODY));
    });

    it("store bytes with their Content-MD5", async () => {
      expect((await put({ body: BODY, headers: { "content-md5": md5(BODY) } })).statusCode).to.equal(200);
    });

    for (const ChecksumAlgorithm of CHECKSUM_ALGORITHMS)
      it(`are answered again: ${ChecksumAlgorithm}, checked by the SDK`, async () => {
        const client = s3.client();
        const field = `Checksum${ChecksumAlgorithm}` as const;
        const [Key, value] = [`sdk ${ChecksumAlgorithm}`, checksumOf(ChecksumAlgorithm, BODY)];
        const answers = [
          await client.send(new PutObjectCommand({ Bucket, Key, Body: BODY, ChecksumAlgorithm })),
          await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" })),
          await client.send(new GetObjectCommand({ Bucket, Key })),
        ];
        for (const answer of answers)
          expect(answer).to.include({ [field]: value, ChecksumType: "FULL_OBJECT" });
      });

    it("are made where the uploader gave none: CRC64NVME", async () => {
      const client = s3.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
      const answer = await client.send(new PutObjectCommand({ Bucket, Key: "none", Body: BODY }));
      expect(answer.ChecksumCRC64NVME).to.equal(checksumOf("CRC64NVME", BODY));
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: "none" }));
      expect(head.ChecksumCRC64NVME).to.equal(undefined);
    });
  });
});

/** A body that is made once the signature of the request is known. */
function sized(createBody: (signing: RequestSigning) => string) {
  return { createBody };
}
