import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { lambdaFunctionName, type FunctionName } from "../names";
import { resourceTags } from "../tags";
import { CALLED_BY } from "./endpointServices";
import type { Network } from "./network";

interface HttpsArgs {
  readonly config: StackConfig;
  /** Says who calls what. */
  readonly name: string;
  /** Group of the caller. */
  readonly from: pulumi.Output<string>;
  /** Group of an endpoint, or the addresses of a service. */
  readonly to: { readonly group: pulumi.Output<string> } | { readonly prefixList: pulumi.Output<string> };
  readonly parent: pulumi.Resource;
}

/** Rules that let one group call another, or a service, over TLS; answers need none. */
export function httpsBetween({ config, name, from, to, parent }: HttpsArgs): pulumi.Resource[] {
  const common = { ipProtocol: "tcp", fromPort: 443, toPort: 443, tags: resourceTags(config, "operational") };
  const out = new aws.vpc.SecurityGroupEgressRule(
    name,
    {
      ...common,
      securityGroupId: from,
      ...("group" in to ? { referencedSecurityGroupId: to.group } : { prefixListId: to.prefixList }),
    },
    { parent },
  );
  if ("prefixList" in to) return [out];
  const into = new aws.vpc.SecurityGroupIngressRule(
    name,
    { ...common, securityGroupId: to.group, referencedSecurityGroupId: from },
    { parent },
  );
  return [out, into];
}

/** Where a function is in the network. */
export interface NetworkPlace {
  readonly vpcConfig: {
    readonly subnetIds: pulumi.Output<string>[];
    readonly securityGroupIds: pulumi.Output<string>[];
  };
  /** What has to be there before the function can call anything. */
  readonly ready: readonly pulumi.Resource[];
}

/** Gives a function a security group of its own, which lets it call what it calls and lets nobody call it. */
export function declareNetworkPlace(
  network: Network,
  {
    config,
    name,
    rolePolicy,
    parent,
  }: {
    readonly config: StackConfig;
    readonly name: FunctionName;
    readonly rolePolicy: aws.iam.RolePolicy;
    readonly parent: pulumi.Resource;
  },
): NetworkPlace {
  const functionName = lambdaFunctionName(config, name);
  const group = new aws.ec2.SecurityGroup(
    functionName,
    {
      description: `The function ${functionName}`,
      vpcId: network.vpcId,
      tags: { ...resourceTags(config, "operational"), Name: functionName },
    },
    // Lambda takes its interfaces out of the group with the role: the role's policy goes after the group.
    { parent, dependsOn: [rolePolicy] },
  );
  return {
    vpcConfig: { subnetIds: [...network.subnetIds], securityGroupIds: [group.id] },
    ready: network.open(functionName, group, CALLED_BY[name]),
  };
}
