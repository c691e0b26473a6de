import { expect } from "chai";
import { stackNames } from "../../../src/deployPolicy/stackNames";
import { parsePolicyDocument, listOf } from "../../../src/local/iam/policyDocument";
import { matchesArn, matchesWildcard } from "../../../src/local/iam/wildcard";
import { describeProgram } from "../../../src/operate/declaredProgram";
import { deployPolicy } from "../../../src/operate/deployPolicy/run";
import { VARIANTS } from "../../../tools/iam/variants";
import {
  ACCOUNT_ID,
  declaredStack,
  STACKS,
  type DeclaredResource,
  type DeclaredStack,
} from "../../support/pulumi/declared";

type Kind = keyof ReturnType<typeof stackNames>;

const KINDS: Readonly<Record<Kind, readonly [type: string, which?: RegExp]>> = {
  buckets: ["aws:s3/bucket:Bucket"],
  queues: ["aws:sqs/queue:Queue"],
  functions: ["aws:lambda/function:Function"],
  stateMachines: ["aws:sfn/stateMachine:StateMachine"],
  roles: ["aws:iam/role:Role", /^(?!.*-github-)/],
  githubRoles: ["aws:iam/role:Role", /-github-/],
  githubPolicies: ["aws:iam/policy:Policy"],
  logGroups: ["aws:cloudwatch/logGroup:LogGroup"],
  alarms: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  topics: ["aws:sns/topic:Topic"],
  dashboards: ["aws:cloudwatch/dashboard:Dashboard"],
  eventBuses: ["aws:cloudwatch/eventBus:EventBus"],
  trails: ["aws:cloudtrail/trail:Trail"],
  keyAliases: ["aws:kms/alias:Alias"],
};

const SUFFIX = "-1a2b3c4";

const givenName = ({ inputs }: DeclaredResource): string | undefined =>
  [inputs.name, inputs.bucket, inputs.dashboardName].find((name) => typeof name === "string");

/** As it is called in an account: what the program gives no name has Pulumi's. */
const nameOf = (resource: DeclaredResource): string => givenName(resource) ?? `${resource.name}${SUFFIX}`;

const everything = async (config: Readonly<Record<string, string>>): Promise<DeclaredStack> =>
  declaredStack("dev", {
    ...(Object.assign({}, ...VARIANTS.map((variant) => variant.config)) as Record<string, string>),
    ...config,
  });

describe("the names that rights to deploy are confined to", function () {
  // The first to ask evaluates the program under every configuration.
  this.timeout(120_000);

  for (const stack of STACKS)
    it(`are those of what ${stack} declares, with whatever is switched on, and no others`, async () => {
      const declared = await Promise.all(VARIANTS.map(({ config }) => declaredStack(stack, config)));
      const resources = declared.flatMap((one) => one.resources);
      const names = stackNames({ projectName: "medical-imaging-pipeline", environment: stack });
      for (const [kind, [type, which = /./]] of Object.entries(KINDS)) {
        const called = resources
          .filter((resource) => resource.type === type && which.test(resource.name))
          .map(nameOf);
        const patterns = names[kind as Kind];
        const unnamed = called.filter((name) => !patterns.some((pattern) => matchesWildcard(pattern, name)));
        expect(
          [...new Set(unnamed)],
          `${kind} that src/deployPolicy/stackNames.ts does not name`,
        ).to.deep.equal([]);
        const undeclared = patterns.filter(
          (pattern) => !called.some((name) => matchesWildcard(pattern, name)),
        );
        expect(undeclared, `${kind} that no variant declares`).to.deep.equal(
          UNDECLARED[kind as Kind]?.(stack) ?? [],
        );
      }
    });

  for (const neighbour of ["dev-eu", "eu-dev"])
    it(`leave everything of ${neighbour} alone in the policies of dev`, async () => {
      const things = thingsOf(await everything({ environment: neighbour, githubOidcProviderArn: PROVIDER }));
      expect(things.length).to.be.greaterThan(100);
      const reached = new Set<string>();
      for (const pattern of patternsOf(await everything({})))
        for (const thing of things)
          if (matchesArn(pattern, thing)) reached.add(pattern.replace(/^.*:(?=[^:]+$)/, ""));
      expect([...reached].sort()).to.deep.equal(Object.keys(BY_ID).sort());
    });
});

const PROVIDER = `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/token.actions.githubusercontent.com`;

/** What a tenth HMAC key is called. */
const UNDECLARED: Partial<Record<Kind, (stack: string) => string[]>> = {
  keyAliases: (stack) => [`alias/medical-imaging-pipeline-${stack}-deidentification-v??`],
};

/** Patterns that no name can confine, since AWS gives such a thing an id, and what confines them instead. */
const BY_ID: Readonly<Record<string, string>> = {
  "key/*": "tags",
  "route-table/*": "tags",
  "security-group/*": "that it has no project, or tags",
  "subnet/*": "tags",
  "vpc/*": "tags",
  "vpc-endpoint/*": "tags",
};

/** ARNs of a stack's things, and of what is in them. */
const thingsOf = ({ resources }: DeclaredStack): string[] =>
  resources.flatMap((resource) => {
    const { arn } = resource.state;
    if (typeof arn !== "string") return [];
    const isAutoNamed =
      /^aws:(s3\/bucket|sqs\/queue|iam\/role|iam\/policy):/.test(resource.type) &&
      givenName(resource) === undefined;
    const full = isAutoNamed ? arn + SUFFIX : arn;
    const execution = full.replace(":stateMachine:", ":execution:");
    return [
      full,
      `${full}/a`,
      `${full}:a`,
      ...(execution === full ? [] : [`${execution}:a`, `${execution}/a:b`]),
    ];
  });

/** All patterns of ARNs that the policies of a stack have, and of what deploying it takes. */
function patternsOf(stack: DeclaredStack): string[] {
  const documents = [
    ...stack.resources.flatMap(({ state }) => [state.policy, state.assumeRolePolicy]),
    ...deployPolicy(describeProgram(stack), { account: ACCOUNT_ID }),
  ];
  const statements = documents.filter((document) => document !== undefined).flatMap(parsePolicyDocument);
  const values = statements.flatMap(({ Resource, NotResource, Condition }) => [
    ...listOf(Resource),
    ...listOf(NotResource),
    // Elsewhere an asterisk is one.
    ...Object.entries(Condition ?? {})
      .filter(([operator]) => /Like|Arn/.test(operator))
      .flatMap(([, keys]) => Object.values(keys).flatMap((value) => listOf(value as string | string[]))),
  ]);
  return [...new Set(values)].filter((value) => /[*?]/.test(value) && value.startsWith("arn:"));
}
