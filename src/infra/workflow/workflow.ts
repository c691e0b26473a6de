import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StepName } from "../../handlers/runtime/stepHandler";
import type { StackConfig } from "../config/stackConfig";
import type { Events } from "../events/events";
import type { FunctionsByStep } from "../functions/processingFunctions";
import {
  executionDataKeyStatements,
  sendDataKeyStatements,
  objectDataKeyStatements,
} from "../keys/dataKeyStatements";
import { workflowName } from "../names";
import { declareStateMachine, type StateMachineKeys } from "../stateMachines/stateMachine";
import type { Storage } from "../storage/storage";
import type { EventTargets } from "./eventStates";
import { tellingStatements, workflowStatements } from "./permissions";
import { workflowDefinition } from "./workflowDefinition";

export interface WorkflowArgs extends StateMachineKeys {
  readonly config: StackConfig;
  readonly steps: FunctionsByStep;
  readonly storage: Storage;
  readonly events: Events;
}

/** The state machine that takes an object through the steps. */
export class Workflow extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly role: aws.iam.Role;
  readonly logGroupName: pulumi.Output<string>;

  constructor(args: WorkflowArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, storage, events, dataKeyArn } = args;
    const { ingestion, validation, deidentification } = args.steps;
    const name = workflowName(config);
    super("medical-imaging-pipeline:workflow:Workflow", name, {}, opts);
    const functionArns = {
      ingestion: ingestion.live.arn,
      validation: validation.live.arn,
      deidentification: deidentification.live.arn,
    };

    const declared = declareStateMachine(
      name,
      {
        ...args,
        roleDescription: "Runs the DICOM processing workflow",
        logLevel: "ALL",
        isTraced: true,
        definition: pulumi
          .all([functionArns, eventTargets(args)])
          .apply(([arns, targets]) => formatDefinition(arns, targets, config)),
        statements: (ownArn) => [
          ...workflowStatements(Object.values(functionArns), storage.raw.arn),
          ...tellingStatements({
            eventBus: events.bus.arn,
            logsBucket: storage.logs.arn,
            studyQueue: events.studies?.queue.arn,
          }),
          ...objectDataKeyStatements(dataKeyArn, "writeWhole", config),
          ...(events.studies ? sendDataKeyStatements(dataKeyArn, config) : []),
          ...executionDataKeyStatements(dataKeyArn, ownArn),
        ],
      },
      this,
    );
    this.stateMachine = declared.stateMachine;
    this.role = declared.role;
    this.logGroupName = declared.logGroup.name;
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
