import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { receiveDataKeyStatements } from "../keys/dataKeyStatements";
import { lambdaFunctionName } from "../names";
import { declareEventSourceMapping } from "../queues/eventSourceMapping";
import type { Storage } from "../storage/storage";
import { studyStatements } from "./permissions";
import { PipelineFunction, type FunctionSurroundings } from "./pipelineFunction";

/** Most of a batch is one small question each; the last message of a large study lists it. */
export const STUDY_TIMEOUT_SECONDS = 60;

const MAXIMUM_CONCURRENCY = 2;

export interface StudyArgs extends FunctionSurroundings {
  readonly storage: Storage;
  readonly queueArn: pulumi.Output<string>;
  readonly eventBus: aws.cloudwatch.EventBus;
  /** Of the queue, where it has a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
}

/** The function that tells of studies which have come to rest. */
export class Study extends pulumi.ComponentResource {
  readonly fn: PipelineFunction;

  constructor(args: StudyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { queueArn, storage, eventBus, dataKeyArn, ...surroundings } = args;
    const { config, settings } = surroundings;
    const name = lambdaFunctionName(config, "study");
    super("medical-imaging-pipeline:functions:Study", name, {}, opts);

    this.fn = new PipelineFunction(
      "study",
      {
        ...surroundings,
        settings: pulumi
          .all([settings, eventBus.name])
          .apply(([settings, eventBusName]) => ({ ...settings, eventBusName })),
        timeoutSeconds: STUDY_TIMEOUT_SECONDS,
        description: "Publishes an event for every study that has come to rest",
        statements: [
          ...studyStatements({
            queue: queueArn,
            processedBucket: storage.processed.arn,
            logsBucket: storage.logs.arn,
            eventBus: eventBus.arn,
          }),
          ...receiveDataKeyStatements(dataKeyArn, config),
        ],
      },
      { parent: this },
    );
    declareEventSourceMapping(
      name,
      { config, queueArn, fn: this.fn, maximumConcurrency: MAXIMUM_CONCURRENCY },
      this,
    );
    this.registerOutputs();
  }
}
