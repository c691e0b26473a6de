import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { PutObjectCommand, S3ServiceException } from "@aws-sdk/client-s3";
import { runBounded } from "../../aws/runBounded";
import { partBytesFor, uploadInParts } from "../../aws/uploadInParts";
import { executionNameOf } from "../../pipeline/executionName";
import { FILE_SYSTEM_SENTENCES } from "../failure";
import { codeOf, type Input } from "../inputs";
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

/** S3 takes no more by one request. */
const SINGLE_REQUEST_BYTES = 5 * 1024 ** 3;

/** Objects whose key ends otherwise start nothing: the notification's filter knows these two. */
const NOTIFIED_SUFFIX = /\.(dcm|DCM)$/;

/**
 * Puts the files under `incoming/` in the raw bucket, as `aws s3 cp` would.
 *
 * @param onSubmitted told of each execution to come
 * @param singleRequestBytes larger files are uploaded in parts
 */
export async function submit(
  client: StackClient,
  inputs: readonly Input[],
  onSubmitted: (executionName: string) => void,
  singleRequestBytes = SINGLE_REQUEST_BYTES,
): Promise<Submitted> {
  const refusals: Refusal[] = [];
  const submissions = await runBounded(inputs, UPLOADS_AT_ONCE, async (input) => {
    try {
      const executionName = await put(client, input, singleRequestBytes);
      onSubmitted(executionName);
      return { input, executionName };
    } catch (error) {
      refusals.push({ path: input.path, ...refusalOf(error) });
      return undefined;
    }
  });
  return { submissions: submissions.filter((submission) => submission !== undefined), refusals };
}

function refusalOf(error: unknown): Omit<Refusal, "path"> {
  if (error instanceof S3ServiceException && error.$fault === "client") {
    return { code: error.name, sentence: "S3 does not take it under its name" };
  }
  if (typeof (error as NodeJS.ErrnoException).syscall !== "string") throw error;
  const code = codeOf(error);
  return { code, sentence: FILE_SYSTEM_SENTENCES[code] };
}

async function put(
  { s3, rawBucket: bucketName }: StackClient,
  { path, relativePath }: Input,
  singleRequestBytes: number,
): Promise<string> {
  const objectKey = `incoming/${NOTIFIED_SUFFIX.test(relativePath) ? relativePath : `${relativePath}.dcm`}`;
  const { size } = await stat(path);
  const body = createReadStream(path);
  if (size > singleRequestBytes) {
    const target = { bucketName, objectKey, contentType: "application/dicom" };
    const chunks = body as AsyncIterable<Buffer>;
    const versionId = await uploadInParts(s3, target, chunks, partBytesFor(size));
    return executionNameOf({ bucketName, objectKey, versionId: versionId ?? "null" });
  }
  const { VersionId: versionId } = await s3.send(
    new PutObjectCommand({ Bucket: bucketName, Key: objectKey, Body: body, ContentLength: size }),
  );
  return executionNameOf({ bucketName, objectKey, versionId: versionId ?? "null" });
}
