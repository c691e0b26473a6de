import { parsePolicyDocument, type ParsedPolicy } from "../../src/local/iam/policyDocument";
import type { DeclaredResource, DeclaredStack } from "../../src/local/program";

/**
 * What a policy is: what a role may do, by its own policy or a managed one; who may take it; whom a resource lets in; what
 * goes through an endpoint, which by itself lets nobody do anything.
 */
export type PolicyKind = "role" | "managed" | "trust" | "resource" | "endpoint";

/** A policy that the program declares. */
export interface DeclaredPolicy {
  readonly kind: PolicyKind;
  /** The role, bucket, queue, key … that it belongs to. */
  readonly holder: DeclaredResource;
  readonly document: ParsedPolicy;
}

/** Where resources of a type have a policy, and whose it is. */
interface Place {
  readonly kind: PolicyKind;
  readonly property: string;
  readonly holders: (resource: DeclaredResource, stack: DeclaredStack) => readonly DeclaredResource[];
}

const ROLE = "aws:iam/role:Role";
const MANAGED_POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const itself: Place["holders"] = (resource) => [resource];

/** The resources of a type that the policy's own resource names, by any of their properties. */
const named =
  (reference: string, type: string, ...properties: readonly string[]): Place["holders"] =>
  ({ state }, { resources }) =>
    resources.filter(
      (other) =>
        other.type === type && properties.some((property) => other.state[property] === state[reference]),
    );

const attachedTo: Place["holders"] = (policy, stack) =>
  stack.resources
    .filter(({ type, state }) => type === ATTACHMENT && state.policyArn === policy.state.arn)
    .flatMap((attachment) => named("role", ROLE, "name", "arn")(attachment, stack));

const PLACES: Readonly<Record<string, Place>> = {
  [ROLE]: { kind: "trust", property: "assumeRolePolicy", holders: itself },
  "aws:iam/rolePolicy:RolePolicy": {
    kind: "role",
    property: "policy",
    holders: named("role", ROLE, "name", "arn"),
  },
  [MANAGED_POLICY]: { kind: "managed", property: "policy", holders: attachedTo },
  "aws:s3/bucketPolicy:BucketPolicy": {
    kind: "resource",
    property: "policy",
    holders: named("bucket", "aws:s3/bucket:Bucket", "bucket"),
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    kind: "resource",
    property: "policy",
    holders: named("queueUrl", "aws:sqs/queue:Queue", "url"),
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    kind: "resource",
    property: "policy",
    holders: named("arn", "aws:sns/topic:Topic", "arn"),
  },
  "aws:kms/key:Key": { kind: "resource", property: "policy", holders: itself },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { kind: "endpoint", property: "policy", holders: itself },
};

/**
 * All policies that a stack declares.
 *
 * @throws Error that names each policy which is declared in a way that is not read here
 */
export function declaredPolicies(stack: DeclaredStack): DeclaredPolicy[] {
  const problems: string[] = [];
  const policies = stack.resources.flatMap((resource) => {
    const place = PLACES[resource.type];
    const rest = place
      ? Object.fromEntries(Object.entries(resource.state).filter(([property]) => property !== place.property))
      : resource.state;
    problems.push(...unread(resource, rest, stack));
    const policy = place && resource.state[place.property];
    if (place === undefined || policy === undefined) return [];
    const document = parsePolicyDocument(policy);
    const holders = place.holders(resource, stack);
    if (holders.length === 0) problems.push(`${nameOf(resource)} belongs to nothing that is declared`);
    return holders.map((holder): DeclaredPolicy => ({ kind: place.kind, holder, document }));
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return policies;
}

const nameOf = ({ type, name }: DeclaredResource): string => `${type} ${name}`;

/** What a resource says of rights beside the place that is read. */
function unread(
  resource: DeclaredResource,
  rest: Readonly<Record<string, unknown>>,
  { resources }: DeclaredStack,
): string[] {
  const { type, state } = resource;
  if (!type.startsWith("aws:")) return [];
  const inPlaces = Object.keys(rest).filter((property) => holdsPolicy(rest[property]));
  if (itemsOf(state.managedPolicyArns).length > 0) inPlaces.push("managedPolicyArns");
  const attaches = /^aws:iam\/.*Attachment$/.test(type);
  const isKnown =
    type === ATTACHMENT &&
    resources.some((other) => other.type === MANAGED_POLICY && other.state.arn === state.policyArn);
  return [
    ...inPlaces.map((property) => `${nameOf(resource)} has a policy in ${property}, which is not read`),
    ...(attaches && !isKnown ? [`${nameOf(resource)} attaches a policy that is not read`] : []),
  ];
}

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether a property is a policy, as JSON or as an object, or has one in it. */
function holdsPolicy(value: unknown): boolean {
  if (typeof value === "string") return /"Statement"\s*:/.test(value);
  if (typeof value !== "object" || value === null) return false;
  return "Statement" in value || Object.values(value).some(holdsPolicy);
}
