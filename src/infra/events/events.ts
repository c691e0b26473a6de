import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FunctionSurroundings } from "../functions/pipelineFunction";
import { Study, STUDY_TIMEOUT_SECONDS } from "../functions/study";
import { declareQueue, type DeadLetteredQueue } from "../queues/deadLetteredQueue";
import { namePrefix } from "../names";
import type { Storage } from "../storage/storage";
import { resourceTags } from "../tags";

export interface EventsArgs extends FunctionSurroundings {
  readonly storage: Storage;
  /** Of the queue of studies; SQS's own keys where absent. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
}

/** Studies that are waited for: where the workflow announces each object, and who tells when nothing more came. */
export interface StudyWatch extends DeadLetteredQueue {
  readonly function: Study;
}

/** The bus on which the stack tells what it has done, and what tells of whole studies. */
export class Events extends pulumi.ComponentResource {
  readonly bus: aws.cloudwatch.EventBus;
  /** Absent where studies are not told of. */
  readonly studies: StudyWatch | undefined;

  constructor(args: EventsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, dataKeyArn } = args;
    const name = namePrefix(config);
    super("medical-imaging-pipeline:events:Events", name, {}, opts);

    // Encrypted by a key of EventBridge's own: nothing on it tells of a patient.
    this.bus = new aws.cloudwatch.EventBus(
      name,
      {
        name,
        description: "Objects de-identified and quarantined, and studies completed",
        tags: resourceTags(config, "deidentified"),
      },
      { parent: this },
    );
    if (config.studyQuietMinutes > 0) {
      const declared = declareQueue(
        `${name}-study`,
        {
          config,
          classification: "deidentified",
          dataKeyArn,
          consumerTimeoutSeconds: STUDY_TIMEOUT_SECONDS,
        },
        this,
      );
      const queueArn = declared.queue.arn;
      const study = new Study({ ...args, queueArn, eventBus: this.bus }, { parent: this });
      this.studies = { ...declared, function: study };
    }
    this.registerOutputs({ eventBusName: this.bus.name });
  }
}
