import type { ActionsByType, Grant } from "../grant";

const network = (create: string, others: readonly string[]): readonly Grant[] => [
  { scope: "NewNetworks", read: ["ec2:Describe*"], write: [create] },
  { scope: "NewNetworkTags", write: ["ec2:CreateTags"] },
  { scope: "Networks", write: [...others, "ec2:CreateTags", "ec2:DeleteTags"] },
];

/** The network of the functions. */
export const NETWORK_ACTIONS: ActionsByType = {
  "aws:ec2/vpc:Vpc": network("ec2:CreateVpc", ["ec2:DeleteVpc", "ec2:ModifyVpcAttribute"]),
  "aws:ec2/subnet:Subnet": network("ec2:CreateSubnet", ["ec2:DeleteSubnet", "ec2:ModifySubnetAttribute"]),
  "aws:ec2/routeTable:RouteTable": network("ec2:CreateRouteTable", ["ec2:DeleteRouteTable"]),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [
    { scope: "Networks", write: ["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"] },
  ],
  "aws:ec2/securityGroup:SecurityGroup": network("ec2:CreateSecurityGroup", [
    "ec2:DeleteSecurityGroup",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:RevokeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
  ]),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [
    { scope: "NewNetworks", read: ["ec2:Describe*"] },
    ...(["DefaultGroups", "Networks"] as const).map((scope) => ({
      scope,
      write: ["ec2:CreateTags", "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress"],
    })),
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRules(),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRules(),
  "aws:ec2/vpcEndpoint:VpcEndpoint": network("ec2:CreateVpcEndpoint", [
    "ec2:DeleteVpcEndpoints",
    "ec2:ModifyVpcEndpoint",
  ]),
  "aws:ec2/flowLog:FlowLog": network("ec2:CreateFlowLogs", ["ec2:DeleteFlowLogs"]),
};

function securityGroupRules(): readonly Grant[] {
  return [
    { scope: "NewNetworks", read: ["ec2:Describe*"] },
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
