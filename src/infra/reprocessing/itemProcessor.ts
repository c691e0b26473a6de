import { RAW_PREFIXES } from "../../bucketPrefixes";
import { DICOM_SUFFIXES } from "../ingest/ingestQueue";
import { SERVICE_RETRY, type State } from "../stateMachines/states";
import { outcomeStates, recordAs } from "./outcomeStates";

export interface ItemTargets {
  readonly rawBucketName: string;
  readonly logsBucketName: string;
  /** Of the workflow that processes an object, whether it has just arrived or not. */
  readonly workflowArn: string;
}

/** Storage classes that an object has to be restored from before it can be read. */
const ARCHIVES = ["GLACIER", "DEEP_ARCHIVE"];

/** What S3 answers where an object was deleted after it was listed. */
const GONE = ["S3.NoSuchKeyException", "S3.NotFoundException"];

/** While the workflow's execution runs that an earlier attempt at the same item has started. */
const WAIT_SECONDS = 30;

/**
 * What happens to one object, `{ run, list, index, object: { Key } }`: its current version is pinned, and goes through the workflow in an
 * execution whose name is a hash of run, version and key. The name is what makes a run resumable: an item that
 * comes again in the same run finds its execution and starts nothing. Records have the same name; where there is no version, which
 * keeps a hash from being tried against guessed keys, they are named by the item's place in the list.
 */
export const itemProcessor = (targets: ItemTargets) => ({
  StartAt: "SelectObject",
  States: {
    SelectObject: {
      Type: "Choice",
      Choices: [
        { Variable: "$.object.Key", StringMatches: `${RAW_PREFIXES.quarantine}*`, Next: "Ignored" },
        ...isDicom("PinVersion"),
      ],
      Default: "Ignored",
    },
    Ignored: { Type: "Pass", Result: { outcome: "ignored" }, End: true },
    ...pinStates(targets),
    ...archiveStates(targets),
    ...executionStates(targets),
    ...clearQuarantineStates(targets),
    ...outcomeStates(targets.logsBucketName),
  } satisfies Record<string, State>,
});

const isDicom = (next: string) =>
  DICOM_SUFFIXES.map((suffix) => ({ Variable: "$.object.Key", StringMatches: `*${suffix}`, Next: next }));

const pinStates = ({ rawBucketName }: ItemTargets) => ({
  PinVersion: {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:s3:headObject",
    Parameters: { Bucket: rawBucketName, "Key.$": "$.object.Key" },
    ResultSelector: { "id.$": "$.VersionId" },
    ResultPath: "$.version",
    Retry: [{ ErrorEquals: GONE, MaxAttempts: 0 }, ...SERVICE_RETRY],
    Catch: [{ ErrorEquals: GONE, ResultPath: "$.error", Next: "Vanished" }, ...orUndecided()],
    Next: "NameExecution",
  },
  Vanished: recordAs("skipped", "'VANISHED'", "States.Format('{}-{}', $.list, $.index)"),
  NameExecution: {
    Type: "Pass",
    Parameters: {
      "name.$": "States.Hash(States.Format('{}/{}/{}', $.run, $.version.id, $.object.Key), 'SHA-256')",
    },
    ResultPath: "$.execution",
    Next: "CheckArchive",
  },
});

/** Whether an archived object is restored is asked for by a listing of it alone: its key is the first that begins with it. */
const archiveStates = ({ rawBucketName }: ItemTargets) => ({
  CheckArchive: {
    Type: "Choice",
    Choices: ARCHIVES.map((storageClass) => ({
      And: [
        { Variable: "$.object.StorageClass", IsPresent: true },
        { Variable: "$.object.StorageClass", StringEquals: storageClass },
      ],
      Next: "ReadRestore",
    })),
    Default: "ProcessObject",
  },
  ReadRestore: {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:s3:listObjectsV2",
    Parameters: {
      Bucket: rawBucketName,
      "Prefix.$": "$.object.Key",
      MaxKeys: 1,
      OptionalObjectAttributes: ["RestoreStatus"],
    },
    ResultPath: "$.listing",
    Retry: SERVICE_RETRY,
    Catch: orUndecided(),
    Next: "CheckRestore",
  },
  CheckRestore: {
    Type: "Choice",
    Choices: [
      {
        Variable: "$.listing.Contents[0].RestoreStatus.RestoreExpiryDate",
        IsPresent: true,
        Next: "ProcessObject",
      },
    ],
    Default: "Archived",
  },
  Archived: recordAs("skipped", "'ARCHIVED'", "$.execution.name"),
});

const executionStates = ({ rawBucketName, workflowArn }: ItemTargets) => ({
  ProcessObject: {
    Type: "Task",
    Resource: "arn:aws:states:::states:startExecution.sync:2",
    Parameters: {
      StateMachineArn: workflowArn,
      "Name.$": "$.execution.name",
      Input: { bucketName: rawBucketName, "objectKey.$": "$.object.Key", "versionId.$": "$.version.id" },
    },
    ResultPath: null,
    Retry: [{ ...SERVICE_RETRY[0], ErrorEquals: ["StepFunctions.ExecutionLimitExceededException"] }],
    // Also where an execution of this name exists: how it ended is asked for in either case.
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "DescribeExecution" }],
    Next: "ReadTags",
  },
  DescribeExecution: {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:sfn:describeExecution",
    Parameters: {
      "ExecutionArn.$": `States.Format('${workflowArn.replace(":stateMachine:", ":execution:")}:{}', $.execution.name)`,
    },
    ResultPath: "$.ended",
    Retry: SERVICE_RETRY,
    Catch: orUndecided(),
    Next: "CheckEnd",
  },
  CheckEnd: {
    Type: "Choice",
    Choices: [
      { Variable: "$.ended.Status", StringEquals: "SUCCEEDED", Next: "ReadTags" },
      { Variable: "$.ended.Status", StringEquals: "RUNNING", Next: "WaitForEnd" },
      { Variable: "$.ended.Status", StringEquals: "ABORTED", Next: "NameAgain" },
      { Variable: "$.ended.Error", IsPresent: true, Next: "Failed" },
    ],
    Default: "FailedWithoutCode",
  },
  WaitForEnd: { Type: "Wait", Seconds: WAIT_SECONDS, Next: "DescribeExecution" },
  // It was stopped with an earlier attempt at this run, and its name is taken for 90 days: the next name follows from it.
  NameAgain: {
    Type: "Pass",
    Parameters: { "name.$": "States.Hash(States.Format('{}/again', $.execution.name), 'SHA-256')" },
    ResultPath: "$.execution",
    Next: "ProcessObject",
  },
  Failed: recordAs("failed", "$.ended.Error", "$.execution.name"),
  FailedWithoutCode: recordAs("failed", "$.ended.Status", "$.execution.name"),
});

/**
 * An object that could be processed is not in quarantine any more; the reason of then stays where it is. The mark had replaced
 * all tags of the version, so all of them go.
 */
const clearQuarantineStates = ({ rawBucketName }: ItemTargets) => {
  const version = { Bucket: rawBucketName, "Key.$": "$.object.Key", "VersionId.$": "$.version.id" };
  const task = (action: string, rest: object) => ({
    Type: "Task",
    Resource: `arn:aws:states:::aws-sdk:s3:${action}`,
    Retry: SERVICE_RETRY,
    Catch: orUndecided(),
    ...rest,
  });
  return {
    ReadTags: task("getObjectTagging", {
      Parameters: version,
      ResultSelector: { "set.$": "$.TagSet" },
      ResultPath: "$.tags",
      Next: "CheckQuarantine",
    }),
    CheckQuarantine: {
      Type: "Choice",
      Choices: [
        { Or: Array.from({ length: MOST_TAGS }, (_, index) => isQuarantine(index)), Next: "ClearQuarantine" },
      ],
      Default: "Succeeded",
    },
    ClearQuarantine: task("deleteObjectTagging", {
      Parameters: version,
      ResultPath: null,
      Next: "Succeeded",
    }),
    Succeeded: recordAs("succeeded", "'OK'", "$.execution.name"),
  };
};

/** Of one object, as S3 has it. */
const MOST_TAGS = 10;

const isQuarantine = (index: number) => ({
  And: [
    { Variable: `$.tags.set[${index}].Key`, IsPresent: true },
    { Variable: `$.tags.set[${index}].Key`, StringEquals: "quarantine" },
  ],
});

/** An item that ends so has no record: the same run, resumed, takes it up again. */
const orUndecided = () => [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Undecided" }];
