import { expect } from "chai";
import {
  declaredStack,
  FUNCTIONS,
  ofType,
  STACKS,
  statementsOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const FUNCTION = "aws:lambda/function:Function";
const MACHINE = "aws:sfn/stateMachine:StateMachine";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const SEND = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
const SAMPLE = ["xray:GetSamplingRules", "xray:GetSamplingTargets"];

/** What each role may do with X-Ray, by the name of its policy. */
const tracingRights = (stack: DeclaredStack): Record<string, unknown> =>
  Object.fromEntries(
    ofType(stack, ROLE_POLICY).flatMap((policy) => {
      const statements = statementsOf(policy).filter(({ Action }) =>
        JSON.stringify(Action).includes("xray:"),
      );
      return statements.length === 0 ? [] : [[policy.name, statements]];
    }),
  );

const sending = (actions: readonly string[]) => [
  { Sid: "SendTraces", Effect: "Allow", Action: actions, Resource: "*" },
];

for (const name of STACKS)
  describe(`traces of ${name}`, () => {
    it("are not made, and no role may send any, unless it is configured", async () => {
      const stack = await declaredStack(name);
      for (const { inputs } of ofType(stack, FUNCTION)) expect(inputs).to.not.have.property("tracingConfig");
      for (const { inputs } of ofType(stack, MACHINE))
        expect(inputs).to.not.have.property("tracingConfiguration");
      expect(tracingRights(stack)).to.deep.equal({});
    });

    describe("where enableXray is set", () => {
      let stack: DeclaredStack;
      before(async () => (stack = await declaredStack(name, { enableXray: "true" })));

      const prefix = `medical-imaging-pipeline-${name}`;
      const workflow = `dicom-processing-workflow-${name}`;

      it("are made of each function and of the workflow", () => {
        const functions = ofType(stack, FUNCTION);
        expect(functions).to.have.length(5);
        for (const { inputs } of functions) expect(inputs.tracingConfig).to.deep.equal({ mode: "Active" });
        expect(theOne(stack, MACHINE, workflow).inputs.tracingConfiguration).to.deep.equal({ enabled: true });
      });

      it("are not made of a run of reprocessing, which would be one trace of all that it starts", () =>
        expect(theOne(stack, MACHINE, `dicom-reprocessing-${name}`).inputs).to.not.have.property(
          "tracingConfiguration",
        ));

      it("may be sent by these roles, and the rules of sampling read by the workflow's", () => {
        expect(tracingRights(stack)).to.deep.equal({
          ...Object.fromEntries(FUNCTIONS.map((fn) => [`${prefix}-${fn}`, sending(SEND)])),
          [workflow]: sending([...SEND, ...SAMPLE]),
        });
      });
    });
  });
