import { expect } from "chai";
import { prepareDefinition } from "../../../../src/local/workflow/definition";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:step";

describe("prepareDefinition", () => {
  const machine = (state: object, rest: object = {}) =>
    JSON.stringify({
      StartAt: "A",
      States: { A: { Type: "Task", Resource: FUNCTION, End: true, ...state } },
      ...rest,
    });

  const refused: [string, object, object?][] = [
    ["JSONata", {}, { QueryLanguage: "JSONata" }],
    ["variables", { Assign: { x: 1 } }],
    ["distributed maps", { Type: "Map", ItemReader: {} }],
    ["callbacks", { Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" }],
    ["waiting for another job", { Resource: "arn:aws:states:::batch:submitJob.sync" }],
    ["the state's part of the context", { Parameters: { "a.$": "$$.State.EnteredTime" } }],
  ];
  for (const [what, state, rest] of refused)
    it(`refuses ${what} rather than run it otherwise than AWS`, () =>
      expect(() => prepareDefinition(machine(state, rest))).to.throw(/cannot run locally/));

  it("finds tasks inside Map and Parallel", () => {
    const inner = JSON.parse(machine({})) as object;
    const definition = {
      StartAt: "M",
      States: {
        M: { Type: "Map", ItemProcessor: inner, Next: "P" },
        P: {
          Type: "Parallel",
          Branches: [{ StartAt: "B", States: { B: { Type: "Task", Resource: "r", End: true } } }],
          End: true,
        },
      },
    };
    expect(prepareDefinition(JSON.stringify(definition)).tasks.map(({ name }) => name)).to.deep.equal([
      "A",
      "B",
    ]);
  });

  it("writes out that a Task has no timeout, where the library would end it after a minute", () => {
    const { definition } = prepareDefinition(machine({}));
    expect(definition.States.A).to.have.property("TimeoutSeconds").that.is.greaterThan(1_000_000);
    expect(prepareDefinition(machine({ TimeoutSeconds: 5 })).definition.States.A).to.have.property(
      "TimeoutSeconds",
      5,
    );
  });
});
