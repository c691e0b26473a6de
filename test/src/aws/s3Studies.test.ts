import { expect } from "chai";
import { S3Client } from "@aws-sdk/client-s3";
import { s3StudyMarkers, s3StudyReader } from "../../../src/aws/s3Studies";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";

describe("studies in S3", () => {
  let server: TestS3;
  let client: S3Client;
  before(async () => {
    server = await startS3Server({ buckets: { processed: { versioning: true } } });
    const { endpoint, region, credentials } = server;
    client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  });
  after(async () => {
    client.destroy();
    await server.close();
  });

  const put = (key: string, text: string) => server.service.putObject("processed", key, Buffer.from(text));

  it("are counted by instance and series, each instance once", async () => {
    for (const key of ["s1/a.dcm", "s1/b.dcm", "s2/c.dcm", "s1/a.dcm"])
      await put(`studies/1.2/${key}`, "four");
    await put("studies/1.23/s1/other.dcm", "of another study");
    const contents = await s3StudyReader(client, "processed").contentsOf("studies/1.2/");
    expect(contents).to.deep.include({ instanceCount: 3, seriesCount: 2, sizeBytes: 12, truncated: false });
    expect(contents.lastModified).to.be.instanceOf(Date);
  });

  it("are nothing where nothing is", async () => {
    expect(await s3StudyReader(client, "processed").contentsOf("studies/9/")).to.deep.equal({
      ...{ instanceCount: 0, seriesCount: 0, sizeBytes: 0, truncated: false },
      lastModified: undefined,
    });
  });

  it("are counted page by page, up to a bound", async () => {
    const count = 1001;
    for (let index = 0; index < count; index++) await put(`studies/2/s/${index}.dcm`, "x");
    const all = await s3StudyReader(client, "processed").contentsOf("studies/2/");
    expect(all).to.deep.include({ instanceCount: count, truncated: false });
    const some = await s3StudyReader(client, "processed", 1).contentsOf("studies/2/");
    expect(some).to.deep.include({ instanceCount: 1000, truncated: true });
  });

  it("have markers whose version is that of the last write", async () => {
    const markers = s3StudyMarkers(client, "processed");
    const [first, second] = [await put("m.json", "{}"), await put("m.json", "{}")];
    expect(await markers.currentVersionOf("m.json"))
      .to.equal(second.versionId)
      .and.not.equal(first.versionId);
  });
});
