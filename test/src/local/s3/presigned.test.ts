import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect } from "chai";
import { send, sendSigned, xmlText } from "../../../support/s3/rawRequest";
import { startS3Server, type TestS3 } from "../../../support/s3/startS3Server";

const Bucket = "plain-bucket";
const Key = "a b/é+.dcm";

describe("signatures at the local S3", () => {
  let s3: TestS3;
  let offsetSeconds = 0;
  before(async () => {
    const now = () => new Date(Date.now() + offsetSeconds * 1000);
    s3 = await startS3Server({ buckets: { [Bucket]: {} }, now });
    await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: "content" }));
  });
  beforeEach(() => (offsetSeconds = 0));
  after(() => s3.close());
  afterEach(() => expect(s3.internalErrors).to.deep.equal([]));

  const presign = (
    command: GetObjectCommand | PutObjectCommand,
    expiresIn = 60,
    client: S3Client = s3.client(),
  ) => getSignedUrl(client, command, { expiresIn });
  const get = async (url: string, init?: RequestInit) => {
    const answer = await fetch(url, init);
    const body = await answer.text();
    return { statusCode: answer.status, body, code: xmlText(body, "Code"), headers: answer.headers };
  };

  it("lets the bearer of a presigned URL read, with the headers that it asks for", async () => {
    const ResponseContentDisposition = 'attachment; filename="é.dcm"';
    const url = await presign(new GetObjectCommand({ Bucket, Key, ResponseContentDisposition }));
    const answer = await get(url);
    expect([answer.statusCode, answer.body]).to.deep.equal([200, "content"]);
    expect(answer.headers.get("content-disposition")).to.equal(ResponseContentDisposition);
  });

  it("lets the bearer of a presigned URL write, though the SDK put an empty body's checksum into it", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "up", Metadata: { origin: "ward" }, Tagging: "a=1" });
    const url = await presign(put);
    expect(url).to.include("x-amz-checksum-crc32=");
    expect((await get(url, { method: "PUT", body: "uploaded" })).statusCode).to.equal(200);
    expect((await s3.service.readObject(Bucket, "up")).toString()).to.equal("uploaded");
    expect(s3.service.objects.find(Bucket, "up").metadata).to.deep.equal({ origin: "ward" });
  });

  it("refuses a presigned URL after it has expired", async () => {
    const url = await presign(new GetObjectCommand({ Bucket, Key }), 60);
    offsetSeconds = 59;
    expect((await get(url)).statusCode).to.equal(200);
    offsetSeconds = 62;
    const answer = await get(url);
    expect([answer.statusCode, answer.code]).to.deep.equal([403, "AccessDenied"]);
    expect(answer.body).to.include("Request has expired");
  });

  const tampered: [string, (url: string) => string, RequestInit?][] = [
    ["another key", (url) => url.replace(".dcm", ".dcx")],
    ["another life", (url) => url.replace("X-Amz-Expires=60", "X-Amz-Expires=604800")],
    ["one more parameter", (url) => `${url}&versionId=null`],
    ["another signature", (url) => url.replace(/(X-Amz-Signature=)./, "$1x")],
    ["another method", (url) => url, { method: "DELETE" }],
    ["another host", (url) => url.replace("127.0.0.1", "localhost")],
    ["one more header of the protocol", (url) => url, { headers: { "x-amz-checksum-mode": "ENABLED" } }],
  ];
  for (const [title, change, init] of tampered)
    it(`refuses a presigned URL with ${title}`, async () => {
      const url = change(await presign(new GetObjectCommand({ Bucket, Key })));
      expect((await get(url, init)).statusCode).to.equal(403);
    });

  it("refuses a URL that lives for more than a week, or whose life is no number", async () => {
    const url = await presign(new GetObjectCommand({ Bucket, Key }));
    for (const life of ["604801", "-1", "x", ""]) {
      const answer = await get(url.replace("X-Amz-Expires=60", `X-Amz-Expires=${life}`));
      expect([answer.statusCode, answer.code]).to.deep.equal([400, "AuthorizationQueryParametersError"]);
    }
  });

  it("refuses who does not sign", async () => {
    const answer = await send(s3, "GET", `/${Bucket}/${encodeURIComponent(Key)}`);
    expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([403, "AccessDenied"]);
  });

  const refused: [string, number, string, object][] = [
    [
      "an unknown key",
      403,
      "InvalidAccessKeyId",
      { credentials: { accessKeyId: "AKIANOBODY", secretAccessKey: "x" } },
    ],
    ["another region", 400, "AuthorizationHeaderMalformed", { region: "eu-west-1" }],
    ["another service", 400, "AuthorizationHeaderMalformed", { service: "sqs" }],
    ["no payload hash", 400, "InvalidRequest", { payloadHash: "STREAMING-SOMETHING" }],
  ];
  for (const [title, statusCode, code, raw] of refused)
    it(`refuses ${title}`, async () => {
      const answer = await sendSigned(s3, { path: `/${Bucket}/up`, ...raw });
      expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([statusCode, code]);
    });

  it("refuses another mechanism", async () => {
    const answer = await send(s3, "GET", `/${Bucket}/up`, { authorization: "Basic YTpi" });
    expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([
      400,
      "AuthorizationHeaderMalformed",
    ]);
  });

  it("refuses a wrong secret", async () => {
    const credentials = { ...s3.credentials, secretAccessKey: "wrong" };
    const answer = await sendSigned(s3, { path: `/${Bucket}/up`, credentials });
    expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([403, "SignatureDoesNotMatch"]);
  });

  for (const [minutes, statusCode] of [
    [-16, 403],
    [-14, 404],
    [14, 404],
    [16, 403],
  ] as const)
    it(`answers ${statusCode} where the clocks are ${minutes} minutes apart`, async () => {
      const signedAt = new Date(Date.now() + minutes * 60_000);
      const answer = await sendSigned(s3, { path: `/${Bucket}/missing`, signedAt });
      const code = statusCode === 403 ? "RequestTimeTooSkewed" : "NoSuchKey";
      expect([answer.statusCode, xmlText(answer.body, "Code")]).to.deep.equal([statusCode, code]);
    });

  it("verifies a query of repeated names and odd signs", async () => {
    const path = `/${Bucket}?list-type=2&prefix=a%20b%2F%C3%A9%2B&delimiter=&fetch-owner=true`;
    const answer = await sendSigned(s3, { path });
    expect(answer.statusCode).to.equal(200);
    expect(xmlText(answer.body, "Key")).to.equal(Key);
  });
});
