import { randomUUID } from "node:crypto";
import type { SdkIntegration } from "../sdkIntegration";
import { TaskFailure } from "../taskFailure";

/** How the execution of one item ended. */
export interface ItemResult {
  readonly executionArn: string;
  readonly status: "SUCCEEDED" | "FAILED";
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: string | undefined;
}

/**
 * Writes the results of a distributed Map as Step Functions does with `COMPACT`: outputs of what succeeded; of what failed
 * the input too.
 *
 * @returns what the Map state answers
 * @throws TaskFailure `States.ResultWriterFailed`
 */
export async function writeMapResults(
  results: readonly ItemResult[],
  mapRunArn: string,
  { Bucket, Prefix }: { readonly Bucket: string; readonly Prefix: string },
  sdk: SdkIntegration,
): Promise<object> {
  const folder = [Prefix.replace(/\/$/, ""), randomUUID()].filter((part) => part !== "").join("/");
  const failed = results.filter(({ status }) => status === "FAILED");
  const files = {
    SUCCEEDED: results.filter(({ status }) => status === "SUCCEEDED").map(({ output }) => output),
    FAILED: failed.map(({ executionArn, status, input, error }) => ({
      ExecutionArn: executionArn,
      Status: status,
      Input: JSON.stringify(input),
      Error: error,
    })),
    PENDING: [],
  };
  const put = (Key: string, Body: unknown) => sdk.call("s3", "putObject", { Bucket, Key, Body });
  try {
    const ResultFiles: Record<string, object[]> = {};
    for (const [status, entries] of Object.entries(files)) {
      ResultFiles[status] = [];
      if (entries.length === 0) continue;
      const Key = `${folder}/${status}_0.json`;
      await put(Key, entries);
      ResultFiles[status].push({ Key });
    }
    const Key = `${folder}/manifest.json`;
    await put(Key, { DestinationBucket: Bucket, MapRunArn: mapRunArn, ResultFiles });
    return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket, Key } };
  } catch (error) {
    const cause = error instanceof TaskFailure ? error.causeText : "the results cannot be written";
    throw new TaskFailure("States.ResultWriterFailed", cause);
  }
}
