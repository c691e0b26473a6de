import * as pulumi from "@pulumi/pulumi";
import type { StepName } from "../../handlers/runtime/stepHandler";
import type { StackConfig } from "../config/stackConfig";
import type { Events } from "../events/events";
import type { Dispatch } from "../functions/dispatch";
import { DISPATCH_TIMEOUT_SECONDS } from "../functions/dispatch";
import type { PipelineFunction } from "../functions/pipelineFunction";
import type { FunctionsByStep } from "../functions/processingFunctions";
import { STUDY_TIMEOUT_SECONDS } from "../functions/study";
import type { IngestQueue } from "../ingest/ingestQueue";
import { namePrefix, type FunctionName } from "../names";
import type { DeadLetteredQueue } from "../queues/deadLetteredQueue";
import type { Workflow } from "../workflow/workflow";
import { Alarms } from "./alarms/alarms";
import { AlarmTopic } from "./alarms/alarmTopic";
import { declareDashboard } from "./dashboard/dashboard";
import { declareLogQueries } from "./logQueries";
import type { Watched, WatchedFunction, WatchedQueue } from "./metrics";

export interface ObservabilityArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
  readonly ingest: IngestQueue;
  readonly dispatch: Dispatch;
  readonly steps: FunctionsByStep;
  readonly workflow: Workflow;
  readonly events: Events;
}

/** What people see of the running stack, and how they are told. */
export class Observability extends pulumi.ComponentResource {
  readonly alarmTopicArn: pulumi.Output<string>;
  /** In the console. */
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, accountId } = args;
    super("medical-imaging-pipeline:observability:Observability", namePrefix(config), {}, opts);
    const child = { parent: this };
    const watched = watchedOf(args);

    const topic = new AlarmTopic({ config, accountId }, child);
    const alarms = new Alarms({ config, watched, topicArn: topic.arn }, child);
    declareLogQueries({ config, watched }, child);
    this.alarmTopicArn = topic.arn;
    this.dashboardUrl = declareDashboard({ config, watched, alarmArns: alarms.arns }, child);
    this.registerOutputs({ alarmTopicArn: this.alarmTopicArn, dashboardUrl: this.dashboardUrl });
  }
}

function watchedOf({ config, ingest, dispatch, steps, workflow, events }: ObservabilityArgs): Watched {
  const watchFunction = (
    name: FunctionName,
    { lambda, logGroupName }: PipelineFunction,
    timeoutSeconds: number,
  ): WatchedFunction => ({
    name,
    isStep: name in steps,
    functionName: lambda.name,
    logGroupName,
    timeoutSeconds,
    memoryMb: config.lambdaMemoryMb,
  });
  const { studies } = events;
  return {
    environment: config.environment,
    stateMachineArn: workflow.stateMachine.arn,
    workflowLogGroupName: workflow.logGroupName,
    ingest: watchQueue(ingest),
    studies: studies && watchQueue(studies),
    functions: [
      watchFunction("dispatch", dispatch.fn, DISPATCH_TIMEOUT_SECONDS),
      ...(Object.keys(steps) as StepName[]).map((name) =>
        watchFunction(name, steps[name], config.lambdaTimeoutSeconds),
      ),
      ...(studies ? [watchFunction("study", studies.function.fn, STUDY_TIMEOUT_SECONDS)] : []),
    ],
  };
}

const watchQueue = ({
  queue,
  deadLetterQueue,
}: Pick<DeadLetteredQueue, "queue" | "deadLetterQueue">): WatchedQueue => ({
  queueName: queue.name,
  deadLetterQueueName: deadLetterQueue.name,
});
