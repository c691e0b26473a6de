import type { ActionsByType, Grant } from "../grant";
import type { ScopeName } from "../scopes";

const DESCRIBE: Grant = { scope: "SeeNetworks", read: ["ec2:Describe*"] };

const network = (created: ScopeName, create: string, others: readonly string[]): readonly Grant[] => [
  DESCRIBE,
  { scope: created, write: [create] },
  { scope: "NewNetworkTags", write: ["ec2:CreateTags"] },
  { scope: "Networks", write: [create, ...others, "ec2:CreateTags", "ec2:DeleteTags"] },
];

/** The provider deletes the interfaces that Lambda has left behind before a group or a subnet of a function. */
const FREED_INTERFACES: readonly Grant[] = (["FreedInterfaces", "Networks"] as const).map((scope) => ({
  scope,
  write: ["ec2:DeleteNetworkInterface", "ec2:DetachNetworkInterface"],
}));

/** The network of the functions. */
export const NETWORK_ACTIONS: ActionsByType = {
  "aws:ec2/vpc:Vpc": network("NewVpcs", "ec2:CreateVpc", ["ec2:DeleteVpc", "ec2:ModifyVpcAttribute"]),
  "aws:ec2/subnet:Subnet": [
    ...network("NewSubnets", "ec2:CreateSubnet", ["ec2:DeleteSubnet", "ec2:ModifySubnetAttribute"]),
    ...FREED_INTERFACES,
  ],
  "aws:ec2/routeTable:RouteTable": network("NewRouteTables", "ec2:CreateRouteTable", [
    "ec2:DeleteRouteTable",
  ]),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [
    { scope: "Networks", write: ["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"] },
  ],
  "aws:ec2/securityGroup:SecurityGroup": [
    ...network("NewSecurityGroups", "ec2:CreateSecurityGroup", [
      "ec2:DeleteSecurityGroup",
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:RevokeSecurityGroupIngress",
    ]),
    ...FREED_INTERFACES,
  ],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [
    DESCRIBE,
    ...(["DefaultGroups", "Networks"] as const).map((scope) => ({
      scope,
      write: ["ec2:CreateTags", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
    })),
    { scope: "Networks", write: ["ec2:DeleteTags"] },
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRules(),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRules(),
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    ...network("NewVpcEndpoints", "ec2:CreateVpcEndpoint", [
      "ec2:DeleteVpcEndpoints",
      "ec2:ModifyVpcEndpoint",
    ]),
    { scope: "PrivateNames", write: ["route53:AssociateVPCWithHostedZone"] },
  ],
  "aws:ec2/flowLog:FlowLog": network("NewFlowLogs", "ec2:CreateFlowLogs", ["ec2:DeleteFlowLogs"]),
};

function securityGroupRules(): readonly Grant[] {
  return [
    DESCRIBE,
    { scope: "NewNetworkTags", write: ["ec2:CreateTags"] },
    {
      scope: "NewGroupRules",
      write: ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"],
    },
    {
      scope: "Networks",
      write: [
        "ec2:CreateTags",
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:ModifySecurityGroupRules",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:DeleteTags",
      ],
    },
  ];
}
