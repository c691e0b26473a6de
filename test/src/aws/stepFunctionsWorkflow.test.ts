import { ExecutionAlreadyExists, type StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect } from "chai";
import sinon from "sinon";
import { stepFunctionsWorkflow } from "../../../src/aws/stepFunctionsWorkflow";
import { failureOf } from "../handlers/support/stepEvent";

describe("stepFunctionsWorkflow", () => {
  it("starts the state machine under the name, with the input as JSON", async () => {
    const send = sinon.stub().resolves({});
    expect(await stepFunctionsWorkflow({ send }, "arn:machine").start("name", { a: 1 })).to.equal("started");
    const { input } = send.firstCall.args[0] as StartExecutionCommand;
    expect(input).to.deep.equal({ stateMachineArn: "arn:machine", name: "name", input: '{"a":1}' });
  });

  it("takes a name that is taken as started already", async () => {
    const send = sinon.stub().rejects(new ExecutionAlreadyExists({ message: "exists", $metadata: {} }));
    expect(await stepFunctionsWorkflow({ send }, "arn:machine").start("name", {})).to.equal("alreadyStarted");
  });

  it("passes on any other error", async () => {
    const send = sinon.stub().rejects(Object.assign(new Error(""), { name: "StateMachineDoesNotExist" }));
    const error = await failureOf(stepFunctionsWorkflow({ send }, "arn:machine").start("name", {}));
    expect(error.name).to.equal("StateMachineDoesNotExist");
  });
});
