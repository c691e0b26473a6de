import { expect } from "chai";
import {
  ACCOUNT_ID,
  declaredStack,
  FUNCTIONS,
  ofType,
  STACKS,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const FUNCTION = "aws:lambda/function:Function";

for (const name of STACKS)
  describe(`functions of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name)));

    it("are the five, by their names", () =>
      expect(ofType(stack, FUNCTION).map(({ inputs }) => inputs.name)).to.have.members(
        FUNCTIONS.map((fn) => `medical-imaging-pipeline-${name}-${fn}`),
      ));

    it("are all listed in the outputs, with their roles", () => {
      for (const fn of FUNCTIONS) {
        expect(stack.outputs[`${fn}FunctionName`]).to.equal(`medical-imaging-pipeline-${name}-${fn}`);
        expect(stack.outputs.lambdaExecutionRoleArns).to.have.property(
          fn,
          theOne(stack, "aws:iam/role:Role", `-${fn}`).state.arn,
        );
      }
    });

    for (const fn of FUNCTIONS)
      describe(fn, () => {
        const lambda = () => theOne(stack, FUNCTION, `-${fn}`);
        const logGroup = () => theOne(stack, "aws:cloudwatch/logGroup:LogGroup", `-${fn}`);

        it("takes no more executions at a time than are kept for it, where that is configured", async () => {
          const reserved = (of: DeclaredStack) =>
            theOne(of, "aws:lambda/function:Function", `-${fn}`).inputs.reservedConcurrentExecutions;
          expect(reserved(stack)).to.equal(undefined);
          const bounded = await declaredStack(name, { reservedConcurrency: "7" });
          // Their queues' mappings bound dispatch and study.
          expect(reserved(bounded)).to.equal(["dispatch", "study"].includes(fn) ? undefined : 7);
        });

        it("runs on a current Node with the memory and time of the stack", () =>
          expect(lambda().inputs).to.deep.include({
            runtime: "nodejs24.x",
            handler: "__index.handler",
            memorySize: name === "dev" ? 256 : 512,
            timeout: ["dispatch", "study"].includes(fn) ? 60 : 300,
          }));

        it("has a role that is its alone and that Lambda alone may take", () => {
          const role = theOne(stack, "aws:iam/role:Role", `-${fn}`);
          expect(lambda().inputs.role).to.equal(role.state.arn);
          expect(
            ofType(stack, FUNCTION).filter(({ inputs }) => inputs.role === role.state.arn),
          ).to.have.length(1);
          expect(JSON.parse(textOf(role, "assumeRolePolicy"))).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "AssumedByService",
                Effect: "Allow",
                Principal: { Service: "lambda.amazonaws.com" },
                Action: "sts:AssumeRole",
              },
            ],
          });
        });

        it("has a log group with a retention, made before the function", () => {
          expect(logGroup().inputs).to.deep.include({
            name: `/aws/lambda/medical-imaging-pipeline-${name}-${fn}`,
            retentionInDays: name === "dev" ? 7 : 30,
          });
          expect(lambda().inputs.loggingConfig).to.deep.include({ logGroup: logGroup().inputs.name });
          expect(lambda().dependsOn).to.include.members([
            logGroup().urn,
            theOne(stack, "aws:iam/rolePolicy:RolePolicy", `-${fn}`).urn,
          ]);
        });

        it("is published, and called by the alias that says which version is live", () => {
          expect(lambda().inputs.publish).to.equal(true);
          expect(theOne(stack, "aws:lambda/alias:Alias", `-${fn}`).inputs).to.deep.include({
            name: stack.outputs.functionAlias,
            functionName: lambda().inputs.name,
            functionVersion: lambda().state.version,
          });
        });

        it("has neither environment variables nor layers", () =>
          expect(lambda().inputs).to.not.have.any.keys("environment", "layers", "fileSystemConfig"));
      });

    it("grants roles by inline policies alone", () => {
      const roles = ofType(stack, "aws:iam/role:Role");
      expect(ofType(stack, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => inputs.role)).to.have.members(
        roles.map(({ state }) => state.name),
      );
      for (const { inputs } of roles)
        expect(inputs).to.not.have.any.keys("managedPolicyArns", "inlinePolicies");
      expect(stack.resources.filter(({ type }) => type.includes("PolicyAttachment"))).to.deep.equal([]);
    });

    it("keys new identities by an HMAC key of KMS that takes a month to delete", () => {
      const key = theOne(stack, "aws:kms/key:Key", "-deidentification");
      expect(key.inputs).to.deep.include({
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
        deletionWindowInDays: 30,
      });
      expect(key.protect).to.equal(name === "prod");
      expect(stack.outputs.hmacKeyArn).to.equal(key.state.arn).and.to.include(ACCOUNT_ID);
      expect(theOne(stack, "aws:kms/alias:Alias", "-deidentification").inputs).to.deep.equal({
        name: `alias/medical-imaging-pipeline-${name}-deidentification`,
        targetKeyId: key.state.keyId,
      });
    });
  });
