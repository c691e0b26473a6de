import { LOGS_PREFIXES, RAW_PREFIXES } from "../../bucketPrefixes";
import type { State } from "../stateMachines/states";
import { callTask } from "./callTask";
import { isPresentAnd } from "./choiceRules";

/** The answer where the run has started an execution for the item before. */
const ALREADY_EXISTS = "StepFunctions.ExecutionAlreadyExistsException";

type Outcome = "succeeded" | "failed" | "skipped" | "ignored";

/**
 * The state that says how an item ended, for the report. The outcome stands in the record's key, so that a report
 * of a million objects is a thousand requests; nothing in it is the object's key.
 *
 * @param code a path, or text between quotes
 * @param name a path or an intrinsic function, of what the record is called
 */
export const recordAs = (outcome: Outcome, code: string, name: string): State => ({
  Type: "Pass",
  Parameters: {
    outcome,
    "code.$": code.startsWith("$") ? code : `States.Format(${code})`,
    "executionName.$": name,
  },
  ResultPath: "$.record",
  Next: "NameRecord",
});

/**
 * From `$.record` to the end of an item's execution: its record, and success or failure, which is what the tolerance counts. An item
 * has failed where its execution did so in this attempt at the run; `$.error` is what came of starting it, absent
 * where it was not started.
 */
export const outcomeStates = (logsBucketName: string): Record<string, State> => ({
  NameRecord: {
    Type: "Pass",
    Parameters: {
      "key.$": `States.Format('${LOGS_PREFIXES.reprocessing}{}/{}/{}/{}.json', $.run, $.record.outcome, $.record.code, $.record.executionName)`,
    },
    ResultPath: "$.recordObject",
    Next: "WriteRecord",
  },
  WriteRecord: callTask("s3:putObject", {
    Parameters: {
      Bucket: logsBucketName,
      "Key.$": "$.recordObject.key",
      "Body.$": "$.record",
      ContentType: "application/json",
    },
    ResultPath: null,
    Next: "CheckOutcome",
  }),
  CheckOutcome: {
    Type: "Choice",
    Choices: [{ Variable: "$.record.outcome", StringEquals: "failed", Next: "CheckAttempt" }],
    Default: "ItemDone",
  },
  // What has failed before is told again, but counts no more: an attempt could never get past what ended the one before it.
  CheckAttempt: {
    Type: "Choice",
    Choices: [{ ...isPresentAnd("$.error.Error", { StringEquals: ALREADY_EXISTS }), Next: "ItemDone" }],
    Default: "ItemFailed",
  },
  ItemDone: { Type: "Pass", OutputPath: "$.record", End: true },
  ItemFailed: {
    Type: "Fail",
    ErrorPath: "$.record.code",
    Cause: `Where the object is in quarantine, its reason is in the raw bucket: ${RAW_PREFIXES.quarantine}<execution name>/reason.json`,
  },
  // Without a record: the same run, resumed, takes the item up again.
  Undecided: { Type: "Fail", Error: "UNDECIDED", Cause: "A service refused what the item needed" },
});
