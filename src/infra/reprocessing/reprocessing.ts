import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import { executionDataKeyStatements, objectDataKeyStatements } from "../keys/dataKeyStatements";
import { reprocessingName } from "../names";
import { declareStateMachine, type StateMachineKeys } from "../stateMachines/stateMachine";
import type { Storage } from "../storage/storage";
import { reprocessingStatements } from "./permissions";
import { reprocessingDefinition } from "./reprocessingDefinition";

export interface ReprocessingArgs extends StateMachineKeys {
  readonly config: StackConfig;
  readonly storage: Storage;
  readonly workflowArn: pulumi.Output<string>;
}

/** The state machine that sends objects through the workflow again. */
export class Reprocessing extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly role: aws.iam.Role;

  constructor(args: ReprocessingArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, storage, workflowArn, dataKeyArn } = args;
    const name = reprocessingName(config);
    super("medical-imaging-pipeline:reprocessing:Reprocessing", name, {}, opts);

    const declared = declareStateMachine(
      name,
      {
        ...args,
        roleDescription: "Sends objects through the DICOM processing workflow again",
        // Each object has a record, and an execution of the workflow that is logged as ever.
        logLevel: "ERROR",
        // A run would be one trace of everything that it starts.
        isTraced: false,
        definition: pulumi
          .all([workflowArn, storage.raw.bucketName, storage.logs.bucketName])
          .apply(([workflowArn, rawBucketName, logsBucketName]) =>
            formatDefinition({ workflowArn, rawBucketName, logsBucketName }, config),
          ),
        statements: (ownArn) => [
          ...reprocessingStatements({
            rawBucket: storage.raw.arn,
            logsBucket: storage.logs.arn,
            own: ownArn,
            workflow: workflowArn,
          }),
          ...objectDataKeyStatements(dataKeyArn, "writeInParts", config),
          ...executionDataKeyStatements(dataKeyArn, ownArn, workflowArn),
        ],
      },
      this,
    );
    this.stateMachine = declared.stateMachine;
    this.role = declared.role;
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
