import { expect } from "chai";
import { DeliveryError, PresignedUrlHandler, type PresignedUrlHandlerOptions } from "../../../src/delivery";
import { startS3Server, type TestS3 } from "../../support/s3/startS3Server";

const KEY = "studies/2.25.1/2.25.2/2.25.3.dcm";

describe("PresignedUrlHandler", () => {
  let server: TestS3;
  let serverTime: Date;
  let versionId: string;

  before(async () => {
    serverTime = new Date();
    server = await startS3Server({ buckets: { processed: { versioning: true } }, now: () => serverTime });
    versionId = (await server.service.putObject("processed", KEY, "first version")).versionId;
    await server.service.putObject("processed", KEY, "DICOM bytes");
  });

  beforeEach(() => (serverTime = new Date()));

  after(() => server.close());

  const handlerOf = (options: Partial<PresignedUrlHandlerOptions> = {}) =>
    new PresignedUrlHandler({
      bucketName: "processed",
      region: server.region,
      endpoint: server.endpoint,
      credentials: server.credentials,
      ...options,
    });

  async function failureOf(work: () => unknown): Promise<DeliveryError> {
    try {
      await work();
    } catch (error) {
      if (error instanceof DeliveryError) return error;
      throw error;
    }
    return expect.fail("the work should have failed");
  }

  describe("generateDownloadUrl", () => {
    it("makes a link that downloads without credentials", async () => {
      const now = new Date("2026-05-06T07:08:09.600Z");
      serverTime = now;
      const link = await handlerOf({ now: () => now }).generateDownloadUrl(KEY);
      expect(link).to.include({ bucketName: "processed", objectKey: KEY, expiresInSeconds: 3600 });
      expect(link.expiresAt).to.equal("2026-05-06T08:08:09.000Z");
      const response = await fetch(link.url);
      expect(response.status).to.equal(200);
      expect(await response.text()).to.equal("DICOM bytes");
    });

    it("links to one version where it is told to", async () => {
      const { url } = await handlerOf().generateDownloadUrl(KEY, { versionId });
      expect(await (await fetch(url)).text()).to.equal("first version");
    });

    it("works until it expires, and no longer", async () => {
      const { url, expiresAt } = await handlerOf().generateDownloadUrl(KEY, { expiresInSeconds: 60 });
      serverTime = new Date(Date.parse(expiresAt) - 1000);
      expect((await fetch(url)).status).to.equal(200);
      serverTime = new Date(Date.parse(expiresAt) + 1000);
      expect((await fetch(url)).status).to.equal(403);
    });

    it("makes links that cannot be turned into others", async () => {
      const { url } = await handlerOf().generateDownloadUrl(KEY, { expiresInSeconds: 60 });
      const tampered = [
        url.replace("2.25.3.dcm", "2.25.4.dcm"),
        url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
        `${url}&versionId=${versionId}`,
        url.replace(/X-Amz-Signature=./, (text) => `${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`),
      ];
      for (const other of tampered) {
        expect(other).to.not.equal(url);
        expect((await fetch(other)).status).to.equal(403);
      }
      expect((await fetch(url, { method: "DELETE" })).status).to.equal(403);
    });

    it("reaches keys with characters that URLs give a meaning", async () => {
      const key = "a b/c+d%20é&f?.dcm";
      await server.service.putObject("processed", key, "odd key");
      const { url } = await handlerOf().generateDownloadUrl(key);
      expect(await (await fetch(url)).text()).to.equal("odd key");
    });

    it("refuses lifetimes outside of 1 second to 7 days, and says what may be", async () => {
      for (const expiresInSeconds of [0, -1, 1.5, NaN, 604_801]) {
        const error = await failureOf(() => handlerOf().generateDownloadUrl(KEY, { expiresInSeconds }));
        expect(error.code).to.equal("INVALID_EXPIRY");
        expect(error.message).to.equal(
          `expiresInSeconds is ${expiresInSeconds}; it may be a whole number from 1 to 604800 (7 days)`,
        );
      }
      for (const expiresInSeconds of [1, 604_800]) {
        expect((await handlerOf().generateDownloadUrl(KEY, { expiresInSeconds })).url).to.include(
          `X-Amz-Expires=${expiresInSeconds}&`,
        );
      }
    });

    it("refuses keys that S3 cannot have", async () => {
      for (const key of ["", "k".repeat(1025)]) {
        expect((await failureOf(() => handlerOf().generateDownloadUrl(key))).code).to.equal(
          "INVALID_OBJECT_KEY",
        );
      }
    });
  });

  describe("generateSecureDownloadUrl", () => {
    it("links to an object that is there, as a DICOM file to be saved", async () => {
      const response = await fetch((await handlerOf().generateSecureDownloadUrl(KEY)).url);
      expect(response.headers.get("content-type")).to.equal("application/dicom");
      expect(response.headers.get("content-disposition")).to.equal('attachment; filename="2.25.3.dcm"');
      expect(await response.text()).to.equal("DICOM bytes");
    });

    it("makes any file name safe", async () => {
      const fileName = '../../"x";\r\nSet-Cookie: a=b/é y';
      const { url } = await handlerOf().generateSecureDownloadUrl(KEY, { fileName });
      expect((await fetch(url)).headers.get("content-disposition")).to.equal('attachment; filename="_y.dcm"');
    });

    it("refuses an object that is not there, without its key in the message", async () => {
      const error = await failureOf(() => handlerOf().generateSecureDownloadUrl("PLANTED.dcm"));
      expect(error.code).to.equal("OBJECT_NOT_FOUND");
      expect(error.message).to.not.include("PLANTED");
    });
  });

  describe("validateObjectExists", () => {
    it("tells whether the object is there", async () => {
      expect(await handlerOf().validateObjectExists(KEY)).to.equal(true);
      expect(await handlerOf().validateObjectExists("missing.dcm")).to.equal(false);
    });

    it("tells a lack of permission from a lack of the object", async () => {
      const credentials = { accessKeyId: "unknown", secretAccessKey: "unknown" };
      const error = await failureOf(() => handlerOf({ credentials }).validateObjectExists(KEY));
      expect(error.code).to.equal("ACCESS_DENIED");
    });

    it("says that S3 could not be asked where nobody answers", async () => {
      const error = await failureOf(() =>
        handlerOf({ endpoint: "http://127.0.0.1:1" }).validateObjectExists(KEY),
      );
      expect(error.code).to.equal("SERVICE_ERROR");
    });
  });

  describe("generateUploadUrl", () => {
    it("makes a link that takes the bytes of one object by PUT", async () => {
      const link = await handlerOf().generateUploadUrl("uploads/new.dcm");
      expect(link).to.include({ method: "PUT", objectKey: "uploads/new.dcm" });
      expect(link.requiredHeaders).to.deep.equal({});
      const response = await fetch(link.url, { method: "PUT", body: "uploaded" });
      expect(response.status).to.equal(200);
      expect((await server.service.readObject("processed", "uploads/new.dcm")).toString()).to.equal(
        "uploaded",
      );
    });

    it("insists on the content type that was signed", async () => {
      const { url, requiredHeaders } = await handlerOf().generateUploadUrl("typed.dcm", {
        contentType: "application/dicom",
      });
      const put = (headers: Record<string, string>) => fetch(url, { method: "PUT", body: "typed", headers });
      expect((await put({ "content-type": "text/html" })).status).to.equal(403);
      expect((await put({ ...requiredHeaders })).status).to.equal(200);
    });
  });

  describe("generateBatchDownloadUrls", () => {
    it("answers a link or an error for each key, in their order", async () => {
      const results = await handlerOf().generateBatchDownloadUrls([KEY, "missing.dcm", "", KEY], {
        expiresInSeconds: 90,
      });
      expect(results.map(({ status, objectKey }) => [status, objectKey])).to.deep.equal([
        ["ready", KEY],
        ["missing", "missing.dcm"],
        ["failed", ""],
        ["ready", KEY],
      ]);
      const [first, missing] = results;
      if (first?.status !== "ready" || missing?.status !== "missing") return expect.fail();
      expect(first.expiresInSeconds).to.equal(90);
      expect((await fetch(first.url)).status).to.equal(200);
      expect(missing.error.code).to.equal("OBJECT_NOT_FOUND");
      return undefined;
    });

    it("answers all of many", async () => {
      const keys = Array.from({ length: 40 }, (_, index) => (index % 2 ? KEY : `missing-${index}.dcm`));
      const results = await handlerOf().generateBatchDownloadUrls(keys);
      expect(results.map(({ objectKey }) => objectKey)).to.deep.equal(keys);
    });

    it("refuses a lifetime that no link of the batch could have", async () => {
      const error = await failureOf(() => handlerOf().generateBatchDownloadUrls([], { expiresInSeconds: 0 }));
      expect(error.code).to.equal("INVALID_EXPIRY");
    });
  });

  it("refuses to be made without a bucket or a region", async () => {
    expect((await failureOf(() => handlerOf({ bucketName: "" }))).code).to.equal("INVALID_OPTIONS");
    expect((await failureOf(() => handlerOf({ region: "" }))).code).to.equal("INVALID_OPTIONS");
    expect((await failureOf(() => handlerOf({ defaultExpirySeconds: 0 }))).code).to.equal("INVALID_EXPIRY");
  });
});
