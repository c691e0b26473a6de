import { expect } from "chai";
import { describeProgram } from "../../../src/operate/declaredProgram";
import { deployPolicy } from "../../../src/operate/deployPolicy/run";
import { VARIANTS } from "../../../tools/iam/variants";
import { decide, policiesOfGithub } from "../../support/iam/decide";
import { ACCOUNT_ID, declaredStack, STACKS, type DeclaredResource } from "../../support/pulumi/declared";

const EC2 = ["ec2:CreateTags", "ec2:DeleteTags"];

/** How the provider changes the tags of a type; buckets by one call, which replaces them all. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket": ["s3:PutBucketTagging", "s3:TagResource", "s3:UntagResource"],
  "aws:sqs/queue": ["sqs:TagQueue", "sqs:UntagQueue"],
  "aws:sns/topic": ["sns:TagResource", "sns:UntagResource"],
  "aws:iam/role": ["iam:TagRole", "iam:UntagRole"],
  "aws:iam/policy": ["iam:TagPolicy", "iam:UntagPolicy"],
  "aws:iam/openIdConnectProvider": ["iam:TagOpenIDConnectProvider", "iam:UntagOpenIDConnectProvider"],
  "aws:lambda/function": ["lambda:TagResource", "lambda:UntagResource"],
  "aws:lambda/eventSourceMapping": ["lambda:TagResource", "lambda:UntagResource"],
  "aws:sfn/stateMachine": ["states:TagResource", "states:UntagResource"],
  "aws:cloudwatch/logGroup": ["logs:TagResource", "logs:UntagResource"],
  "aws:cloudwatch/metricAlarm": ["cloudwatch:TagResource", "cloudwatch:UntagResource"],
  "aws:cloudwatch/eventBus": ["events:TagResource", "events:UntagResource"],
  "aws:cloudtrail/trail": ["cloudtrail:AddTags", "cloudtrail:RemoveTags"],
  "aws:kms/key": ["kms:TagResource", "kms:UntagResource"],
  "aws:ec2/vpc": EC2,
  "aws:ec2/subnet": EC2,
  "aws:ec2/routeTable": EC2,
  "aws:ec2/securityGroup": EC2,
  "aws:ec2/defaultSecurityGroup": EC2,
  "aws:ec2/vpcEndpoint": EC2,
  "aws:ec2/flowLog": EC2,
  "aws:vpc/securityGroupEgressRule": EC2,
  "aws:vpc/securityGroupIngressRule": EC2,
};

const KIND_OF_ID: Readonly<Record<string, string>> = {
  "aws:lambda/eventSourceMapping": "lambda:us-east-1:123456789012:event-source-mapping:1",
  "aws:ec2/flowLog": "ec2:us-east-1:123456789012:vpc-flow-log/fl-1",
  "aws:vpc/securityGroupEgressRule": "ec2:us-east-1:123456789012:security-group-rule/sgr-1",
  "aws:vpc/securityGroupIngressRule": "ec2:us-east-1:123456789012:security-group-rule/sgr-1",
};

const kindOf = ({ type }: DeclaredResource): string => type.replace(/:\w+$/, "");

/** What AWS names it by; what the program gives no name has Pulumi's. */
function arnOf(resource: DeclaredResource): string {
  const { arn } = resource.state;
  if (typeof arn !== "string") return `arn:aws:${KIND_OF_ID[kindOf(resource)] ?? "unknown"}`;
  const isNamed = resource.inputs.name !== undefined || resource.inputs.bucket !== undefined;
  return /^aws:(s3|sqs|iam)\/(bucket|queue|role|policy):/.test(resource.type) && !isNamed
    ? `${arn}-1a2b3c4`
    : arn;
}

describe("a change of owner and costCenter alone", function () {
  // The first to ask evaluates the program under every configuration.
  this.timeout(120_000);

  for (const name of STACKS)
    it(`is deployed in ${name} by whoever may deploy it, and from GitHub`, async () => {
      const config = Object.assign({}, ...VARIANTS.map((variant) => variant.config)) as Record<
        string,
        string
      >;
      const stack = await declaredStack(name, config);
      const deployers = {
        "a person": deployPolicy(describeProgram(stack), { account: ACCOUNT_ID }),
        GitHub: policiesOfGithub(stack, "deploy"),
      };
      const tagged = stack.resources.filter(({ inputs }) => inputs.tags !== undefined);
      expect(tagged.length).to.be.greaterThan(80);
      for (const resource of tagged) {
        const calls = CALLS[kindOf(resource)];
        expect(calls, `how the provider tags a ${resource.type}`).to.be.an("array");
        const tags = Object.entries(resource.inputs.tags as Record<string, string>);
        const context = {
          // As they are before and after: neither changes what rights are confined to.
          ...Object.fromEntries(tags.map(([tag, value]) => [`aws:resourcetag/${tag.toLowerCase()}`, value])),
          "aws:tagkeys": ["owner", "costCenter"],
        };
        for (const [who, policies] of Object.entries(deployers))
          for (const action of calls ?? [])
            expect(
              decide(policies, action, arnOf(resource), context),
              `${who}: ${action} ${arnOf(resource)}`,
            ).to.equal("allow");
      }
    });
});
