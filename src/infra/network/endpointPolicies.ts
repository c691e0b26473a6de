import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import type { HmacKey } from "../keys/hmacKey";
import { namePrefix, workflowName } from "../names";
import { policyDocument } from "../policyDocument";
import { stateMachineArn } from "../stateMachines/stateMachineArn";
import type { Storage } from "../storage/storage";
import type { EndpointService } from "./endpointServices";

export interface EndpointPolicyArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
  readonly storage: Storage;
  readonly hmacKey: HmacKey;
}

/**
 * What goes through each endpoint: this account's roles to this stack's resources, so that foreign credentials can carry
 * nothing out of the network. What a role may do there is said by its own policy.
 */
export function endpointPolicies(args: EndpointPolicyArgs): Record<EndpointService, pulumi.Output<string>> {
  const { config, accountId, storage, hmacKey } = args;
  const { region } = config;
  const through = (
    Action: readonly string[],
    Resource: readonly pulumi.Input<string>[],
  ): pulumi.Output<string> =>
    policyDocument([
      {
        Sid: "OwnResourcesOnly",
        Effect: "Allow",
        Principal: "*",
        Action,
        Resource,
        Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
      },
    ]);
  const { raw, processed, logs } = storage;
  return {
    s3: through(
      [
        "s3:AbortMultipartUpload",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject",
        "s3:PutObjectRetention",
      ],
      [raw, processed, logs].flatMap(({ arn }) => [arn, pulumi.interpolate`${arn}/*`]),
    ),
    kms: through(["kms:GenerateMac"], hmacKey.usedArns),
    // By name: state machine and bus are made after the functions, which need the network.
    states: through(["states:StartExecution"], [stateMachineArn(workflowName(config), config, accountId)]),
    events: through(
      ["events:PutEvents"],
      [pulumi.interpolate`arn:aws:events:${region}:${accountId}:event-bus/${namePrefix(config)}`],
    ),
  };
}
