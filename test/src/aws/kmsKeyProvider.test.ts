import type { GenerateMacCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import sinon from "sinon";
import { kmsKeyProvider } from "../../../src/aws/kmsKeyProvider";
import { failureOf } from "../handlers/support/stepEvent";

describe("kmsKeyProvider", () => {
  const Mac = new Uint8Array(32).fill(9);

  it("asks KMS for the MAC of the fixed label", async () => {
    const send = sinon.stub().resolves({ Mac });
    expect(await kmsKeyProvider({ send }, "arn:key").getKey()).to.deep.equal(Mac);
    const { input } = send.firstCall.args[0] as GenerateMacCommand;
    expect(input).to.deep.equal({
      KeyId: "arn:key",
      MacAlgorithm: "HMAC_SHA_256",
      Message: Buffer.from("medical-imaging-pipeline/deidentification/v1"),
    });
  });

  it("knows the version and the id of its key, for the record", () => {
    const arn = "arn:aws:kms:us-east-1:123456789012:key/1234-5678";
    const send = sinon.stub().resolves({ Mac });
    const provider = kmsKeyProvider({ send }, arn, 3);
    expect(provider.identity).to.deep.equal({ version: 3, keyId: "1234-5678" });
    expect(kmsKeyProvider({ send }, arn).identity).to.equal(undefined);
  });

  it("asks once per process, however many objects come at a time", async () => {
    const send = sinon.stub().resolves({ Mac });
    const keys = kmsKeyProvider({ send }, "arn:key");
    await Promise.all([keys.getKey(), keys.getKey()]);
    await keys.getKey();
    expect(send.callCount).to.equal(1);
  });

  it("asks again after a failure", async () => {
    const send = sinon.stub().resolves({ Mac });
    send.onFirstCall().rejects(new Error("throttled"));
    const keys = kmsKeyProvider({ send }, "arn:key");
    await failureOf(keys.getKey());
    expect(await keys.getKey()).to.deep.equal(Mac);
  });

  it("refuses an answer that is no key", async () => {
    for (const answer of [{}, { Mac: new Uint8Array(16) }]) {
      await failureOf(kmsKeyProvider({ send: sinon.stub().resolves(answer) }, "arn:key").getKey());
    }
  });
});
