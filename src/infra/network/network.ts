import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import { resourceTags } from "../tags";
import { endpointPolicies, type EndpointPolicyArgs } from "./endpointPolicies";
import { interfaceServices, type EndpointService, type InterfaceService } from "./endpointServices";
import { FlowLogs } from "./flowLogs";
import { halvesOf } from "./halvesOf";
import { httpsBetween } from "./securityGroups";

export interface NetworkArgs extends EndpointPolicyArgs {
  /** Of the flow logs; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
}

/** Zones that are listed as available and take no functions. */
const ZONES_WITHOUT_LAMBDA = ["use1-az3", "usw1-az2", "apne1-az3"];

/** An endpoint of a service in the subnets, and who is let in to it. */
interface InterfaceEndpoint {
  readonly endpoint: aws.ec2.VpcEndpoint;
  readonly group: aws.ec2.SecurityGroup;
}

/**
 * A network without a way out: two private subnets in two zones, and endpoints of the services that functions call.
 * There is no gateway to the internet, and no route but the one to S3.
 */
export class Network extends pulumi.ComponentResource {
  readonly accountId: pulumi.Output<string>;
  readonly vpcId: pulumi.Output<string>;
  readonly subnetIds: readonly pulumi.Output<string>[];
  private readonly config: StackConfig;
  private readonly s3: aws.ec2.VpcEndpoint;
  private readonly interfaces: ReadonlyMap<EndpointService, InterfaceEndpoint>;

  constructor(args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, accountId, logsKeyArn } = args;
    const name = namePrefix(config);
    super("medical-imaging-pipeline:network:Network", name, {}, opts);
    this.config = config;
    this.accountId = accountId;
    const tags = resourceTags(config, "operational");

    const vpc = new aws.ec2.Vpc(
      name,
      {
        cidrBlock: config.vpcCidr,
        // Both: the services' own names lead to the endpoints.
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { ...tags, Name: name },
      },
      { parent: this },
    );
    this.vpcId = vpc.id;
    // Every network has one, which lets its members talk to each other and to everybody; without rules it lets nobody.
    new aws.ec2.DefaultSecurityGroup(
      name,
      { vpcId: vpc.id, ingress: [], egress: [], tags },
      { parent: this },
    );
    new FlowLogs({ config, accountId, vpcId: vpc.id, logsKeyArn }, { parent: this });

    const routeTable = new aws.ec2.RouteTable(name, { vpcId: vpc.id, routes: [], tags }, { parent: this });
    this.subnetIds = this.declareSubnets(routeTable);
    const policies = endpointPolicies(args);
    this.s3 = new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${config.region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: [routeTable.id],
        policy: policies.s3,
        tags: { ...tags, Name: `${name}-s3` },
      },
      { parent: this },
    );
    this.interfaces = new Map(
      interfaceServices(config).map((service) => [
        service,
        this.declareInterface(service, policies[service]),
      ]),
    );
    this.registerOutputs({ vpcId: this.vpcId });
  }

  /** Lets a security group reach services, and nothing else; what the function waits for before it can call them. */
  open(name: string, group: aws.ec2.SecurityGroup, services: readonly EndpointService[]): pulumi.Resource[] {
    return services.flatMap((service) => {
      const inSubnets = this.interfaces.get(service);
      const args = { config: this.config, name: `${name}-to-${service}`, from: group.id, parent: group };
      return inSubnets
        ? [...httpsBetween({ ...args, to: { group: inSubnets.group.id } }), inSubnets.endpoint]
        : [...httpsBetween({ ...args, to: { prefixList: this.s3.prefixListId } }), this.s3];
    });
  }

  private declareSubnets(routeTable: aws.ec2.RouteTable): pulumi.Output<string>[] {
    const zones = aws.getAvailabilityZonesOutput(
      {
        state: "available",
        // Local zones have to be opted in to, and have few services.
        filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
        excludeZoneIds: ZONES_WITHOUT_LAMBDA,
      },
      { parent: this },
    );
    return halvesOf(this.config.vpcCidr).map((cidrBlock, index) => {
      const name = `${namePrefix(this.config)}-private-${index + 1}`;
      const subnet = new aws.ec2.Subnet(
        name,
        {
          vpcId: this.vpcId,
          cidrBlock,
          availabilityZone: zones.names.apply((names) => zoneAt(names, index)),
          mapPublicIpOnLaunch: false,
          tags: { ...resourceTags(this.config, "operational"), Name: name },
        },
        // It stays where it is when the region gets another zone.
        { parent: this, ignoreChanges: ["availabilityZone"] },
      );
      new aws.ec2.RouteTableAssociation(
        name,
        { subnetId: subnet.id, routeTableId: routeTable.id },
        { parent: this },
      );
      return subnet.id;
    });
  }

  private declareInterface(service: InterfaceService, policy: pulumi.Output<string>): InterfaceEndpoint {
    const name = `${namePrefix(this.config)}-${service}`;
    const tags = { ...resourceTags(this.config, "operational"), Name: name };
    const group = new aws.ec2.SecurityGroup(
      name,
      { description: `The endpoint of ${service}`, vpcId: this.vpcId, tags },
      { parent: this },
    );
    const endpoint = new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: this.vpcId,
        serviceName: `com.amazonaws.${this.config.region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: [...this.subnetIds],
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        policy,
        tags,
      },
      { parent: this },
    );
    return { endpoint, group };
  }
}

function zoneAt(names: readonly string[], index: number): string {
  const zone = names[index];
  if (zone === undefined)
    throw new pulumi.RunError("enableLambdaVpc takes a region with two zones for functions");
  return zone;
}
