import { expect } from "chai";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { createS3Service } from "../../../../src/local/s3";
import { bodyOf } from "../../../../src/local/s3/store/uploadBody";
import { startS3Server } from "../../../support/s3/startS3Server";

const BUCKET = "kept-bucket";

describe("the folder of the local S3", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "s3-folder-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const blobs = async () => {
    const entries = await readdir(join(directory, "blobs"), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };

  it("keeps versions, markers, tags, uploads and settings over a restart", async () => {
    const notifications = [{ events: ["s3:ObjectCreated:*"], target: "queue" }];
    const first = await createS3Service({ directory });
    await first.createBucket(BUCKET, { versioning: true, notifications });
    const attributes = { metadata: { a: "1" }, headers: { "content-type": "text/plain" } };
    const one = await first.putObject(BUCKET, "../é", "one", { attributes });
    await first.putObject(BUCKET, "../é", "two");
    await first.objects.setTags(BUCKET, "../é", one.versionId, [{ key: "k", value: "v" }]);
    await first.objects.delete(BUCKET, "../é");
    const { uploadId } = await first.uploads.create(BUCKET, "parts");
    const part = await first.uploads.putPart(BUCKET, "parts", uploadId, 1, bodyOf("part"));
    const before = [...first.bucket(BUCKET).objects.all()];
    await first.idle();

    const second = await createS3Service({ directory });
    expect([...second.bucket(BUCKET).objects.all()]).to.deep.equal(before);
    expect(second.bucket(BUCKET).configuration).to.deep.equal(first.bucket(BUCKET).configuration);
    expect((await second.readObject(BUCKET, "../é", one.versionId)).toString()).to.equal("one");
    expect(second.objects.find(BUCKET, "../é", one.versionId).tags).to.deep.equal([{ key: "k", value: "v" }]);
    await second.uploads.complete(BUCKET, "parts", uploadId, { parts: [{ partNumber: 1, etag: part.etag }] });

    const third = await createS3Service({ directory });
    expect((await third.readObject(BUCKET, "parts")).toString()).to.equal("part");
    expect(third.bucket(BUCKET).uploads.size).to.equal(0);
  });

  it("goes on counting where it was, even if the clock has been set back", async () => {
    const first = await createS3Service({ directory, now: () => new Date("2030-01-01") });
    await first.createBucket(BUCKET, { versioning: true });
    await first.putObject(BUCKET, "key", "older");
    const second = await createS3Service({ directory, now: () => new Date("2020-01-01") });
    await second.putObject(BUCKET, "key", "newer");
    const third = await createS3Service({ directory });
    expect((await third.readObject(BUCKET, "key")).toString()).to.equal("newer");
  });

  it("suspends versions where they are no longer asked for", async () => {
    const service = await createS3Service({ directory });
    await service.createBucket(BUCKET, { versioning: true });
    const kept = await service.putObject(BUCKET, "key", "kept");
    await service.createBucket(BUCKET, { versioning: false });
    expect(service.bucket(BUCKET).configuration.versioning).to.equal("suspended");
    await service.putObject(BUCKET, "key", "null 1");
    await service.putObject(BUCKET, "key", "null 2");
    const ids = service
      .bucket(BUCKET)
      .objects.versions("key")
      .map(({ versionId }) => versionId);
    expect(ids).to.deep.equal(["null", kept.versionId]);
    expect(await blobs()).to.have.length(2);
  });

  it("is swept of what a crash left", async () => {
    const first = await createS3Service({ directory });
    await first.createBucket(BUCKET);
    const version = await first.putObject(BUCKET, "key", "kept");
    const folder = (await readdir(join(directory, "buckets", BUCKET, "objects")))[0]!;
    await writeFile(join(directory, "buckets", BUCKET, "objects", folder, "null.json.0123.pending"), '{"ke');
    await writeFile(join(directory, "blobs", version.segments[0]!.blobId.slice(0, 2), "orphan"), "half");
    const second = await createS3Service({ directory });
    expect((await second.readObject(BUCKET, "key")).toString()).to.equal("kept");
    expect(await blobs()).to.deep.equal([version.segments[0]!.blobId]);
    expect(await readdir(join(directory, "buckets", BUCKET, "objects", folder))).to.deep.equal(["null.json"]);
  });

  it("keeps an object whose upload was completed just before a crash, and forgets the upload", async () => {
    const first = await createS3Service({ directory });
    await first.createBucket(BUCKET);
    const { uploadId } = await first.uploads.create(BUCKET, "parts");
    const { etag } = await first.uploads.putPart(BUCKET, "parts", uploadId, 1, bodyOf("part"));
    const uploads = join(directory, "buckets", BUCKET, "uploads");
    await cp(uploads, join(directory, "before"), { recursive: true });
    await first.uploads.complete(BUCKET, "parts", uploadId, { parts: [{ partNumber: 1, etag }] });
    await cp(join(directory, "before"), uploads, { recursive: true });
    const second = await createS3Service({ directory });
    expect(second.bucket(BUCKET).uploads.size).to.equal(0);
    expect(await readdir(uploads)).to.deep.equal([]);
    expect((await second.readObject(BUCKET, "parts")).toString()).to.equal("part");
  });

  it("shows nothing of an upload whose client went away", async () => {
    const s3 = await startS3Server({ directory, buckets: { [BUCKET]: {} } });
    try {
      const url = await getSignedUrl(s3.client(), new PutObjectCommand({ Bucket: BUCKET, Key: "cut" }));
      const upload = request(url, { method: "PUT", headers: { "content-length": "1000" } });
      const gone = new Promise((resolve) => upload.on("error", resolve));
      upload.write("the first bytes");
      while ((await blobs().catch(() => [])).length === 0)
        await new Promise((resolve) => setImmediate(resolve));
      upload.destroy(new Error("away"));
      await gone;
      while ((await blobs()).length > 0) await new Promise((resolve) => setImmediate(resolve));
      expect(s3.service.bucket(BUCKET).objects.latest("cut")).to.equal(undefined);
      expect(s3.internalErrors).to.deep.equal([]);
    } finally {
      await s3.close();
    }
  });

  it("keeps the bytes that are being read while their object is overwritten", async () => {
    const service = await createS3Service({ directory });
    await service.createBucket(BUCKET);
    await service.putObject(BUCKET, "key", "old");
    const reader = service.objects.open(BUCKET, "key");
    await service.putObject(BUCKET, "key", "new");
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader.read(0, 3)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).to.equal("old");
    await reader.close();
    expect(await blobs()).to.have.length(1);
  });

  it("takes no bucket whose name could lead out of it", async () => {
    const service = await createS3Service({ directory });
    for (const name of ["..", "../x", "a/b", "A-Bucket", "ab", "a..b", ""])
      try {
        await service.createBucket(name);
        expect.fail(`${name} was taken`);
      } catch (error) {
        expect(error).to.include({ code: "InvalidBucketName" });
      }
  });
});
