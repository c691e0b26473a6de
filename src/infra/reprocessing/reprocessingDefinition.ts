import { RAW_PREFIXES } from "../../bucketPrefixes";
import type { State } from "../stateMachines/states";
import { itemProcessor, type ItemTargets } from "./itemProcessor";
import { renameStates } from "./renameStates";

export interface ReprocessingOptions extends ItemTargets {
  /** Objects at a time. */
  readonly concurrency: number;
  readonly toleratedFailurePercentage: number;
}

/** Longer than this a run is not known by: names of executions and records are kept for 90 days. */
const RUN_SECONDS = 90 * 24 * 60 * 60;

/**
 * Sends objects that are in the raw bucket through the workflow once more, from `{ run, prefix }` or `{ run, manifestKey }`.
 * A prefix is listed; a manifest is an object of JSON lines, `{ "Key": "…" }` each.
 */
export const reprocessingDefinition = (options: ReprocessingOptions) => ({
  Comment: "Sends objects of the raw bucket through the workflow once more",
  StartAt: "NameResults",
  TimeoutSeconds: RUN_SECONDS,
  States: {
    NameResults: {
      Type: "Pass",
      Parameters: {
        "prefix.$": `States.Format('${RAW_PREFIXES.reprocessingMaps}{}', $.run)`,
        "attempt.$": "$$.Execution.Name",
      },
      ResultPath: "$.results",
      Next: "ChooseSource",
    },
    ChooseSource: {
      Type: "Choice",
      Choices: [{ Variable: "$.manifestKey", IsPresent: true, Next: "ReprocessManifest" }],
      Default: "ReprocessPrefix",
    },
    // Each attempt at a run lists anew, and what it finds has other places than before.
    ReprocessPrefix: mapOver("Prefix", options, "$.results.attempt", {
      Resource: "arn:aws:states:::s3:listObjectsV2",
      Parameters: { Bucket: options.rawBucketName, "Prefix.$": "$.prefix" },
    }),
    ReprocessManifest: mapOver("Manifest", options, "$.run", {
      Resource: "arn:aws:states:::s3:getObject",
      ReaderConfig: { InputType: "JSONL" },
      Parameters: { Bucket: options.rawBucketName, "Key.$": "$.manifestKey" },
    }),
  },
});

/**
 * @param label stands in the ARNs of the items' executions, and before the names of their states
 * @param list where the name is of the list in which an item has its place: no two lists of one run have the same name
 */
const mapOver = (label: string, options: ReprocessingOptions, list: string, reader: object): State => ({
  Type: "Map",
  Label: label,
  ItemReader: reader,
  ItemSelector: {
    "run.$": "$.run",
    "list.$": list,
    "index.$": "$$.Map.Item.Index",
    "object.$": "$$.Map.Item.Value",
  },
  ItemProcessor: {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    ...renameStates(itemProcessor(options), label),
  },
  MaxConcurrency: options.concurrency,
  ToleratedFailurePercentage: options.toleratedFailurePercentage,
  // The results of a large run do not fit into a state (256 KiB). Of an item that failed the input is exported
  // too, whatever the transformation: so they go where the keys are anyway, and the report is made of records.
  ResultWriter: {
    Resource: "arn:aws:states:::s3:putObject",
    WriterConfig: { OutputType: "JSON", Transformation: "COMPACT" },
    Parameters: { Bucket: options.rawBucketName, "Prefix.$": "$.results.prefix" },
  },
  ResultPath: null,
  End: true,
});
