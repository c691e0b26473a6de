import { expect } from "chai";
import { DECLARED_TYPES } from "../../../policy/declaredTypes";
import { TRUSTED_SERVICES } from "../../../policy/rules/roles";
import { KNOWN_TYPES } from "../../../src/deployPolicy/deployPolicy";
import { PASSED_TO } from "../../../src/deployPolicy/scopes";
import { LINES_BY_TYPE } from "../../../src/operate/cost/linesByType";
import { VARIANTS } from "../../../tools/iam/variants";
import { declaredStack, listOf, ofType, STACKS, statementsOf } from "../../support/pulumi/declared";

/** Declared where nobody names a region, which an evaluation without an engine always does: regionProviders.test.ts. */
const PROVIDER = "pulumi:providers:aws";

describe("the lists of resource types", () => {
  const types = new Set<string>([PROVIDER]);
  const services = new Set<string>();

  before(async () => {
    for (const name of STACKS)
      for (const { config } of VARIANTS) {
        const stack = await declaredStack(name, config);
        for (const { type } of stack.resources) types.add(type);
        for (const role of ofType(stack, "aws:iam/role:Role"))
          for (const { Principal } of statementsOf(role, "assumeRolePolicy"))
            for (const service of listOf((Principal as { Service?: string | string[] }).Service))
              services.add(service);
      }
  });

  const undeclared = (listed: readonly string[], declared: ReadonlySet<string>) =>
    listed.filter((one) => !declared.has(one));

  it("give rights to deploy for what some variant of the program declares", () =>
    expect(undeclared(KNOWN_TYPES, types)).to.deep.equal([]));

  it("are those that the policy pack knows", () =>
    expect([...DECLARED_TYPES].sort()).to.deep.equal([...KNOWN_TYPES].sort()));

  it("give prices for what some variant of the program declares", () =>
    expect(undeclared(Object.keys(LINES_BY_TYPE), types)).to.deep.equal([]));

  it("hand roles to, and have them taken by, services that some role of the program trusts", () => {
    expect(undeclared(PASSED_TO, services)).to.deep.equal([]);
    expect(undeclared(Object.keys(TRUSTED_SERVICES), services)).to.deep.equal([]);
  });
});
