import type { DeclaredStack } from "./program";

/** The region and account that the declared ARNs speak of. */
export function accountOf(stack: DeclaredStack): { region: string; accountId: string } {
  for (const { state } of stack.resources) {
    const parts = /^arn:aws:\w+:([\w-]+):(\d+):/.exec(typeof state.arn === "string" ? state.arn : "");
    if (parts?.[1] !== undefined && parts[2] !== undefined) return { region: parts[1], accountId: parts[2] };
  }
  return { region: "us-east-1", accountId: "000000000000" };
}

/** Resource types that run here, and those that have no part in how an object is processed. */
const KNOWN_TYPES = [
  /^aws:s3\/bucket(|Versioning|ObjectLockConfiguration|Policy|Notification|ServerSideEncryptionConfiguration):/,
  /^aws:s3\/bucket(PublicAccessBlock|OwnershipControls|LifecycleConfiguration|Logging):/,
  /^aws:sqs\/(queue|queuePolicy|redriveAllowPolicy):/,
  /^aws:iam\/(role|rolePolicy|rolePolicyAttachment|policy|openIdConnectProvider):/,
  /^aws:lambda\/(function|alias|eventSourceMapping):/,
  /^aws:(sfn\/stateMachine|kms\/key|kms\/alias):/,
  /^aws:cloudwatch\/(logGroup|metricAlarm|dashboard|queryDefinition|eventBus):/,
  // Alarms do not go off here, so there is nobody to tell.
  /^aws:sns\/(topic|topicPolicy|topicSubscription):/,
  // Nobody has an account here whose access could be recorded.
  /^aws:cloudtrail\/trail:/,
  // Functions run on this machine's own network.
  /^aws:ec2\/(vpc|subnet|routeTable|routeTableAssociation|vpcEndpoint|flowLog|securityGroup|defaultSecurityGroup):/,
  /^aws:vpc\/securityGroup(Egress|Ingress)Rule:/,
  /^pulumi:/,
];

/** Declared resources that do nothing here, each said in a sentence. */
export function unrunResources(stack: DeclaredStack): string[] {
  return stack.resources
    .filter(({ type }) => /^(aws|pulumi):/.test(type) && !KNOWN_TYPES.some((known) => known.test(type)))
    .map(({ type, name }) => `${name}: a ${type} does nothing locally`);
}
