import { accountsOf } from "../grants";
import { ofKnown, textOf, unless, type ResourceRule, type Rule } from "../rule";
import { deniesEverybody, hasCondition, statementsOf } from "../statements";

/** Types that carry the policy of a resource in `policy`. */
const WITH_POLICY = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:kms/key:Key",
];

/** What says on whose behalf a service asks; without one, anybody's bucket or trail could. */
const ON_BEHALF_OF = [
  "aws:SourceArn",
  "aws:SourceAccount",
  "kms:CallerAccount",
  "kms:EncryptionContext:aws:logs:arn",
  "kms:EncryptionContext:SourceArn",
];

/** A user, a role, or with `root` the account itself. */
const IDENTITY = /^arn:aws[\w-]*:iam::(?<account>\d{12}):(?<who>root|(?:user|role)\/.+)$/;

/** What a key's policy may let single identities of its account do: look up what a key holder has to know. */
const KEY_HOLDER_ACTIONS = ["kms:GenerateMac"];

const allowsOf = (policy: unknown) =>
  (policy === undefined ? [] : statementsOf(policy)).filter(({ allows }) => allows);

const notPublic: ResourceRule = {
  name: "resource-policy-not-public",
  description: "No policy of a resource lets everybody in, whatever its conditions.",
  types: WITH_POLICY,
  check: ({ props }) =>
    allowsOf(props.policy)
      .filter(({ principals, isNegative }) => isNegative || principals.some(([, name]) => name === "*"))
      .map(({ sid }) => `${sid} lets everybody in`),
};

const noOtherAccount: ResourceRule = {
  name: "no-other-account",
  description:
    "Resources let in services; a key leaves its use to the policies of the account where it is, and to its holders there.",
  types: WITH_POLICY,
  check({ type, props }) {
    const accounts = new Set<string>();
    return allowsOf(props.policy).flatMap(({ sid, actions, principals }) =>
      principals
        .filter(([kind]) => kind !== "*" && kind !== "Service")
        .flatMap(([, name]) => {
          const { account, who } = IDENTITY.exec(name)?.groups ?? {};
          const holds = who === "root" || actions.every((action) => KEY_HOLDER_ACTIONS.includes(action));
          if (account !== undefined) accounts.add(account);
          const isOwn = type.startsWith("aws:kms/") && account !== undefined && accounts.size === 1 && holds;
          return unless(
            isOwn,
            `${sid} lets somebody in who is neither a service nor, for a key, of its account`,
          );
        }),
    );
  },
};

const onBehalf: ResourceRule = {
  name: "services-on-our-behalf",
  description: "A service is let in on behalf of this account or of a resource in it, and for no other.",
  types: WITH_POLICY,
  check: ({ props }) =>
    allowsOf(props.policy)
      .filter(({ principals }) => principals.some(([type]) => type === "Service"))
      .filter((statement) => !hasCondition(statement, ON_BEHALF_OF))
      .map(({ sid }) => `${sid} lets a service in without saying for whom (${ON_BEHALF_OF.join(", ")})`),
};

const tlsOnly: ResourceRule = {
  name: "tls-only",
  description: "Buckets and queues refuse whatever does not come over TLS.",
  types: ["aws:s3/bucketPolicy:BucketPolicy", "aws:sqs/queuePolicy:QueuePolicy"],
  check({ type, props }) {
    const service = type.startsWith("aws:s3/") ? "s3" : "sqs";
    const refuses = statementsOf(props.policy).some(
      (statement) =>
        deniesEverybody(statement) &&
        statement.actions.includes(`${service}:*`) &&
        statement.conditions.size === 1 &&
        statement.conditions.get("bool aws:securetransport")?.includes("false") === true,
    );
    return unless(
      refuses,
      `the policy has to deny ${service}:* to everybody where aws:SecureTransport is false`,
    );
  },
};

/** A role or user by name; seven characters may stand for those which Pulumi puts behind a name. */
const ONE_USER = /^arn:aws[\w-]*:iam::\d{12}:(?:role|user)\/[^*?]+(?:-\?{7})?$/;

const hmacKey: ResourceRule = {
  name: "hmac-key-denied-to-others",
  description: "An HMAC key is denied to all but named roles and users, whatever else lets somebody use it.",
  types: ["aws:kms/key:Key"],
  check({ props }) {
    if (props.keyUsage !== "GENERATE_VERIFY_MAC") return [];
    // Without a policy of its own a key has AWS's, which leaves everything to the account.
    const denials = props.policy === undefined ? [] : statementsOf(props.policy).filter(deniesEverybody);
    const isDenied = denials.some(
      ({ actions, resources, conditions }) =>
        ["kms:GenerateMac", "kms:VerifyMac"].every((action) => actions.includes(action)) &&
        resources.includes("*") &&
        [...conditions].every(
          ([asked, users]) =>
            asked === "arnnotlike aws:principalarn" && users.every((user) => ONE_USER.test(user)),
        ),
    );
    return unless(
      isDenied,
      "the policy has to deny kms:GenerateMac and kms:VerifyMac to all but named users",
    );
  },
};

/** Where a policy stands, whoever it is about. */
const POLICY_INPUTS = ["policy", "assumeRolePolicy"];

const ownAccount: Rule = {
  name: "policies-of-this-account",
  description: "No policy names another account, as who asks, on whose behalf, or as where something is.",
  checkStack(resources) {
    const own = accountsOf(resources);
    if (own.length === 0) return [];
    return ofKnown(resources, (resource) => {
      const texts = POLICY_INPUTS.map((input) => textOf(resource.props[input]));
      const named = texts.flatMap((text) => text.match(/(?<![\w-])\d{12}(?![\w-])/g) ?? []);
      return unless(
        named.every((account) => own.includes(account)),
        "the policy names another account than that of the stack",
      ).map((message) => ({ resource, message }));
    });
  },
};

export const resourcePolicyRules: readonly Rule[] = [
  notPublic,
  noOtherAccount,
  onBehalf,
  tlsOnly,
  hmacKey,
  ownAccount,
];
