import {
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import * as fc from "fast-check";
import { compareKeys, formEncode } from "../../../../src/local/s3/store/keys";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "kept-bucket";
const KEYS = ["a", "a/1", "a/2", "b/c/1", "b/c/2", "b/d", "z", "é", "\uFFFD", "😀"];

describe("listings of the local S3", () => {
  let s3: TestS3;
  before(async () => {
    s3 = await startS3Server({ buckets: { [Bucket]: { versioning: true } } });
    for (const key of [...KEYS].reverse()) await s3.service.putObject(Bucket, key, key);
  });
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const list = async (more: object = {}) => {
    const page = await s3.client().send(new ListObjectsV2Command({ Bucket, ...more }));
    const prefixes = page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [];
    return { page, keys: page.Contents?.map(({ Key }) => Key) ?? [], prefixes };
  };

  it("go by the bytes of UTF-8", async () => {
    expect((await list()).keys).to.deep.equal(KEYS);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).to.equal(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it("keep to a prefix and roll up what follows the delimiter", async () => {
    expect((await list({ Prefix: "a/" })).keys).to.deep.equal(["a/1", "a/2"]);
    const top = await list({ Delimiter: "/" });
    expect([top.keys, top.prefixes]).to.deep.equal([
      ["a", "z", "é", "\uFFFD", "😀"],
      ["a/", "b/"],
    ]);
    const inside = await list({ Prefix: "b/", Delimiter: "/" });
    expect([inside.keys, inside.prefixes, inside.page.KeyCount]).to.deep.equal([["b/d"], ["b/c/"], 2]);
    expect((await list({ Prefix: "none" })).page.KeyCount).to.equal(0);
  });

  for (const Delimiter of [undefined, "/"])
    it(`give the same page by page, ${Delimiter ? "with" : "without"} a delimiter`, async () => {
      const whole = await list({ Delimiter });
      for (let pageSize = 1; pageSize <= 4; pageSize += 1) {
        const seen: (string | undefined)[] = [];
        const pages = paginateListObjectsV2({ client: s3.client(), pageSize }, { Bucket, Delimiter });
        for await (const page of pages) {
          seen.push(...(page.Contents?.map(({ Key }) => Key) ?? []));
          seen.push(...(page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? []));
        }
        expect(seen.sort()).to.deep.equal([...whole.keys, ...whole.prefixes].sort());
      }
    });

  it("begin behind a key", async () => {
    expect((await list({ StartAfter: "b/c/2" })).keys).to.deep.equal(KEYS.slice(5));
    const { Contents } = await s3.client().send(new ListObjectsCommand({ Bucket, Marker: "b/d" }));
    expect(Contents?.map(({ Key }) => Key)).to.deep.equal(KEYS.slice(6));
  });

  it("are cut off with the marker of the next page in the first version", async () => {
    const client = s3.client();
    const first = await client.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2 }));
    expect(first).to.include({ IsTruncated: true, NextMarker: "a/" });
    const next = { Bucket, Delimiter: "/", Marker: first.NextMarker, MaxKeys: 1 };
    expect((await client.send(new ListObjectsCommand(next))).CommonPrefixes).to.deep.equal([
      { Prefix: "b/" },
    ]);
    expect((await list({ MaxKeys: 0 })).page).to.include({ IsTruncated: false, KeyCount: 0 });
  });

  it("encode keys where they are asked to", async () => {
    await s3.service.putObject(Bucket, "x \u0001+é/", "");
    const { keys } = await list({ Prefix: "x ", EncodingType: "url" });
    expect(keys).to.deep.equal([formEncode("x \u0001+é/")]);
    expect(keys[0]).to.equal("x+%01%2B%C3%A9/");
    await s3.service.objects.delete(Bucket, "x \u0001+é/");
  });

  it("leave out what is deleted, while versions show it, newest first", async () => {
    const client = s3.client();
    const Key = "versions/of";
    const [one, two] = [
      await s3.service.putObject(Bucket, Key, "1"),
      await s3.service.putObject(Bucket, Key, "2"),
    ];
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key }));
    expect((await list({ Prefix: "versions/" })).page.KeyCount).to.equal(0);
    expect((await list({ Delimiter: "/" })).prefixes).not.to.include("versions/");
    const versions = (more: object) =>
      client.send(new ListObjectVersionsCommand({ Bucket, Prefix: "versions/", ...more }));
    const all = await versions({});
    expect(all.Versions?.map(({ VersionId }) => VersionId)).to.deep.equal([two.versionId, one.versionId]);
    expect(all.Versions?.map(({ IsLatest }) => IsLatest)).to.deep.equal([false, false]);
    expect(all.DeleteMarkers?.[0]).to.include({ VersionId: marker.VersionId, IsLatest: true });
    const page = await versions({ MaxKeys: 2 });
    expect(page).to.include({ NextKeyMarker: Key, NextVersionIdMarker: two.versionId });
    const rest = await versions({ KeyMarker: Key, VersionIdMarker: page.NextVersionIdMarker });
    expect(rest.Versions?.map(({ VersionId }) => VersionId)).to.deep.equal([one.versionId]);
  });
});
