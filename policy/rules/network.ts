import { itemsOf, unless, type ResourceRule, type Rule } from "../rule";
import { hasCondition, statementsOf } from "../statements";

const closed: ResourceRule = {
  name: "network-without-a-way-out",
  description: "The functions' network has no route and no public address; gateways are of no known type.",
  types: ["aws:ec2/routeTable:RouteTable", "aws:ec2/subnet:Subnet"],
  check: ({ props }) => [
    ...unless(itemsOf(props.routes).length === 0, "routes has to be empty"),
    ...unless(props.mapPublicIpOnLaunch !== true, "mapPublicIpOnLaunch has to be false"),
  ],
};

const firewall: ResourceRule = {
  name: "security-groups-name-peers",
  description: "A rule of a security group opens port 443 to another group or to a service's own addresses.",
  types: [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ],
  check({ type, props }) {
    if (type.startsWith("aws:ec2/"))
      return unless(
        itemsOf(props.ingress).length === 0 && itemsOf(props.egress).length === 0,
        "what a group lets through stands in rules of their own",
      );
    return [
      ...unless(
        !("cidrIpv4" in props) && !("cidrIpv6" in props),
        "a rule names a group or a prefix list, and no addresses",
      ),
      ...unless(props.fromPort === 443 && props.toPort === 443, "a rule is for port 443"),
    ];
  },
};

const endpoints: ResourceRule = {
  name: "endpoint-for-this-account",
  description: "An endpoint lets this account's roles through, to resources that it names.",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  check({ props }) {
    if (props.policy === undefined) return ["an endpoint without a policy lets everybody through"];
    return statementsOf(props.policy)
      .filter(({ allows }) => allows)
      .flatMap((statement) =>
        unless(
          !statement.isNegative &&
            hasCondition(statement, ["aws:PrincipalAccount"]) &&
            !statement.resources.includes("*"),
          `${statement.sid} has to name its resources, and this account (aws:PrincipalAccount)`,
        ),
      );
  },
};

export const networkRules: readonly Rule[] = [closed, firewall, endpoints];
