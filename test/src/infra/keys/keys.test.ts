import { expect } from "chai";
import { keyAllows } from "../../../support/iam/decide";
import {
  ACCOUNT_ID,
  declaredStack,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const KEY = "aws:kms/key:Key";
const QUEUE = "aws:sqs/queue:Queue";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ADMINISTRATOR = { kind: "identity", arn: `arn:aws:iam::${ACCOUNT_ID}:role/administrator` } as const;

for (const name of STACKS)
  describe(`keys of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name, { encryption: "kms", encryptLogs: "true" })));
    const keyOf = (end: string) => theOne(stack, KEY, end);
    const arnOf = (end: string) => textOf(keyOf(end), "arn");
    const allows = (end: string, request: Parameters<typeof keyAllows>[1]) => keyAllows(keyOf(end), request);
    const service = (of: string) => ({ kind: "service", service: of }) as const;
    const region = "us-east-1";

    describe("the data key", () => {
      const use = (action: string, context: Record<string, string>) =>
        allows("-data", { principal: ADMINISTRATOR, action, context });

      it("is looked after by the account, which can replace its policy", () => {
        for (const action of ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DescribeKey"])
          expect(use(action, {}), action).to.equal(true);
      });

      it("is used through S3, SQS and Step Functions of this region alone, whatever a role's own policy says", () => {
        for (const via of ["s3", "sqs", "states"])
          expect(use("kms:Decrypt", { "kms:viaservice": `${via}.${region}.amazonaws.com` })).to.equal(true);
        expect(use("kms:Decrypt", {})).to.equal(false);
        expect(use("kms:Decrypt", { "kms:viaservice": `ec2.${region}.amazonaws.com` })).to.equal(false);
        expect(use("kms:Decrypt", { "kms:viaservice": "s3.eu-west-1.amazonaws.com" })).to.equal(false);
        for (const action of ["kms:Encrypt", "kms:CreateGrant", "kms:ReEncryptTo"])
          expect(use(action, { "kms:viaservice": `s3.${region}.amazonaws.com` }), action).to.equal(false);
      });

      it("lets S3 send the events of this account's raw bucket, and of no other", () => {
        const send = (bucket: string, account: string) =>
          allows("-data", {
            principal: service("s3.amazonaws.com"),
            action: "kms:GenerateDataKey",
            context: { "aws:sourcearn": `arn:aws:s3:::${bucket}`, "aws:sourceaccount": account },
          });
        const raw = theOne(stack, "aws:s3/bucket:Bucket", "raw-dicom").id;
        expect(send(raw, ACCOUNT_ID)).to.equal(true);
        expect(send(`${raw}-1a2b3c4`, ACCOUNT_ID)).to.equal(true);
        expect(send(raw, "999999999999")).to.equal(false);
        expect(send("somebodys-raw-dicom", ACCOUNT_ID)).to.equal(false);
      });

      it("encrypts every queue instead of SQS's own key, and the state machines", () => {
        const queues = ofType(stack, QUEUE);
        expect(queues).to.have.length(4);
        for (const { inputs } of queues) {
          expect(inputs).to.include({ kmsMasterKeyId: arnOf("-data") });
          expect(inputs).to.not.have.property("sqsManagedSseEnabled");
        }
        for (const { inputs } of ofType(stack, "aws:sfn/stateMachine:StateMachine"))
          expect(inputs.encryptionConfiguration).to.deep.equal({
            type: "CUSTOMER_MANAGED_KMS_KEY",
            kmsKeyId: arnOf("-data"),
          });
      });

      it("is there for dispatch to receive and start, for the state machine to run and log, each by its own context", () => {
        const machine = textOf(theOne(stack, "aws:sfn/stateMachine:StateMachine", `workflow-${name}`), "arn");
        const ofKey = (role: string) =>
          statementsOf(theOne(stack, "aws:iam/rolePolicy:RolePolicy", role))
            .filter(({ Resource }) => Resource === arnOf("-data"))
            .map(({ Sid, Action, Condition }) => [Sid, Action, Condition]);
        const execute = [
          "ExecuteWithDataKey",
          ["kms:Decrypt", "kms:GenerateDataKey"],
          { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": machine } },
        ];
        expect(ofKey("-dispatch")).to.deep.equal([
          [
            "ReceiveWithDataKey",
            ["kms:Decrypt"],
            { StringEquals: { "kms:ViaService": `sqs.${region}.amazonaws.com` } },
          ],
          execute,
        ]);
        const [, executeBoth] = ofKey(`reprocessing-${name}`);
        expect(executeBoth).to.deep.equal([
          "ExecuteWithDataKey",
          ["kms:Decrypt", "kms:GenerateDataKey"],
          {
            StringEquals: {
              "kms:EncryptionContext:aws:states:stateMachineArn": [
                textOf(theOne(stack, "aws:sfn/stateMachine:StateMachine", `reprocessing-${name}`), "arn"),
                machine,
              ],
            },
          },
        ]);
        expect(ofKey("-study")).to.deep.equal([
          [
            "ReceiveWithDataKey",
            ["kms:Decrypt"],
            { StringEquals: { "kms:ViaService": `sqs.${region}.amazonaws.com` } },
          ],
        ]);
        expect(ofKey(`workflow-${name}`).slice(1)).to.deep.equal([
          [
            "SendWithDataKey",
            ["kms:Decrypt", "kms:GenerateDataKey"],
            { StringEquals: { "kms:ViaService": `sqs.${region}.amazonaws.com` } },
          ],
          execute,
          [
            "LogWithDataKey",
            ["kms:GenerateDataKey"],
            { StringEquals: { "kms:EncryptionContext:SourceArn": `arn:aws:logs:${region}:${ACCOUNT_ID}:*` } },
          ],
        ]);
      });
    });

    describe("the key of the logs", () => {
      it("encrypts every log group, and lets CloudWatch Logs use it for exactly those of this stack", () => {
        const groups = ofType(stack, LOG_GROUP);
        expect(groups.length).to.be.greaterThan(4);
        const use = (logGroupArn: string) =>
          allows("-logs", {
            principal: service(`logs.${region}.amazonaws.com`),
            action: "kms:Encrypt",
            context: { "kms:encryptioncontext:aws:logs:arn": logGroupArn },
          });
        for (const group of groups) {
          expect(group.inputs.kmsKeyId, group.name).to.equal(arnOf("-logs"));
          expect(use(textOf(group, "arn")), group.name).to.equal(true);
        }
        expect(use(`arn:aws:logs:${region}:${ACCOUNT_ID}:log-group:/aws/lambda/other`)).to.equal(false);
      });

      it("is used by nobody else", () =>
        expect(allows("-logs", { principal: ADMINISTRATOR, action: "kms:Decrypt", context: {} })).to.equal(
          false,
        ));
    });

    it("are rotated every year and go only after 30 days", () => {
      for (const end of ["-data", "-logs"]) {
        expect(keyOf(end).inputs).to.include({ enableKeyRotation: true, deletionWindowInDays: 30 });
        expect(keyOf(end).protect).to.equal(name === "prod");
      }
    });

    it("are left to the services where nothing is configured", async () => {
      const plain = await declaredStack(name);
      expect(ofType(plain, KEY).map((key) => key.name.replace(/^.*-/, ""))).to.have.members([
        "deidentification",
        "alarms",
      ]);
      for (const queue of ofType(plain, QUEUE))
        expect(queue.inputs).to.include({ sqsManagedSseEnabled: true });
      expect(
        theOne(plain, "aws:sfn/stateMachine:StateMachine", `workflow-${name}`).inputs,
      ).to.not.have.property("encryptionConfiguration");
      for (const group of ofType(plain, LOG_GROUP)) expect(group.inputs).to.not.have.property("kmsKeyId");
    });
  });
