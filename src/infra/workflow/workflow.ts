import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StepName } from "../../handlers/runtime/stepHandler";
import type { StackConfig } from "../config/stackConfig";
import type { Events } from "../events/events";
import type { ProcessingFunctions } from "../functions/processingFunctions";
import { executeWithDataKey, logWithDataKey, useDataKey } from "../keys/useDataKey";
import { workflowName } from "../names";
import { stateMachineTracing, traceStatements } from "../observability/tracing";
import { policyDocument, trustPolicy } from "../policyDocument";
import type { Storage } from "../storage/storage";
import { resourceTags } from "../tags";
import type { EventTargets } from "./eventStates";
import { tellingStatements, workflowStatements } from "./permissions";
import { workflowDefinition } from "./workflowDefinition";

export interface WorkflowArgs {
  readonly config: StackConfig;
  readonly functions: ProcessingFunctions;
  readonly storage: Storage;
  readonly events: Events;
  readonly accountId: pulumi.Output<string>;
  /** Of the raw bucket and the executions, where they have a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
}

/** The state machine, with the role and the log group that are its alone. */
export class Workflow extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly role: aws.iam.Role;
  readonly logGroupName: pulumi.Output<string>;

  constructor(args: WorkflowArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, storage, events, accountId, dataKeyArn, logsKeyArn } = args;
    const { ingestion, validation, deidentification } = args.functions.steps;
    const name = workflowName(config);
    super("medical-imaging-pipeline:workflow:Workflow", name, {}, opts);
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
    this.logGroupName = logGroup.name;
    this.role = new aws.iam.Role(
      name,
      {
        description: "Runs the DICOM processing workflow",
        assumeRolePolicy: trustPolicy("states.amazonaws.com", {
          StringEquals: { "aws:SourceAccount": accountId },
        }),
        tags,
      },
      child,
    );
    // The role has to be able to use the key before there is a state machine.
    const ownArn = pulumi.interpolate`arn:aws:states:${config.region}:${accountId}:stateMachine:${name}`;
    const rolePolicy = new aws.iam.RolePolicy(
      name,
      {
        role: this.role.name,
        policy: policyDocument([
          ...workflowStatements(
            [ingestion.live.arn, validation.live.arn, deidentification.live.arn],
            storage.raw.arn,
          ),
          ...tellingStatements({
            eventBus: events.bus.arn,
            logsBucket: storage.logs.arn,
            studyQueue: events.studies?.queue.arn,
          }),
          ...useDataKey(dataKeyArn, "writeWhole", config),
          ...executeWithDataKey(dataKeyArn, ownArn),
          ...logWithDataKey(dataKeyArn, config, accountId),
          ...traceStatements(config, "state machine"),
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
          .all([
            {
              ingestion: ingestion.live.arn,
              validation: validation.live.arn,
              deidentification: deidentification.live.arn,
            },
            eventTargets(args),
          ])
          .apply(([arns, targets]) => formatDefinition(arns, targets, config)),
        ...(dataKeyArn && {
          encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: dataKeyArn },
        }),
        loggingConfiguration: {
          level: "ALL",
          // The input holds the object's key, and a key can hold a name.
          includeExecutionData: false,
          logDestination: pulumi.interpolate`${logGroup.arn}:*`,
        },
        ...stateMachineTracing(config),
        tags,
      },
      { parent: this, dependsOn: [rolePolicy] },
    );
    this.registerOutputs({ stateMachineArn: this.stateMachine.arn });
  }
}

const eventTargets = ({ config, events, storage }: WorkflowArgs): pulumi.Output<EventTargets> =>
  pulumi.output({
    environment: config.environment,
    eventBusName: events.bus.name,
    ...(events.studies && {
      studies: {
        queueUrl: events.studies.queue.url,
        bucketName: storage.logs.bucketName,
        quietMinutes: config.studyQuietMinutes,
      },
    }),
  });

const formatDefinition = (
  arns: Readonly<Record<StepName, string>>,
  targets: EventTargets,
  { lambdaTimeoutSeconds: functionTimeoutSeconds }: StackConfig,
): string => JSON.stringify(workflowDefinition(arns, { ...targets, functionTimeoutSeconds }), null, 2);
