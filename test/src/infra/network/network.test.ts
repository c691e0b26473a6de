import { expect } from "chai";
import { halvesOf } from "../../../../src/infra/network/halvesOf";
import { estimateBill } from "../../../../src/operate/cost/estimate";
import { describeProgram } from "../../../../src/operate/declaredProgram";
import {
  ACCOUNT_ID,
  declaredStack,
  FUNCTIONS,
  listOf,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const VPC = { enableLambdaVpc: "true" };
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const FUNCTION = "aws:lambda/function:Function";

describe("halves of a network", () => {
  it("are its two subnets", () => {
    expect(halvesOf("10.42.0.0/24")).to.deep.equal(["10.42.0.0/25", "10.42.0.128/25"]);
    expect(halvesOf("192.168.0.0/16")).to.deep.equal(["192.168.0.0/17", "192.168.128.0/17"]);
    expect(halvesOf("172.16.255.192/26")).to.deep.equal(["172.16.255.192/27", "172.16.255.224/27"]);
  });
});

for (const name of STACKS)
  describe(`network of ${name}`, () => {
    let stack: DeclaredStack;
    before(async () => (stack = await declaredStack(name, VPC)));
    const prefix = `medical-imaging-pipeline-${name}`;
    const group = (end: string) => theOne(stack, GROUP, `${name}-${end}`).id;

    it("is not there unless asked for", async () => {
      const plain = await declaredStack(name);
      expect(plain.resources.filter(({ type }) => /^aws:(ec2|vpc)\//.test(type))).to.deep.equal([]);
      for (const { inputs } of ofType(plain, FUNCTION)) expect(inputs).to.not.have.property("vpcConfig");
      for (const policy of ofType(plain, "aws:iam/rolePolicy:RolePolicy"))
        expect(textOf(policy, "policy")).to.not.include("ec2:");
    });

    it("has two private subnets in two zones, and a route to nowhere but S3", () => {
      const subnets = ofType(stack, "aws:ec2/subnet:Subnet");
      expect(subnets.map(({ inputs }) => [inputs.cidrBlock, inputs.availabilityZone])).to.deep.equal([
        ["10.42.0.0/25", "us-east-1a"],
        ["10.42.0.128/25", "us-east-1b"],
      ]);
      const table = theOne(stack, "aws:ec2/routeTable:RouteTable");
      expect(table.inputs.routes).to.deep.equal([]);
      expect(theOne(stack, ENDPOINT, "-s3").inputs.routeTableIds).to.deep.equal([table.id]);
      const associations = ofType(stack, "aws:ec2/routeTableAssociation:RouteTableAssociation");
      expect(associations.map(({ inputs }) => [inputs.subnetId, inputs.routeTableId])).to.deep.equal(
        subnets.map(({ id }) => [id, table.id]),
      );
      expect(stack.resources.filter(({ type }) => /gateway|:Route$|peering/i.test(type))).to.deep.equal([]);
    });

    it("takes the addresses that are configured", async () => {
      const other = await declaredStack(name, { ...VPC, vpcCidr: "172.20.0.0/26" });
      expect(theOne(other, "aws:ec2/vpc:Vpc").inputs.cidrBlock).to.equal("172.20.0.0/26");
    });

    it("has every function in both subnets, in a group of its own", () => {
      const subnetIds = ofType(stack, "aws:ec2/subnet:Subnet").map(({ id }) => id);
      for (const fn of FUNCTIONS)
        expect(theOne(stack, FUNCTION, `-${fn}`).inputs.vpcConfig).to.deep.equal({
          subnetIds,
          securityGroupIds: [group(fn)],
        });
    });

    it("lets each function reach those services that its role may call, and lets nobody reach a function", () => {
      for (const fn of FUNCTIONS) {
        const actions = statementsOf(theOne(stack, "aws:iam/rolePolicy:RolePolicy", `-${fn}`))
          .filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => listOf(Action).map((action) => action.split(":")[0]!));
        // Lambda writes the log, polls the queue and makes the interfaces itself.
        const called = new Set(actions.filter((service) => !["logs", "sqs", "ec2"].includes(service)));
        const rules = ofType(stack, EGRESS).filter(({ inputs }) => inputs.securityGroupId === group(fn));
        expect(rules.map(({ name: rule }) => rule).sort()).to.deep.equal(
          [...called].map((service) => `${prefix}-${fn}-to-${service}`).sort(),
        );
      }
      const functionGroups = FUNCTIONS.map(group);
      for (const { inputs } of ofType(stack, INGRESS))
        expect(functionGroups).to.not.include(inputs.securityGroupId);
    });

    it("opens port 443 alone, from groups to groups and to S3's addresses", () => {
      for (const { inputs, name: rule } of [...ofType(stack, EGRESS), ...ofType(stack, INGRESS)]) {
        expect(inputs, rule).to.include({ ipProtocol: "tcp", fromPort: 443, toPort: 443 });
        const toService = rule.endsWith("-to-s3");
        expect(inputs, rule).to.have.property(toService ? "prefixListId" : "referencedSecurityGroupId");
        expect(inputs, rule).to.not.have.any.keys("cidrIpv4", "cidrIpv6");
      }
      const pairs = (type: string, from: string, to: string) =>
        ofType(stack, type)
          .filter(({ inputs }) => inputs.referencedSecurityGroupId !== undefined)
          .map(({ inputs }) => `${String(inputs[from])} ${String(inputs[to])}`);
      const out = pairs(EGRESS, "securityGroupId", "referencedSecurityGroupId");
      expect(out).to.have.length(3);
      expect(out).to.have.members(pairs(INGRESS, "referencedSecurityGroupId", "securityGroupId"));
      for (const { inputs } of [
        ...ofType(stack, GROUP),
        theOne(stack, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"),
      ])
        expect([inputs.ingress ?? [], inputs.egress ?? []]).to.deep.equal([[], []]);
    });

    it("has endpoints of what is called, which let this account reach this stack's resources", () => {
      const endpoints = ofType(stack, ENDPOINT);
      const services = endpoints.map(({ inputs }) => String(inputs.serviceName).split(".").at(-1));
      expect(services).to.have.members(["s3", "kms", "states", "events"]);
      const granted = ofType(stack, "aws:s3/bucket:Bucket").flatMap((bucket) => [
        textOf(bucket, "arn"),
        `${textOf(bucket, "arn")}/*`,
      ]);
      const expected: Record<string, readonly string[]> = {
        s3: granted,
        kms: [textOf(theOne(stack, "aws:kms/key:Key", "-deidentification"), "arn")],
        states: [textOf(theOne(stack, "aws:sfn/stateMachine:StateMachine", `workflow-${name}`), "arn")],
        events: [textOf(theOne(stack, "aws:cloudwatch/eventBus:EventBus"), "arn")],
      };
      for (const endpoint of endpoints) {
        const [statement, ...others] = statementsOf(endpoint);
        expect(others).to.deep.equal([]);
        expect(statement!.Condition).to.deep.equal({ StringEquals: { "aws:PrincipalAccount": ACCOUNT_ID } });
        const service = endpoint.name.slice(prefix.length + 1);
        expect(listOf(statement!.Resource), service).to.have.members([...expected[service]!]);
      }
    });

    it("lets through every action that a function's role has there", () => {
      const through = ofType(stack, ENDPOINT).flatMap((endpoint) =>
        statementsOf(endpoint).flatMap(({ Action }) => listOf(Action)),
      );
      const allowed = FUNCTIONS.flatMap((fn) =>
        statementsOf(theOne(stack, "aws:iam/rolePolicy:RolePolicy", `-${fn}`))
          .filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => listOf(Action))
          .filter((action) => !/^(logs|sqs|ec2):/.test(action)),
      );
      expect(through).to.include.members(allowed);
    });

    it("has no endpoint of EventBridge where no function publishes", async () => {
      const quiet = await declaredStack(name, { ...VPC, studyQuietMinutes: "0" });
      const services = ofType(quiet, ENDPOINT).map(({ name: endpoint }) => endpoint.split("-").at(-1));
      expect(services).to.have.members(["s3", "kms", "states"]);
    });

    it("lets Lambda make interfaces with each role, and denies it to the function's code", () => {
      for (const fn of FUNCTIONS) {
        const statements = statementsOf(theOne(stack, "aws:iam/rolePolicy:RolePolicy", `-${fn}`));
        const allow = statements.find(({ Sid }) => Sid === "AttachToNetwork")!;
        const deny = statements.find(({ Sid }) => Sid === "AttachNothingYourself")!;
        expect(deny.Effect).to.equal("Deny");
        expect(deny.Action).to.include.members([...listOf(allow.Action)]);
        expect(deny.Condition).to.deep.equal({
          ArnEquals: { "lambda:SourceFunctionArn": theOne(stack, FUNCTION, `-${fn}`).state.arn },
        });
      }
    });

    it("logs all flows, with a role that can write that log alone, and the logs' key where there is one", async () => {
      const log = theOne(stack, "aws:ec2/flowLog:FlowLog");
      const logGroup = theOne(stack, "aws:cloudwatch/logGroup:LogGroup", "-flow-logs");
      expect(log.inputs).to.include({ trafficType: "ALL", logDestination: logGroup.state.arn });
      expect(logGroup.inputs).to.include({ retentionInDays: name === "dev" ? 7 : 30 });
      expect(textOf(logGroup, "name")).to.equal(`/aws/vpc/${prefix}-flow-logs`);
      const [statement, ...others] = statementsOf(
        theOne(stack, "aws:iam/rolePolicy:RolePolicy", "-flow-logs"),
      );
      expect(others).to.deep.equal([]);
      expect(statement!.Resource).to.equal(`${textOf(logGroup, "arn")}:*`);
      const encrypted = await declaredStack(name, { ...VPC, encryptLogs: "true" });
      const [key] = ofType(encrypted, "aws:kms/key:Key").filter(({ name: of }) => of.endsWith("-logs"));
      expect(theOne(encrypted, "aws:cloudwatch/logGroup:LogGroup", "-flow-logs").inputs.kmsKeyId).to.equal(
        textOf(key!, "arn"),
      );
    });

    it("costs three interfaces in two zones by the hour", () => {
      const volume = { filesPerMonth: 1000, meanSizeBytes: 1e6, month: 1 };
      const { lines } = estimateBill({ program: describeProgram(stack), volume });
      const hours = lines
        .filter(({ price }) => price === "endpointHours")
        .reduce((sum, { quantity }) => sum + quantity, 0);
      expect(hours).to.equal(3 * 2 * 730);
    });
  });
