import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { executeWithDataKey, logWithDataKey, useDataKey } from "../keys/useDataKey";
import { reprocessingName } from "../names";
import { policyDocument, trustPolicy } from "../policyDocument";
import type { Storage } from "../storage/storage";
import { resourceTags } from "../tags";
import { reprocessingStatements } from "./permissions";
import { reprocessingDefinition } from "./reprocessingDefinition";

export interface ReprocessingArgs {
  readonly config: StackConfig;
  readonly storage: Storage;
  readonly workflowArn: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
  /** Of the raw bucket and the executions, where they have a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
}

/** The state machine that sends objects through the workflow again, with the role and the log group that are its alone. */
export class Reprocessing extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly role: aws.iam.Role;

  constructor(args: ReprocessingArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, storage, workflowArn, accountId, dataKeyArn, logsKeyArn } = args;
    const name = reprocessingName(config);
    super("medical-imaging-pipeline:reprocessing:Reprocessing", name, {}, opts);
    const child = { parent: this };
    const tags = resourceTags(config, "operational");

    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        name: `/aws/stepfunctions/${name}`,
        retentionInDays: config.logRetentionDays,
        ...(logsKeyArn && { kmsKeyId: logsKeyArn }),
        tags,
      },
      child,
    );
    this.role = new aws.iam.Role(
      name,
      {
        description: "Sends objects through the DICOM processing workflow again",
        assumeRolePolicy: trustPolicy("states.amazonaws.com", {
          StringEquals: { "aws:SourceAccount": accountId },
        }),
        tags,
      },
      child,
    );
    // Told by its name: the machine asks for its role, so the role's policy cannot ask for the machine.
    const own = pulumi.interpolate`arn:aws:states:${config.region}:${accountId}:stateMachine:${name}`;
    const rolePolicy = new aws.iam.RolePolicy(
      name,
      {
        role: this.role.name,
        policy: policyDocument([
          ...reprocessingStatements({
            rawBucket: storage.raw.arn,
            logsBucket: storage.logs.arn,
            own,
            workflow: workflowArn,
          }),
          ...useDataKey(dataKeyArn, "writeInParts", config),
          ...executeWithDataKey(dataKeyArn, own, workflowArn),
          ...logWithDataKey(dataKeyArn, config, accountId),
        ]),
      },
      child,
    );
    this.stateMachine = new aws.sfn.StateMachine(
      name,
      {
        name,
        type: "STANDARD",
        roleArn: this.role.arn,
        definition: pulumi
          .all([workflowArn, storage.raw.bucketName, storage.logs.bucketName])
          .apply(([workflowArn, rawBucketName, logsBucketName]) =>
            formatDefinition({ workflowArn, rawBucketName, logsBucketName }, config),
          ),
        ...(dataKeyArn && {
          encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: dataKeyArn },
        }),
        loggingConfiguration: {
          // Each object has a record, and an execution of the workflow that is logged as ever.
          level: "ERROR",
          // Inputs hold keys of objects, and a key can hold a name.
          includeExecutionData: false,
          logDestination: pulumi.interpolate`${logGroup.arn}:*`,
        },
        tags,
      },
      { parent: this, dependsOn: [rolePolicy] },
    );
    this.registerOutputs({ stateMachineArn: this.stateMachine.arn });
  }
}

const formatDefinition = (
  targets: Pick<
    Parameters<typeof reprocessingDefinition>[0],
    "workflowArn" | "rawBucketName" | "logsBucketName"
  >,
  config: StackConfig,
): string =>
  JSON.stringify(
    reprocessingDefinition({
      ...targets,
      concurrency: config.reprocessingConcurrency,
      toleratedFailurePercentage: config.reprocessingToleratedFailurePercentage,
    }),
    null,
    2,
  );
