import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { receiveWithDataKey } from "../keys/useDataKey";
import { lambdaFunctionName } from "../names";
import type { Storage } from "../storage/storage";
import { studyStatements } from "./permissions";
import type { FunctionSurroundings, PipelineFunction } from "./pipelineFunction";
import { declareQueueFunction } from "./queueFunction";

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
    const { storage, eventBus, dataKeyArn, ...surroundings } = args;
    const { config, settings, queueArn } = surroundings;
    super("medical-imaging-pipeline:functions:Study", lambdaFunctionName(config, "study"), {}, opts);

    this.fn = declareQueueFunction(
      "study",
      {
        ...surroundings,
        settings: pulumi
          .all([settings, eventBus.name])
          .apply(([settings, eventBusName]) => ({ ...settings, eventBusName })),
        timeoutSeconds: STUDY_TIMEOUT_SECONDS,
        maximumConcurrency: MAXIMUM_CONCURRENCY,
        description: "Publishes an event for every study that has come to rest",
        statements: [
          ...studyStatements({
            queue: queueArn,
            processedBucket: storage.processed.arn,
            logsBucket: storage.logs.arn,
            eventBus: eventBus.arn,
          }),
          ...receiveWithDataKey(dataKeyArn, config),
        ],
      },
      this,
    );
    this.registerOutputs();
  }
}
