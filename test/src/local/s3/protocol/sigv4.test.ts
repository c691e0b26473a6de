import { expect } from "chai";
import { SignatureError, verifyRequest } from "../../../../../src/local/s3";

// The example of the IAM documentation, "Signing AWS requests": a service that is not S3, a body without its hash.
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const NOW = new Date("2015-08-30T12:36:00Z");
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, " +
  "SignedHeaders=content-type;host;x-amz-date, " +
  "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

const request = (changes: Record<string, string> = {}) => ({
  method: "GET",
  url: "/?Action=ListUsers&Version=2010-05-08",
  rawHeaders: Object.entries({
    Host: "iam.amazonaws.com",
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
    "X-Amz-Date": "20150830T123600Z",
    Authorization: AUTHORIZATION,
    ...changes,
  }).flat(),
});
const lookup = (key: string) => (key === "AKIDEXAMPLE" ? { secretAccessKey: SECRET } : undefined);

const faultOf = async (call: Promise<unknown>) => {
  try {
    await call;
  } catch (error) {
    return error instanceof SignatureError ? error.fault : error;
  }
  return undefined;
};

describe("verifyRequest", () => {
  it("accepts the documented example, and names service and region", async () => {
    const verified = await verifyRequest(request(), lookup, NOW, { bodySha256Hex: EMPTY_SHA256 });
    expect(verified).to.deep.include({ accessKeyId: "AKIDEXAMPLE", service: "iam", region: "us-east-1" });
    expect(verified.payload).to.deep.equal({ kind: "sha256", sha256Hex: EMPTY_SHA256 });
  });

  it("needs the hash of a body that came without", async () => {
    expect(await faultOf(verifyRequest(request(), lookup, NOW))).to.equal("bodyHash");
    const bodySha256Hex = EMPTY_SHA256.replace("e", "f");
    expect(await faultOf(verifyRequest(request(), lookup, NOW, { bodySha256Hex }))).to.equal("mismatch");
  });

  it("needs the session token where the key has one", async () => {
    const options = { bodySha256Hex: EMPTY_SHA256 };
    const withToken = () => ({ secretAccessKey: SECRET, sessionToken: "token" });
    expect(await faultOf(verifyRequest(request(), withToken, NOW, options))).to.equal("invalidToken");
  });

  it("refuses an x-amz header that is not signed", async () => {
    const added = request({ "X-Amz-Acl": "public-read" });
    const options = { bodySha256Hex: EMPTY_SHA256 };
    expect(await faultOf(verifyRequest(added, lookup, NOW, options))).to.equal("unsignedHeaders");
  });

  for (const authorization of [
    "AWS4-HMAC-SHA256 ",
    "AWS4-HMAC-SHA256 Credential=a/b, Signature=c",
    "Bearer x",
  ])
    it(`calls ${JSON.stringify(authorization)} malformed`, async () => {
      expect(await faultOf(verifyRequest(request({ Authorization: authorization }), lookup, NOW))).to.equal(
        "malformed",
      );
    });
});
