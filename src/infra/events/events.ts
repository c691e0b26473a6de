import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import { Study, STUDY_TIMEOUT_SECONDS } from "../functions/study";
import { declareQueue, type DeadLetteredQueue } from "../queues/deadLetteredQueue";
import { namePrefix } from "../names";
import type { Network } from "../network/network";
import type { Storage } from "../storage/storage";
import { resourceTags } from "../tags";

export interface EventsArgs {
  readonly config: StackConfig;
  readonly settings: pulumi.Output<Settings>;
  readonly storage: Storage;
  /** Of the log group; CloudWatch Logs' own key where absent. */
  readonly logsKeyArn: pulumi.Output<string> | undefined;
  /** Where the function runs; in none of the account's networks where absent. */
  readonly network: Network | undefined;
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

  constructor(
    { config, settings, storage, logsKeyArn, network }: EventsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
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
        { config, classification: "deidentified", consumerTimeoutSeconds: STUDY_TIMEOUT_SECONDS },
        this,
      );
      const queueArn = declared.queue.arn;
      const study = new Study(
        { config, settings, storage, queueArn, eventBus: this.bus, logsKeyArn, network },
        { parent: this },
      );
      this.studies = { ...declared, function: study };
    }
    this.registerOutputs({ eventBusName: this.bus.name });
  }
}
