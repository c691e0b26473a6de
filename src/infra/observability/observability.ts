import * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/stackConfig";
import type { Events } from "../events/events";
import type { Dispatch } from "../functions/dispatch";
import { DISPATCH_TIMEOUT_SECONDS } from "../functions/dispatch";
import type { ProcessingFunctions } from "../functions/processingFunctions";
import type { IngestQueue } from "../ingest/ingestQueue";
import { namePrefix } from "../names";
import type { Workflow } from "../workflow/workflow";
import { Alarms } from "./alarms/alarms";
import { AlarmTopic } from "./alarms/alarmTopic";
import { declareLogQueries } from "./logQueries";
import type { Watched } from "./metrics";

export interface ObservabilityArgs {
  readonly config: StackConfig;
  readonly accountId: pulumi.Output<string>;
  readonly ingest: IngestQueue;
  readonly dispatch: Dispatch;
  readonly functions: ProcessingFunctions;
  readonly workflow: Workflow;
  readonly events: Events;
}

/** What people see of the running stack, and how they are told. */
export class Observability extends pulumi.ComponentResource {
  readonly alarmTopicArn: pulumi.Output<string>;

  constructor(args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, accountId } = args;
    super("medical-imaging-pipeline:observability:Observability", namePrefix(config), {}, opts);
    const child = { parent: this };
    const watched = watchedOf(args);
    const { studies } = args.events;
    const functions = [
      args.dispatch.fn,
      ...Object.values(args.functions.steps),
      ...(studies ? [studies.function.fn] : []),
    ];

    const topic = new AlarmTopic({ config, accountId }, child);
    new Alarms({ config, watched, topicArn: topic.arn }, child);
    declareLogQueries(
      {
        config,
        functionLogGroups: functions.map(({ logGroupName }) => logGroupName),
        workflowLogGroup: args.workflow.logGroupName,
      },
      child,
    );
    this.alarmTopicArn = topic.arn;
    this.registerOutputs({ alarmTopicArn: this.alarmTopicArn });
  }
}

function watchedOf({ config, ingest, dispatch, functions, workflow }: ObservabilityArgs): Watched {
  const all = { dispatch: dispatch.fn, ...functions.steps };
  return {
    environment: config.environment,
    stateMachineArn: workflow.stateMachine.arn,
    queueName: ingest.queue.name,
    deadLetterQueueName: ingest.deadLetterQueue.name,
    functions: Object.entries(all).map(([role, { lambda }]) => ({
      role,
      functionName: lambda.name,
      timeoutSeconds: role === "dispatch" ? DISPATCH_TIMEOUT_SECONDS : config.lambdaTimeoutSeconds,
      memoryMb: config.lambdaMemoryMb,
    })),
  };
}
