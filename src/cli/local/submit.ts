import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { executionNameOf } from "../../pipeline/executionName";
import { codeOf, type Input, type UnreadableInput } from "../inputs";
import { forEachConcurrently } from "./forEachConcurrently";
import type { StackClient } from "./stackClient";

/** A file that is in the raw bucket now. */
export interface Submission {
  readonly input: Input;
  /** Name of the execution that its version leads to. */
  readonly executionName: string;
}

export interface Submitted {
  readonly submissions: readonly Submission[];
  readonly unreadable: readonly UnreadableInput[];
}

const UPLOADS_AT_ONCE = 4;

/** Objects whose key ends otherwise start nothing: the notification's filter knows these two. */
const NOTIFIED_SUFFIX = /\.(dcm|DCM)$/;

/** Puts the files under `incoming/` in the raw bucket, as `aws s3 cp` would. */
export async function submit(client: StackClient, inputs: readonly Input[]): Promise<Submitted> {
  const submissions: Submission[] = [];
  const unreadable: UnreadableInput[] = [];
  await forEachConcurrently(inputs, UPLOADS_AT_ONCE, async (input) => {
    try {
      submissions.push({ input, executionName: await put(client, input) });
    } catch (error) {
      if (typeof (error as NodeJS.ErrnoException).syscall !== "string") throw error;
      unreadable.push({ path: input.path, code: codeOf(error) });
    }
  });
  submissions.sort((a, b) => inputs.indexOf(a.input) - inputs.indexOf(b.input));
  return { submissions, unreadable };
}

async function put({ s3, rawBucket }: StackClient, { path, relativePath }: Input): Promise<string> {
  const objectKey = `incoming/${NOTIFIED_SUFFIX.test(relativePath) ? relativePath : `${relativePath}.dcm`}`;
  const { size } = await stat(path);
  const { VersionId: versionId } = await s3.send(
    new PutObjectCommand({
      Bucket: rawBucket,
      Key: objectKey,
      Body: createReadStream(path),
      ContentLength: size,
    }),
  );
  return executionNameOf({ bucketName: rawBucket, objectKey, versionId: versionId ?? "null" });
}
