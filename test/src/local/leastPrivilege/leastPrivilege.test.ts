import { expect } from "chai";
import { UNSCOPED_ACTIONS } from "../../../../policy/unscopedActions";
import type { DeclaredStack } from "../../../../src/local/program";
import { declaredStatements } from "../../../../tools/iam/statements";
import { RUN_VARIANTS } from "../../../../tools/iam/variants";
import { shortPass, wholePass, type Passed } from "../../../support/local/wholePass";
import { declaredStack, STACKS } from "../../../support/pulumi/declared";
import { describeGrant, grantsOf, isUsed, type Grant } from "./grants";
import { UNUSED_GRANTS, WANTED_DENIALS } from "./unusedGrants";
import { withoutAction } from "./withoutAction";

const isListed = (grant: Grant) =>
  UNUSED_GRANTS.some(
    ({ holder, sid, actions }) =>
      holder === grant.holder && sid === grant.sid && actions.includes(grant.action),
  );

describe("least privilege", function () {
  this.timeout(120_000);
  const stacks = new Map<string, DeclaredStack>();
  const passes = new Map<string, Passed>();

  before(async () => {
    for (const { name: variant, config } of RUN_VARIANTS) {
      const stack = await declaredStack("dev", config);
      stacks.set(variant, stack);
      passes.set(variant, await wholePass(stack));
    }
  });

  for (const { name: variant } of RUN_VARIANTS)
    describe(`of dev ${variant}`, () => {
      const passed = () => passes.get(variant)!;

      it("is looked at while everything happens that a run can bring", () => {
        const { results, executions, outputs, openUploads, problems } = passed();
        const ends = Object.entries(results).map(([kind, result]) => [kind, result?.code ?? result?.status]);
        expect(Object.fromEntries(ends)).to.deep.equal({
          small: "SUCCEEDED",
          upperCase: "SUCCEEDED",
          copied: "SUCCEEDED",
          givenUp: "RESIDUAL_IDENTIFIER",
          rejected: "NOT_DICOM",
          vanished: "SOURCE_VANISHED",
        });
        // Every event came twice, and no upload in parts was left behind.
        expect({ executions, outputs, openUploads }).to.deep.equal({
          executions: 6,
          outputs: 3,
          openUploads: 0,
        });
        expect(problems).to.deep.equal([]);
      });

      it("lets every role do what it asks for", () => {
        const wanted = WANTED_DENIALS.map(({ action }) => action);
        const denied = passed().accesses.filter(
          ({ allowed, action }) => !allowed && !wanted.includes(action),
        );
        expect(
          denied.map(({ principal, action, resource, because }) => ({
            principal,
            action,
            resource,
            because,
          })),
          "a role asks for more than its policy in src/infra allows: allow it there, or do without",
        ).to.deep.equal([]);
      });

      it("lets no role do what it does not ask for, but for what is listed with its reason", () => {
        const unused = grantsOf(stacks.get(variant)!).filter(
          (grant) => !isUsed(grant, passed().accesses) && !isListed(grant),
        );
        expect(
          unused.map(describeGrant),
          "allowed and never asked for: take it away in src/infra, or make the pass in test/support/local/wholePass.ts " +
            "need it, or give the reason in test/src/local/leastPrivilege/unusedGrants.ts",
        ).to.deep.equal([]);
      });

      it("writes down what was asked without the key of any object", () => {
        const lines = passed().accessesFile.trim().split("\n");
        expect(lines).to.have.length(passed().accesses.length);
        expect(passed().accessesFile).not.to.match(/Doe|Jane|letter|\.dcm|studies|quarantine\//i);
        for (const { resource } of passed().accesses) expect(resource).not.to.match(/^arn:aws:s3:::[^/]+\//);
      });
    });

  it("has reasons only for what is allowed and is not used", () => {
    const all = Array.from(stacks, ([variant, stack]) =>
      grantsOf(stack).map((grant) => ({ grant, used: isUsed(grant, passes.get(variant)!.accesses) })),
    ).flat();
    for (const { holder, sid, actions } of UNUSED_GRANTS)
      for (const action of actions) {
        const found = all.filter(
          ({ grant }) => grant.holder === holder && grant.sid === sid && grant.action === action,
        );
        const what = `${holder}: ${sid}: ${action} in unusedGrants.ts`;
        expect(found.length, `${what} is not allowed by any policy: strike it off`).to.be.greaterThan(0);
        expect(
          found.some(({ used }) => used),
          `${what} is used: strike it off`,
        ).to.equal(false);
      }
    const denied = [...passes.values()].flatMap(({ accesses }) => accesses.filter(({ allowed }) => !allowed));
    expect(new Set(denied.map(({ action }) => action))).to.deep.equal(
      new Set(WANTED_DENIALS.map(({ action }) => action)),
    );
  });

  it("has the resource * beside exactly those actions that AWS cannot confine", async () => {
    const all = [...stacks.values(), ...(await Promise.all(STACKS.map((name) => declaredStack(name))))];
    const statements = all
      .flatMap(declaredStatements)
      .filter(
        ({ kind, effect, resources }) => kind === "role" && effect === "Allow" && resources.includes("*"),
      );
    const actions = new Set(statements.flatMap((statement) => statement.actions));
    expect(
      [...actions].sort(),
      "explain it in policy/unscopedActions.ts, or name the resource",
    ).to.deep.equal(Object.keys(UNSCOPED_ACTIONS).sort());
    for (const { sid, actions: beside, conditions } of statements)
      for (const action of beside) {
        const key = UNSCOPED_ACTIONS[action]?.confinedBy;
        if (key !== undefined) expect(conditions.join(), `${sid} has a condition`).to.include(key);
      }
  });

  const refusals: [role: string, action: string, ends: Record<string, string | undefined>][] = [
    ["dispatch", "states:StartExecution", { small: undefined, rejected: undefined }],
    ["dispatch", "sqs:ReceiveMessage", { small: undefined, rejected: undefined }],
    ["ingestion", "s3:GetObjectVersion", { small: "PROCESSING_FAILED", rejected: "PROCESSING_FAILED" }],
    ["validation", "s3:GetObjectVersion", { small: "PROCESSING_FAILED", rejected: "NOT_DICOM" }],
    ["deidentification", "kms:GenerateMac", { small: "PROCESSING_FAILED", rejected: "NOT_DICOM" }],
    ["deidentification", "s3:PutObject", { small: "PROCESSING_FAILED", rejected: "NOT_DICOM" }],
    ["workflow", "lambda:InvokeFunction", { small: "PROCESSING_FAILED", rejected: "PROCESSING_FAILED" }],
    // What a function writes to its log is lost, as on AWS, and nothing else.
    ["ingestion", "logs:PutLogEvents", { small: "SUCCEEDED", rejected: "NOT_DICOM" }],
  ];
  for (const [role, action, ends] of refusals)
    it(`refuses ${action} to ${role} where its policy does not allow it`, async () => {
      const { results, accesses } = await shortPass(withoutAction(stacks.get("as it is")!, role, action));
      const seen = Object.entries(results).map(([kind, result]) => [kind, result?.code ?? result?.status]);
      expect(Object.fromEntries(seen)).to.deep.equal(ends);
      const denied = accesses.filter(({ allowed }) => !allowed);
      expect(denied.map((one) => one.action)).to.include(action);
      for (const { principal } of denied) expect(principal).to.include(role);
    });

  it("refuses to make a state machine that logs without the permission to", async () => {
    const changed = withoutAction(stacks.get("as it is")!, "workflow", "logs:CreateLogDelivery");
    const error = await shortPass(changed).catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "CANNOT_RUN_LOCALLY");
    expect(error)
      .to.have.property("message")
      .that.matches(/workflow-dev logs.*lacks logs:CreateLogDelivery/);
  });
});
