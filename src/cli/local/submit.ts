import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { PutObjectCommand, S3ServiceException } from "@aws-sdk/client-s3";
import { executionNameOf } from "../../pipeline/executionName";
import { FILE_SYSTEM_SENTENCES } from "../failure";
import { codeOf, type Input } from "../inputs";
import { forEachConcurrently } from "./forEachConcurrently";
import type { StackClient } from "./stackClient";

/** A file that is in the raw bucket now. */
export interface Submission {
  readonly input: Input;
  /** Name of the execution that its version leads to. */
  readonly executionName: string;
}

/** A file that could not be put there. */
export interface Refusal {
  readonly path: string;
  readonly code: string;
  readonly sentence: string;
}

export interface Submitted {
  readonly submissions: readonly Submission[];
  readonly refusals: readonly Refusal[];
}

const UPLOADS_AT_ONCE = 4;

/** Objects whose key ends otherwise start nothing: the notification's filter knows these two. */
const NOTIFIED_SUFFIX = /\.(dcm|DCM)$/;

/**
 * Puts the files under `incoming/` in the raw bucket, as `aws s3 cp` would.
 *
 * @param onSubmitted told of each execution to come
 */
export async function submit(
  client: StackClient,
  inputs: readonly Input[],
  onSubmitted: (executionName: string) => void,
): Promise<Submitted> {
  const submissions: Submission[] = [];
  const refusals: Refusal[] = [];
  await forEachConcurrently(inputs, UPLOADS_AT_ONCE, async (input) => {
    try {
      const executionName = await put(client, input);
      submissions.push({ input, executionName });
      onSubmitted(executionName);
    } catch (error) {
      refusals.push({ path: input.path, ...refusalOf(error) });
    }
  });
  const order = new Map(inputs.map((input, index) => [input, index]));
  submissions.sort((a, b) => (order.get(a.input) ?? 0) - (order.get(b.input) ?? 0));
  return { submissions, refusals };
}

function refusalOf(error: unknown): Omit<Refusal, "path"> {
  if (error instanceof S3ServiceException && error.$fault === "client") {
    return { code: error.name, sentence: "S3 does not take it under its name" };
  }
  if (typeof (error as NodeJS.ErrnoException).syscall !== "string") throw error;
  const code = codeOf(error);
  return { code, sentence: FILE_SYSTEM_SENTENCES[code] };
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
