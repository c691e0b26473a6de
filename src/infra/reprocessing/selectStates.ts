import { RAW_PREFIXES } from "../../bucketPrefixes";
import { DICOM_SUFFIXES } from "../ingest/ingestQueue";
import { SERVICE_RETRY, type State } from "../stateMachines/states";
import { callTask, OR_UNDECIDED } from "./callTask";
import { isPresentAnd } from "./choiceRules";
import { recordAs } from "./outcomeStates";

/** Storage classes that an object has to be restored from before it can be read. */
const ARCHIVES = ["GLACIER", "DEEP_ARCHIVE"];

/** What S3 answers where an object was deleted after it was listed. */
const GONE = ["S3.NoSuchKeyException", "S3.NotFoundException"];

/** What an item's execution has, or would have; the version keeps it from being tried against guessed keys. */
const EXECUTION_NAME =
  "States.Hash(States.Format('{}/{}/{}', $.run, $.version.VersionId, $.object.Key), 'SHA-256')";

/** Where an item is in its list: what a record is named by where there is no version. */
const PLACE = "States.Format('{}-{}', $.list, $.index)";

const keyMatches = (pattern: string) => ({ Variable: "$.object.Key", StringMatches: pattern });

/** Intelligent-Tiering has archives of its own, which its storage class does not tell of. */
const IS_IN_ARCHIVE = {
  Or: [
    ...ARCHIVES.map((name) => isPresentAnd("$.version.StorageClass", { StringEquals: name })),
    { Variable: "$.version.ArchiveStatus", IsPresent: true },
  ],
};

/** While it is being restored, the request is ongoing. */
const IS_RESTORED = isPresentAnd("$.version.Restore", { StringMatches: 'ongoing-request="false"*' });

/**
 * From an item to `ProcessObject`, or to the record of why it is not processed: its version is pinned, and asked whether it is one to be taken
 * (a manifest tells of nothing but keys).
 */
export const selectStates = (rawBucketName: string): Record<string, State> => ({
  CheckKey: {
    Type: "Choice",
    Choices: [
      {
        And: [
          isPresentAnd("$.object.Key", { IsString: true }),
          { Not: { Variable: "$.object.Key", StringEquals: "" } },
        ],
        Next: "PinVersion",
      },
    ],
    Default: "WithoutKey",
  },
  WithoutKey: recordAs("failed", "'NO_KEY'", PLACE),
  PinVersion: callTask("s3:headObject", {
    Parameters: { Bucket: rawBucketName, "Key.$": "$.object.Key" },
    ResultPath: "$.version",
    Retry: [{ ErrorEquals: GONE, MaxAttempts: 0 }, ...SERVICE_RETRY],
    Catch: [{ ErrorEquals: GONE, ResultPath: "$.error", Next: "Vanished" }, ...OR_UNDECIDED],
    Next: "SelectObject",
  }),
  Vanished: recordAs("skipped", "'VANISHED'", PLACE),
  SelectObject: {
    Type: "Choice",
    Choices: [
      { ...keyMatches(`${RAW_PREFIXES.quarantine}*`), Next: "InQuarantine" },
      { And: DICOM_SUFFIXES.map((suffix) => ({ Not: keyMatches(`*${suffix}`) })), Next: "OtherSuffix" },
      { And: [IS_IN_ARCHIVE, { Not: IS_RESTORED }], Next: "Archived" },
    ],
    Default: "NameExecution",
  },
  InQuarantine: recordAs("ignored", "'QUARANTINE_FOLDER'", EXECUTION_NAME),
  OtherSuffix: recordAs("ignored", "'OTHER_SUFFIX'", EXECUTION_NAME),
  Archived: recordAs("skipped", "'ARCHIVED'", EXECUTION_NAME),
  // In the place of the whole state: what else S3 has told of the object, its metadata with it, goes no further.
  NameExecution: {
    Type: "Pass",
    Parameters: {
      "run.$": "$.run",
      object: { "Key.$": "$.object.Key" },
      version: { "VersionId.$": "$.version.VersionId" },
      execution: { "name.$": EXECUTION_NAME },
    },
    Next: "ProcessObject",
  },
});
