import * as pulumi from "@pulumi/pulumi";
import type { StepName } from "../../handlers/runtime/stepHandler";
import type { Settings } from "../../settings";
import type { StackConfig } from "../config/stackConfig";
import type { HmacKey } from "../keys/hmacKey";
import { objectDataKeyStatements } from "../keys/dataKeyStatements";
import { namePrefix } from "../names";
import type { Storage } from "../storage/storage";
import { deidentificationStatements, readRawStatements } from "./permissions";
import { PipelineFunction, type FunctionSurroundings } from "./pipelineFunction";

export interface ProcessingFunctionsArgs extends FunctionSurroundings {
  readonly storage: Storage;
  readonly hmacKey: HmacKey;
  /** Of the buckets, where they have a key in KMS. */
  readonly dataKeyArn: pulumi.Output<string> | undefined;
}

export type FunctionsByStep = Readonly<Record<StepName, PipelineFunction>>;

/** The functions that the state machine calls, one a step. */
export class ProcessingFunctions extends pulumi.ComponentResource {
  readonly steps: FunctionsByStep;

  constructor(args: ProcessingFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, settings, storage, hmacKey, dataKeyArn, logsKeyArn, network } = args;
    super("medical-imaging-pipeline:functions:ProcessingFunctions", namePrefix(config), {}, opts);
    const { lambdaTimeoutSeconds: timeoutSeconds, reservedConcurrency } = config;
    const common = { config, logsKeyArn, network, timeoutSeconds, reservedConcurrency };
    const child = { parent: this };
    const readRaw = [
      ...readRawStatements(storage.raw.arn),
      ...objectDataKeyStatements(dataKeyArn, "read", config),
    ];

    this.steps = {
      ingestion: new PipelineFunction(
        "ingestion",
        {
          ...common,
          settings,
          description: "Reads an object of the raw bucket up to its pixels and says what it is",
          statements: readRaw,
        },
        child,
      ),
      validation: new PipelineFunction(
        "validation",
        {
          ...common,
          settings,
          description: "Checks an object of the raw bucket against the standard",
          statements: readRaw,
        },
        child,
      ),
      deidentification: new PipelineFunction(
        "deidentification",
        {
          ...common,
          settings: pulumi.all([settings, hmacKey.arn]).apply(([all, hmacKeyArn]) => ({
            ...all,
            hmacKeyArn,
            hmacKeyVersion: config.hmacKeyVersion,
            ...auditRetention(config),
          })),
          description: "Writes the de-identified copy of an object and its audit record",
          statements: [
            ...deidentificationStatements({
              rawBucket: storage.raw.arn,
              processedBucket: storage.processed.arn,
              logsBucket: storage.logs.arn,
              locksRecords: config.auditRetentionDays > 0,
              hmacKeys: hmacKey.usedArns,
            }),
            ...objectDataKeyStatements(dataKeyArn, "writeInParts", config),
          ],
        },
        child,
      ),
    };
    this.registerOutputs();
  }
}

const auditRetention = ({
  auditRetentionDays: days,
  auditRetentionMode,
}: StackConfig): Pick<Settings, "auditRetention"> => {
  if (days === 0) return {};
  return {
    auditRetention: { days, mode: auditRetentionMode === "compliance" ? "COMPLIANCE" : "GOVERNANCE" },
  };
};
