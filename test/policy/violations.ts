import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { asPolicy } from "../../policy/pulumiPolicy";
import { rules } from "../../policy/rules";
import type { DeclaredResource, DeclaredStack } from "../support/pulumi/declared";

/** `rule: what is wrong with which resource`, as the pack would report it to Pulumi, in the order of the rules. */
export async function violationsOf(
  { resources }: DeclaredStack,
  config: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const seen = policyResources(resources, ({ inputs }) => inputs);
  const made = policyResources(resources, withArn);
  const violations: string[] = [];
  for (const rule of rules) {
    const policy = asPolicy(rule, (key) => config[key]);
    const report = (message: string) => void violations.push(`${rule.name}: ${message}`);
    if ("validateStack" in policy) await policy.validateStack({ resources: made, ...UNUSED }, report);
    else {
      const { validateResource } = policy;
      if (typeof validateResource !== "function") throw new Error(`${rule.name} checks nothing`);
      for (const resource of seen)
        await validateResource({ ...resource, ...UNUSED } as ResourceValidationArgs, report);
    }
  }
  return violations;
}

/** What no rule uses. */
const UNUSED = {
  stackTags: new Map<string, string>(),
  getConfig(): never {
    throw new Error("no rule has a configuration");
  },
  notApplicable(): never {
    throw new Error("every rule says for itself what it is about");
  },
};

/** What AWS answers; of that, rules over the stack read the ARN. */
const withArn = ({ inputs, state: { arn } }: DeclaredResource) =>
  arn === undefined ? inputs : { ...inputs, arn };

/** The resources as Pulumi's engine hands them to a pack. */
function policyResources(
  resources: readonly DeclaredResource[],
  propsOf: (resource: DeclaredResource) => Readonly<Record<string, unknown>>,
): PolicyResource[] {
  const all = resources.map((resource): PolicyResource => {
    const { type, urn, name, protect } = resource;
    return {
      type,
      urn,
      name,
      props: propsOf(resource),
      opts: {
        protect,
        ignoreChanges: [],
        aliases: [],
        additionalSecretOutputs: [],
        customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      },
      dependencies: [],
      propertyDependencies: {},
      isType: () => false,
      asType: () => undefined,
    };
  });
  const byUrn = new Map(all.map((one) => [one.urn, one]));
  resources.forEach(({ propertyDependencies = {} }, index) => {
    for (const [property, urns] of Object.entries(propertyDependencies))
      all[index]!.propertyDependencies[property] = urns.flatMap((urn) => byUrn.get(urn) ?? []);
  });
  return all;
}
