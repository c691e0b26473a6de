import { GetObjectCommand, GetObjectTaggingCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionCommandOutput,
} from "@aws-sdk/client-sfn";
import type { DeclaredStack } from "../pulumi/declared";
import { runStack, type RunningStack } from "./runningStack";

/** A stack whose raw objects go through the workflow again, and what a test asks of it. */
export interface Reprocessing extends RunningStack {
  /** Puts an object into the raw bucket; does not wait. */
  readonly put: (objectKey: string, body: Uint8Array | string) => Promise<unknown>;
  readonly text: (output: string, objectKey: string) => Promise<string>;
  /** `key=value`, of the current version of a raw object. */
  readonly tags: (objectKey: string) => Promise<string[]>;
  /** Names of executions that were started, of both state machines. */
  readonly started: string[];
  /** Answers how the execution of the distributed map ended. */
  readonly reprocess: (name: string, input: object) => Promise<DescribeExecutionCommandOutput>;
}

/** @param directory with the state of a stack that was stopped; a fresh one where absent */
export async function runReprocessing(declared: DeclaredStack, directory?: string): Promise<Reprocessing> {
  const running = await runStack(declared, directory);
  const { stack, s3, bucket } = running;
  const { endpoint, region, credentials, outputs } = stack;
  const sfn = new SFNClient({ endpoint, region, credentials });
  const Bucket = bucket("rawBucketName");
  const stateMachineArn = String(outputs.reprocessingStateMachineArn);
  const started: string[] = [];
  stack.onExecution((event) => {
    if (event.kind === "start") started.push(event.executionName);
  });
  return {
    ...running,
    started,
    put: (Key, Body) => s3.send(new PutObjectCommand({ Bucket, Key, Body })),
    async text(output, Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket(output), Key }));
      return Body!.transformToString();
    },
    async tags(Key) {
      const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
      return TagSet.map((tag) => `${tag.Key!}=${tag.Value!}`);
    },
    async reprocess(name, input) {
      const { executionArn } = await sfn.send(
        new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
      );
      await stack.waitForExecution(name);
      return sfn.send(new DescribeExecutionCommand({ executionArn }));
    },
    async close() {
      sfn.destroy();
      await running.close();
    },
  };
}

/** How an object ended, by the key of its record: `failed NOT_DICOM`. */
export const endOf = (recordKey: string): string => recordKey.split("/").slice(2, -1).join(" ");
