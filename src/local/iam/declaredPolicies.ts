import * as v from "valibot";
import { declared } from "../declaredProperties";
import type { DeclaredStack } from "../program";
import { policyDocumentSchema as policy, type ParsedPolicy } from "./policyDocument";

export interface DeclaredPolicies {
  /** By the role's ARN; every declared role has an entry. */
  readonly ofRoles: ReadonlyMap<string, readonly ParsedPolicy[]>;
  /** Who may take a role, by the role's ARN. */
  readonly trust: ReadonlyMap<string, ParsedPolicy>;
  /** By the ARN of a bucket, queue or key. */
  readonly ofResources: ReadonlyMap<string, ParsedPolicy>;
  /** What is declared and not evaluated here. */
  readonly problems: readonly string[];
}

const role = v.object({
  name: v.string(),
  arn: v.string(),
  assumeRolePolicy: policy,
  inlinePolicies: v.optional(v.array(v.object({ policy: v.optional(policy) }))),
});
const ofBucket = v.object({ bucket: v.string(), policy });
const ofQueue = v.object({ queueUrl: v.string(), policy });
const queue = v.object({ arn: v.string(), url: v.string(), policy: v.optional(policy) });
const key = v.object({ arn: v.string(), policy: v.optional(policy) });

/** Collects the policies that a program declares: of roles, and of what they are asked for. */
export function collectPolicies(stack: DeclaredStack): DeclaredPolicies {
  const roles = declared(stack, "aws:iam/role:Role", role).map(({ properties }) => properties);
  const inline = declared(stack, "aws:iam/rolePolicy:RolePolicy", v.object({ role: v.string(), policy }));
  const ofRoles = new Map(
    roles.map(({ name, arn, inlinePolicies = [] }) => [
      arn,
      [
        ...inlinePolicies.flatMap((entry) => (entry.policy ? [entry.policy] : [])),
        ...inline
          .filter(({ properties }) => properties.role === name || properties.role === arn)
          .map(({ properties }) => properties.policy),
      ],
    ]),
  );

  const ofResources = new Map<string, ParsedPolicy>();
  for (const { properties } of declared(stack, "aws:s3/bucketPolicy:BucketPolicy", ofBucket))
    ofResources.set(`arn:aws:s3:::${properties.bucket}`, properties.policy);
  const queues = declared(stack, "aws:sqs/queue:Queue", queue);
  const queuePolicies = declared(stack, "aws:sqs/queuePolicy:QueuePolicy", ofQueue);
  for (const { properties } of [...queues, ...declared(stack, "aws:kms/key:Key", key)])
    if (properties.policy !== undefined) ofResources.set(properties.arn, properties.policy);
  for (const { properties } of queuePolicies) {
    const target = queues.find(({ properties: { url } }) => url === properties.queueUrl);
    if (target !== undefined) ofResources.set(target.properties.arn, properties.policy);
  }

  return {
    ofRoles,
    trust: new Map(roles.map(({ arn, assumeRolePolicy }) => [arn, assumeRolePolicy])),
    ofResources,
    problems: stack.resources
      .filter(({ type }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ name }) => `${name}: managed policies are not evaluated locally, so they allow nothing here`),
  };
}
