import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Configured, DeclaredThing, ResourceRule, Rule, StackRule } from "./rule";

/** A rule as Pulumi runs it. */
export const asPolicy = (
  rule: Rule,
  configured: Configured,
): ResourceValidationPolicy | StackValidationPolicy =>
  "check" in rule ? resourcePolicy(rule) : stackPolicy(rule, configured);

const resourcePolicy = ({ name, description, types, check }: ResourceRule): ResourceValidationPolicy => ({
  name,
  description,
  enforcementLevel: "mandatory",
  validateResource({ type, urn, name: logicalName, props, opts }, reportViolation) {
    if (types?.includes(type) === false) return;
    const resource = { type, urn, name: logicalName, props, protect: opts.protect, madeOf: {} };
    for (const message of check(resource)) reportViolation(`${logicalName}: ${message}`);
  },
});

const stackPolicy = (
  { name, description, checkStack }: StackRule,
  configured: Configured,
): StackValidationPolicy => ({
  name,
  description,
  enforcementLevel: "mandatory",
  validateStack({ resources }, reportViolation) {
    const things = new Map<string, DeclaredThing>();
    for (const resource of resources) thingOf(resource, things);
    for (const { resource, message } of checkStack([...things.values()], configured))
      reportViolation(`${resource.name}: ${message}`, resource.urn);
  },
});

/** Each resource once, and what it is made of. */
function thingOf(resource: PolicyResource, known: Map<string, DeclaredThing>): DeclaredThing {
  const { type, urn, name, props, opts, propertyDependencies } = resource;
  const existing = known.get(urn);
  if (existing !== undefined) return existing;
  const madeOf: Record<string, readonly DeclaredThing[]> = {};
  const thing = { type, urn, name, props, protect: opts.protect, madeOf };
  known.set(urn, thing);
  for (const [property, resources] of Object.entries(propertyDependencies))
    madeOf[property] = resources.map((other) => thingOf(other, known));
  return thing;
}
