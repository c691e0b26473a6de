import { expect } from "chai";
import fc from "fast-check";
import { decodeEventKey } from "../../../src/pipeline/eventKey";

/** The encoding that S3 documents for keys in notifications: form encoding, with slashes left as they are. */
function encodeLikeS3(key: string): string {
  return encodeURIComponent(key)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

describe("decodeEventKey", () => {
  it("reads a plus as a space and an encoded plus as a plus", () => {
    expect(decodeEventKey("a/red+flower%2B%C3%A9.dcm")).to.equal("a/red flower+é.dcm");
  });

  it("leaves slashes and percent signs of the key alone", () => {
    expect(decodeEventKey("a%2Fb/100%25.dcm")).to.equal("a/b/100%.dcm");
  });

  it("refuses what is not percent-encoded UTF-8", () => {
    for (const encoded of ["%", "%zz", "%C3", "%FF"]) expect(decodeEventKey(encoded)).to.equal(undefined);
  });

  it("is the inverse of the encoding for every key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (key) => {
        expect(decodeEventKey(encodeLikeS3(key))).to.equal(key);
      }),
    );
  });
});
