import * as pulumi from "@pulumi/pulumi";
import type { StepName } from "../../handlers/runtime/stepHandler";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import { namePrefix } from "../names";
import type { Storage } from "../storage/storage";
import { deidentificationStatements, readRawStatements } from "./permissions";
import { PipelineFunction } from "./pipelineFunction";

export interface ProcessingFunctionsArgs {
  readonly config: StackConfig;
  readonly settings: pulumi.Output<Settings>;
  readonly storage: Storage;
  readonly hmacKeyArn: pulumi.Output<string>;
}

/** The functions that the state machine calls, one a step. */
export class ProcessingFunctions extends pulumi.ComponentResource {
  readonly steps: Readonly<Record<StepName, PipelineFunction>>;

  constructor(args: ProcessingFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, settings, storage, hmacKeyArn } = args;
    super("medical-imaging-pipeline:functions:ProcessingFunctions", namePrefix(config), {}, opts);
    const common = { config, timeoutSeconds: config.lambdaTimeoutSeconds };
    const child = { parent: this };

    this.steps = {
      ingestion: new PipelineFunction(
        "ingestion",
        {
          ...common,
          settings,
          description: "Reads an object of the raw bucket up to its pixels and says what it is",
          statements: readRawStatements(storage.raw.arn),
        },
        child,
      ),
      validation: new PipelineFunction(
        "validation",
        {
          ...common,
          settings,
          description: "Checks an object of the raw bucket against the standard",
          statements: readRawStatements(storage.raw.arn),
        },
        child,
      ),
      deidentification: new PipelineFunction(
        "deidentification",
        {
          ...common,
          settings: pulumi.all([settings, hmacKeyArn]).apply(([all, arn]) => ({ ...all, hmacKeyArn: arn })),
          description: "Writes the de-identified copy of an object and its audit record",
          statements: deidentificationStatements({
            rawBucket: storage.raw.arn,
            processedBucket: storage.processed.arn,
            logsBucket: storage.logs.arn,
            hmacKey: hmacKeyArn,
          }),
        },
        child,
      ),
    };
    this.registerOutputs();
  }
}
