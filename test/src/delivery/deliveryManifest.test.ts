import { expect } from "chai";
import { createDeliveryManifest, type BatchEntry } from "../../../src/delivery";

describe("createDeliveryManifest", () => {
  it("counts the results by what became of them", () => {
    const place = { bucketName: "b", objectKey: "k" };
    const ready: BatchEntry = { status: "ready", ...place, url: "u", expiresInSeconds: 1, expiresAt: "" };
    const error = { code: "OBJECT_NOT_FOUND", message: "" } as const;
    const results: BatchEntry[] = [ready, { status: "missing", ...place, error }, ready];
    expect(createDeliveryManifest(results)).to.deep.equal({
      total: 3,
      ready: 2,
      missing: 1,
      failed: 0,
      results,
    });
  });
});
