import { expect } from "chai";
import { findFunction } from "../../../../src/local/functions/functionNames";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:step";
const step = {
  name: "step",
  arn: ARN,
  versions: new Map([
    ["live", "4"],
    ["4", "4"],
  ]),
};
const other = { name: "step-two", arn: `${ARN}-two`, versions: new Map<string, string>() };

describe("local functions, by what they are called", () => {
  for (const name of ["step", ARN])
    it(`finds the unpublished code under ${name}`, () => {
      const latest = { fn: step, arn: ARN, version: "$LATEST" };
      expect(findFunction([other, step], name)).to.deep.equal(latest);
      expect(findFunction([other, step], `${name}:$LATEST`)).to.deep.equal(latest);
    });

  it("finds an alias with the version that it points to, and asks for the permission on the alias", () => {
    const live = { fn: step, arn: `${ARN}:live`, version: "4" };
    expect(findFunction([other, step], `${ARN}:live`)).to.deep.equal(live);
    expect(findFunction([other, step], "step:live")).to.deep.equal(live);
    expect(findFunction([other, step], "step:4")).to.deep.equal({ ...live, arn: `${ARN}:4` });
  });

  it("knows no alias and no version that is not declared", () => {
    for (const name of ["step:stale", "step:3", `${ARN}-two:live`, "ste", `${ARN}s`])
      expect(findFunction([other, step], name), name).to.equal(undefined);
  });
});
