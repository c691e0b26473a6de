import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LOGS_PREFIXES } from "../../bucketPrefixes";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import type { PolicyStatement } from "../policyDocument";
import { resourceTags } from "../tags";
import type { StorageBucket } from "./storageBucket";

type TrailConfig = Pick<StackConfig, "projectName" | "environment" | "region">;

const trailName = (config: TrailConfig): string => `${namePrefix(config)}-raw-dicom`;

export interface AccessTrailArgs {
  readonly config: StackConfig;
  /** Whose objects it is about. */
  readonly recorded: StorageBucket;
  /** Its policy has the statements of `trailDeliveryStatements`. */
  readonly receiving: StorageBucket;
}

/** CloudTrail's record of who read, wrote, tagged or deleted which object of a bucket, that of the pipeline's own roles included. */
export class AccessTrail extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor({ config, recorded, receiving }: AccessTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    const name = trailName(config);
    super("medical-imaging-pipeline:storage:AccessTrail", name, {}, opts);
    const trail = new aws.cloudtrail.Trail(
      name,
      {
        name, // not one that Pulumi makes: the bucket's policy names the trail before it is there
        s3BucketName: receiving.bucketName,
        s3KeyPrefix: LOGS_PREFIXES.trail.replace("/", ""),
        enableLogFileValidation: true,
        isMultiRegionTrail: false,
        isOrganizationTrail: false,
        includeGlobalServiceEvents: false,
        advancedEventSelectors: [
          {
            name: "Objects of the raw bucket",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              // Without the slash also those of buckets whose names go on after this one's.
              { field: "resources.ARN", startsWiths: [pulumi.interpolate`${recorded.arn}/`] },
            ],
          },
        ],
        tags: resourceTags(config, "phi"), // its events hold object keys
      },
      // CloudTrail refuses a trail that it could not deliver.
      { parent: this, dependsOn: [receiving.policy] },
    );
    this.arn = trail.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Lets CloudTrail deliver this stack's trail, and no other, to a bucket. */
export function trailDeliveryStatements(
  config: TrailConfig,
  accountId: pulumi.Output<string>,
  bucketArn: pulumi.Output<string>,
): PolicyStatement[] {
  const trailArn = pulumi.interpolate`arn:aws:cloudtrail:${config.region}:${accountId}:trail/${trailName(config)}`;
  const byTrail = {
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
  } as const;
  return [
    {
      Sid: "ShowOwnershipToTrail",
      ...byTrail,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "ReceiveTrail",
      ...byTrail,
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/${LOGS_PREFIXES.trail}AWSLogs/${accountId}/*`,
      Condition: {
        StringEquals: {
          "aws:SourceArn": trailArn,
          // CloudTrail sends it still, and a bucket without access lists takes no other.
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      },
    },
  ];
}
