import { isMadeOf, itemsOf, ofKnown, ofType, propertiesOf, textOf, type DeclaredThing } from "./rule";
import { statementsOf, type Statement } from "./statements";

/**
 * What a role may do, a line for each action and resource, such as `kms:Decrypt on {key data} if stringequals kms:viaservice s3.{region}.amazonaws.com`;
 * what it is denied, with `never` before it. Of managed policies, which belong to roles that deploy, lines have the action alone: they name
 * things that are not there yet. What differs between stacks stands in braces.
 */
export function grantsOf(role: DeclaredThing, resources: readonly DeclaredThing[]): readonly string[] {
  const generic = genericText(role, resources);
  const linesOf = (policy: DeclaredThing, isManaged: boolean): readonly string[] =>
    ofKnown([policy], ({ props }) => statementsOf(props.policy)).flatMap((statement) =>
      isManaged && statement.allows ? statement.actions : statementLines(statement, generic),
    );
  return sorted([
    ...ofType(resources, "aws:iam/rolePolicy:RolePolicy")
      .filter((policy) => isMadeOf(policy, "role", role))
      .flatMap((policy) => linesOf(policy, false)),
    ...ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter((attachment) => isMadeOf(attachment, "role", role))
      .flatMap(({ madeOf: { policyArn = [] } }) => policyArn.flatMap((policy) => linesOf(policy, true))),
  ]);
}

const sorted = (lines: readonly string[]): readonly string[] => [...new Set(lines)].sort();

function statementLines(
  { allows, actions, resources, conditions }: Statement,
  generic: (text: string) => string,
): string[] {
  const asked = Array.from(
    conditions,
    ([key, values]) => `${key} ${[...values].map(generic).sort().join(" | ")}`,
  );
  const condition = asked.length > 0 ? ` if ${asked.sort().join(" and ")}` : "";
  return actions.flatMap((action) =>
    resources.map((arn) => `${allows ? "" : "never "}${action} on ${generic(arn)}${condition}`),
  );
}

/** What a role is for: its name without project and environment, which its tags tell, and without what Pulumi puts behind a name. */
export function purposeOf(role: DeclaredThing): string {
  const { project, environment } = propertiesOf(role.props.tags);
  return shortName(role.name, textOf(project), textOf(environment));
}

const shortName = (name: string, project: string, environment: string): string =>
  name.startsWith(`${project}-${environment}`)
    ? name.slice(`${project}-${environment}-`.length)
    : name.replace(new RegExp(`-${environment}$`), "");

/** A bucket has any name, and a key an id: they are named by the resource that they are. */
const NAMED_BY_RESOURCE: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:kms/key:Key": "key",
};

const REGION = /(?<=[:.])[a-z]{2}(?:-[a-z]+){1,2}-\d(?=[:.])/g;

/** What Pulumi puts behind the name of a resource. */
const SUFFIX = /-[0-9a-f]{7}(?=$|[/:])/g;

/** Takes out of the text of a policy what differs between stacks: accounts, regions, names. */
function genericText(role: DeclaredThing, resources: readonly DeclaredThing[]): (text: string) => string {
  const tags = propertiesOf(role.props.tags);
  const [project, environment] = [textOf(tags.project), textOf(tags.environment)];
  const accounts = accountsOf(resources);
  const boundaries = new Set(
    ofKnown(ofType(resources, "aws:iam/role:Role"), ({ props }) => [textOf(props.permissionsBoundary)]),
  );
  const named = resources.filter(({ type }) => type in NAMED_BY_RESOURCE);
  const known = ofKnown(named, ({ type, name, props }) => {
    // Each version of the HMAC key is a key of its own.
    const purpose = shortName(name, project, environment).replace(/-v\d+$/, "");
    return [{ arn: textOf(props.arn), placeholder: `{${NAMED_BY_RESOURCE[type]} ${purpose}}` }];
  }).filter(({ arn }) => arn !== "");
  return (text) => {
    if (text === environment) return "{environment}";
    if (text === project) return "{project}";
    if (text !== "" && boundaries.has(text)) return "{boundary}";
    const one = known.find(({ arn }) => text === arn || text.startsWith(`${arn}/`));
    if (one !== undefined) return one.placeholder + text.slice(one.arn.length);
    return (
      accounts
        .reduce((rest, account) => rest.replaceAll(`:${account}:`, ":{account}:"), text)
        .replace(/^arn:aws[\w-]*:/, "arn:aws:")
        .replace(REGION, "{region}")
        .replaceAll(`${project}-${environment}`, "{stack}")
        // The configuration has letters, digits and hyphens in it alone.
        .replace(new RegExp(`(?<=[:/]dicom-[a-z-]+)-${environment}(?![\\w-])`, "g"), "-{environment}")
        .replace(SUFFIX, "")
    );
  };
}

/** The account of the stack, once it is known: that of its roles. */
export const accountsOf = (resources: readonly DeclaredThing[]): readonly string[] =>
  sorted(
    ofKnown(ofType(resources, "aws:iam/role:Role"), ({ props }) =>
      itemsOf(/^arn:[^:]+:iam::(\d{12}):/.exec(textOf(props.arn))?.slice(1)).map(textOf),
    ),
  );
