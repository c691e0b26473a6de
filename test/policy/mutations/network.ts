import { add, edit, restate, set, type Mutation } from "./change";

const config = { enableLambdaVpc: "true" };

/** What opens the functions' network. */
export const NETWORK_MUTATIONS: readonly Mutation[] = [
  {
    what: "adds a gateway to the internet",
    config,
    change: add("aws:ec2/internetGateway:InternetGateway"),
    breaks: { "type-known": /internetGateway/ },
  },
  {
    what: "routes a subnet somewhere else",
    config,
    change: set("RouteTable", "-prod", { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
    breaks: { "network-without-a-way-out": /routes/ },
  },
  {
    what: "gives public addresses",
    config,
    change: set("Subnet", "-private-1", { mapPublicIpOnLaunch: true }),
    breaks: { "network-without-a-way-out": /mapPublicIpOnLaunch/ },
  },
  {
    what: "lets a function call any address",
    config,
    change: set("SecurityGroupEgressRule", "-dispatch-to-states", {
      referencedSecurityGroupId: undefined,
      cidrIpv4: "0.0.0.0/0",
    }),
    breaks: { "security-groups-name-peers": /no addresses/ },
  },
  {
    what: "opens every port of an endpoint",
    config,
    change: set("SecurityGroupIngressRule", "-dispatch-to-states", { fromPort: 0, toPort: 65_535 }),
    breaks: { "security-groups-name-peers": /443/ },
  },
  {
    what: "opens the default security group",
    config,
    change: set("DefaultSecurityGroup", "-prod", { egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }),
    breaks: { "security-groups-name-peers": /rules of their own/ },
  },
  {
    what: "lets an endpoint take other accounts' requests",
    config,
    change: restate("VpcEndpoint", "-s3", edit("OwnResourcesOnly", { Condition: {} })),
    breaks: { "endpoint-for-this-account": /aws:PrincipalAccount/ },
  },
  {
    what: "lets an endpoint reach every bucket",
    config,
    change: set("VpcEndpoint", "-s3", { policy: undefined }),
    breaks: { "endpoint-for-this-account": /without a policy/ },
  },
];
