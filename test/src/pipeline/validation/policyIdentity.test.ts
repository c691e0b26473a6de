import { expect } from "chai";
import { identifyPolicy } from "../../../../src/pipeline/validation/policyIdentity";

describe("the identity of a validation policy", () => {
  it("is its preset and a digest, the same in whichever order codes stand", () => {
    const one = identifyPolicy({
      preset: "standard",
      codes: { INVALID_UID: "reject", INVALID_DATE: "hold" },
    });
    const other = identifyPolicy({
      preset: "standard",
      codes: { INVALID_DATE: "hold", INVALID_UID: "reject" },
    });
    expect(one).to.have.keys("preset", "policyDigest").and.to.include({ preset: "standard" });
    expect(one.policyDigest).to.match(/^[0-9a-f]{64}$/);
    expect(other).to.deep.equal(one);
  });

  it("differs by preset, code and action", () => {
    const policies = [
      { preset: "lenient", codes: {} },
      { preset: "strict", codes: {} },
      { preset: "lenient", codes: { INVALID_UID: "hold" } },
      { preset: "lenient", codes: { INVALID_UID: "reject" } },
      { preset: "lenient", codes: { INVALID_DATE: "hold" } },
    ] as const;
    expect(new Set(policies.map((policy) => identifyPolicy(policy).policyDigest))).to.have.length(5);
  });
});
