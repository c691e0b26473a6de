import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { stackNames } from "../../../deployPolicy/stackNames";
import type { AlarmSubscription } from "../../config/alarmKeys";
import type { StackConfig } from "../../config/stackConfig";
import { declareAlias, declareKey } from "../../keys/declareKey";
import { accountAdministrationStatement } from "../../keys/keyPolicy";
import { namePrefix } from "../../names";
import { policyDocument, tlsOnlyStatement, type PolicyStatement } from "../../policyDocument";
import { resourceTags } from "../../tags";

export interface AlarmTopicArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
}

/**
 * Where alarms go, and from there to the configured subscriptions. It is encrypted with a key of its own: the AWS managed key of
 * SNS does not let CloudWatch in, and an alarm would go off without anybody being told
 * (docs/decisions/0014-metrics-in-the-log.md).
 */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor({ config, accountId }: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    const name = `${namePrefix(config)}-alarms`;
    super("medical-imaging-pipeline:observability:AlarmTopic", name, {}, opts);
    const child = { parent: this };
    const byAlarms = ofThisStacksAlarms(config, accountId);

    const description = "SNS encrypts the alarms of the pipeline on their way with this key";
    const policy = policyDocument([
      accountAdministrationStatement(accountId),
      { ...byAlarms, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" },
    ]);
    const keyArgs = { description, enableKeyRotation: true, policy };
    const key = declareKey(name, config, keyArgs, this, "operational");
    declareAlias(name, key, this);
    const topic = new aws.sns.Topic(
      name,
      { name, kmsMasterKeyId: key.arn, tags: resourceTags(config, "operational") },
      child,
    );
    new aws.sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: policyDocument([
          { ...byAlarms, Action: "sns:Publish", Resource: topic.arn },
          tlsOnlyStatement("sns", topic.arn),
        ]),
      },
      child,
    );
    for (const subscription of config.alarmSubscriptions)
      new aws.sns.TopicSubscription(
        `${name}-${shortNameOf(subscription)}`,
        { topic: topic.arn, protocol: subscription.protocol, endpoint: subscription.endpoint },
        child,
      );
    this.arn = topic.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** CloudWatch, on behalf of the alarms of this stack. */
const ofThisStacksAlarms = (
  config: StackConfig,
  accountId: pulumi.Output<string>,
): Omit<PolicyStatement, "Action" | "Resource"> => ({
  Sid: "UsedByAlarms",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Condition: {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: {
      "aws:SourceArn": stackNames(config).alarms.map(
        (name) => pulumi.interpolate`arn:aws:cloudwatch:${config.region}:${accountId}:alarm:${name}`,
      ),
    },
  },
});

/** Stays the same when others are added or taken away, and says nobody's address. */
const shortNameOf = ({ protocol, endpoint }: AlarmSubscription): string =>
  createHash("sha256").update(`${protocol}:${endpoint}`).digest("hex").slice(0, 8);
