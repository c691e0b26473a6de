import { expect } from "chai";
import type { DeclaredResource, DeclaredStack } from "../../../../src/local/program";
import { listOf, ofType, statementsOf } from "../../../support/pulumi/declared";

const TYPE = "aws:iam/rolePolicy:RolePolicy";

/** A stack in which the policy of one role does not allow an action that it allows. */
export function withoutAction(stack: DeclaredStack, role: string, action: string): DeclaredStack {
  const policies = ofType(stack, TYPE).filter(({ name }) => name.includes(role));
  expect(policies, `policies of ${role}`).to.have.length(1);
  return {
    ...stack,
    resources: stack.resources.map((resource) =>
      policies.includes(resource) ? forbidding(resource, action) : resource,
    ),
  };
}

function forbidding(resource: DeclaredResource, action: string): DeclaredResource {
  const statements = statementsOf(resource);
  const Statement = statements
    .map((statement) => ({ ...statement, Action: listOf(statement.Action).filter((one) => one !== action) }))
    .filter(({ Action }) => Action.length > 0);
  expect(Statement, `${resource.name} allows ${action}`).not.to.deep.equal(
    statements.map((statement) => ({ ...statement, Action: listOf(statement.Action) })),
  );
  const changed = { policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
  return {
    ...resource,
    inputs: { ...resource.inputs, ...changed },
    state: { ...resource.state, ...changed },
  };
}
