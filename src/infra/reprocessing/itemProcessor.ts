import { SERVICE_RETRY, type State } from "../stateMachines/states";
import { WORKFLOW_SECONDS } from "../workflow/workflowDefinition";
import { callTask } from "./callTask";
import { isPresentAnd } from "./choiceRules";
import { outcomeStates, recordAs } from "./outcomeStates";
import { selectStates } from "./selectStates";

export interface ItemTargets {
  readonly rawBucketName: string;
  readonly logsBucketName: string;
  /** Of the workflow that processes an object, whether it has just arrived or not. */
  readonly workflowArn: string;
}

/** While the workflow's execution runs that an earlier attempt at the same item has started. */
const WAIT_SECONDS = 30;

/** For the workflow to end by its own timeout, and for that to be heard of. */
const PROCESS_SECONDS = WORKFLOW_SECONDS + 60 * 60;

/**
 * What happens to one object, `{ run, list, index, object: { Key } }`: its current version is pinned, and goes through the workflow in an
 * execution whose name is a hash of run, version and key. The name is what makes a run resumable: an item that
 * comes again in the same run finds its execution and starts nothing. Records have the same name. Whatever becomes of an item that
 * needs no other attempt, it leaves one.
 */
export const itemProcessor = (targets: ItemTargets) => ({
  StartAt: "CheckKey",
  States: {
    ...selectStates(targets.rawBucketName),
    ...executionStates(targets),
    ...clearQuarantineStates(targets),
    ...outcomeStates(targets.logsBucketName),
  } satisfies Record<string, State>,
});

const executionStates = ({ rawBucketName, workflowArn }: ItemTargets) => ({
  ProcessObject: {
    Type: "Task",
    Resource: "arn:aws:states:::states:startExecution.sync:2",
    Parameters: {
      StateMachineArn: workflowArn,
      "Name.$": "$.execution.name",
      Input: {
        bucketName: rawBucketName,
        "objectKey.$": "$.object.Key",
        "versionId.$": "$.version.VersionId",
      },
    },
    ResultPath: null,
    TimeoutSeconds: PROCESS_SECONDS,
    Retry: [{ ...SERVICE_RETRY[0], ErrorEquals: ["StepFunctions.ExecutionLimitExceededException"] }],
    // Also where an execution of this name exists: how it ended is asked for in either case.
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "DescribeExecution" }],
    Next: "ReadTags",
  },
  DescribeExecution: callTask("sfn:describeExecution", {
    Parameters: {
      "ExecutionArn.$": `States.Format('${workflowArn.replace(":stateMachine:", ":execution:")}:{}', $.execution.name)`,
    },
    ResultPath: "$.ended",
    Next: "CheckEnd",
  }),
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
  const version = { Bucket: rawBucketName, "Key.$": "$.object.Key", "VersionId.$": "$.version.VersionId" };
  return {
    ReadTags: callTask("s3:getObjectTagging", {
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
    ClearQuarantine: callTask("s3:deleteObjectTagging", {
      Parameters: version,
      ResultPath: null,
      Next: "Succeeded",
    }),
    Succeeded: recordAs("succeeded", "'OK'", "$.execution.name"),
  };
};

/** Of one object, as S3 has it. */
const MOST_TAGS = 10;

const isQuarantine = (index: number) =>
  isPresentAnd(`$.tags.set[${index}].Key`, { StringEquals: "quarantine" });
