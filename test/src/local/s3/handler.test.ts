import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createS3RequestHandler, verifyRequest } from "../../../../src/local/s3";
import { startS3Server } from "../../../support/s3/startS3Server";
import { send } from "../../../support/s3/rawRequest";

describe("createS3RequestHandler", () => {
  it("takes requests that an endpoint of several services has verified", async () => {
    const s3 = await startS3Server({ buckets: { "plain-bucket": {} } });
    const handler = createS3RequestHandler({ service: s3.service, authorize: () => "allow" });
    const server = createServer((request, response) => {
      void verifyRequest(request, () => s3.credentials).then((verified) =>
        handler(request, response, verified),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { credentials, region } = s3;
    const client = new S3Client({ endpoint, credentials, region, forcePathStyle: true });
    try {
      await client.send(new PutObjectCommand({ Bucket: "plain-bucket", Key: "key", Body: "x" }));
      expect((await s3.service.readObject("plain-bucket", "key")).toString()).to.equal("x");
    } finally {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await s3.close();
    }
  });

  it("answers 500 for a fault of its own, and tells its owner alone what it was", async () => {
    const s3 = await startS3Server({
      buckets: { "plain-bucket": {} },
      authorize: () => Promise.reject(new Error("the reason")),
    });
    try {
      const put = new PutObjectCommand({ Bucket: "plain-bucket", Key: "secret-name", Body: "x" });
      const error: unknown = await s3
        .client()
        .send(put)
        .catch((reason: unknown) => reason);
      expect(error).to.include({ name: "InternalError" });
      expect(JSON.stringify(error)).not.to.match(/the reason|secret-name/);
      expect(s3.internalErrors).to.have.length(1);
    } finally {
      await s3.close();
    }
  });

  it("answers a path that is not UTF-8 or no path at all", async () => {
    const s3 = await startS3Server();
    try {
      for (const path of ["/%FF", "*", "/%", "//"])
        expect((await send(s3, "GET", path)).statusCode).to.equal(403);
      expect(s3.internalErrors).to.deep.equal([]);
    } finally {
      await s3.close();
    }
  });
});
