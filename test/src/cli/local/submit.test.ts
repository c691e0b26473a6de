import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { randomFillSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { submit } from "../../../../src/cli/local/submit";
import { executionNameOf } from "../../../../src/pipeline/executionName";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const MIB = 1024 * 1024;

describe("submit", () => {
  let server: TestS3;
  let folder: string;

  before(async () => {
    server = await startS3Server({ buckets: { raw: { versioning: true } } });
    folder = await mkdtemp(join(tmpdir(), "submit-"));
  });

  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it("uploads in parts what is too long for one request", async () => {
    const s3 = server.client();
    const client = { s3, rawBucket: "raw", processedBucket: "processed", logsBucket: "logs" };
    const sizes = { "long.dcm": 10 * MIB, "short.dcm": 9 * MIB };
    const files = Object.entries(sizes).map(([name, size]) => {
      return { path: join(folder, name), relativePath: name, bytes: randomFillSync(Buffer.alloc(size)) };
    });
    for (const { path, bytes } of files) await writeFile(path, bytes);
    const names: string[] = [];
    const { submissions, refusals } = await submit(client, files, (name) => names.push(name), 9 * MIB);
    expect(refusals).to.deep.equal([]);
    for (const [index, { relativePath, bytes }] of files.entries()) {
      const objectKey = `incoming/${relativePath}`;
      const head = await s3.send(new HeadObjectCommand({ Bucket: "raw", Key: objectKey }));
      expect(head.ETag?.includes("-2")).to.equal(relativePath === "long.dcm"); // of two parts
      const versionId = head.VersionId ?? "";
      const executionName = executionNameOf({ bucketName: "raw", objectKey, versionId });
      expect(submissions[index]?.executionName).to.equal(executionName);
      expect(names).to.include(executionName);
      expect((await server.service.readObject("raw", objectKey)).equals(bytes)).to.equal(true);
    }
  });
});
