import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lambdaFunctionName } from "../names";
import type { Storage } from "../storage/storage";
import { studyStatements } from "./permissions";
import type { PipelineFunction } from "./pipelineFunction";
import { declareQueueFunction, type QueueFunctionSurroundings } from "./queueFunction";

/** Most of a batch is one small question each; the last message of a large study lists it. */
export const STUDY_TIMEOUT_SECONDS = 60;

const MAXIMUM_CONCURRENCY = 2;

export interface StudyArgs extends QueueFunctionSurroundings {
  readonly storage: Storage;
  readonly eventBus: aws.cloudwatch.EventBus;
}

/** The function that tells of studies which have come to rest. */
export class Study extends pulumi.ComponentResource {
  readonly fn: PipelineFunction;

  constructor(args: StudyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { storage, eventBus, ...surroundings } = args;
    const { config, settings } = surroundings;
    super("medical-imaging-pipeline:functions:Study", lambdaFunctionName(config, "study"), {}, opts);

    this.fn = declareQueueFunction(
      "study",
      {
        ...surroundings,
        settings: pulumi
          .all([settings, eventBus.name])
          .apply(([settings, eventBusName]) => ({ ...settings, eventBusName })),
        timeoutSeconds: STUDY_TIMEOUT_SECONDS,
        description: "Publishes an event for every study that has come to rest",
        statements: studyStatements({
          processedBucket: storage.processed.arn,
          logsBucket: storage.logs.arn,
          eventBus: eventBus.arn,
        }),
        maximumConcurrency: MAXIMUM_CONCURRENCY,
      },
      this,
    );
    this.registerOutputs();
  }
}
