import { PutObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planToBuffer, planWrite } from "../../../dicom";
import { ctSlice } from "../../../src/cli/local/demo/demoObjects";
import { DEMO_PATIENTS } from "../../../src/cli/local/demo/identifiers";
import { startLocalStack, type ExecutionResult, type LocalStack } from "../../../src/local/localStack";
import { executionNameOf } from "../../../src/pipeline/executionName";
import { bareObjectOf } from "../dicom/dataSets";
import { PROJECT_ROOT, type DeclaredResource, type DeclaredStack } from "../pulumi/declared";

export const STACK_PATIENT = DEMO_PATIENTS[0];

/** One slice of the demonstration's first patient. */
export const stackInstance = (number = 1): Promise<Uint8Array> =>
  planToBuffer(planWrite({ ...bareObjectOf([]), dataSet: ctSlice(STACK_PATIENT, number) }));

/** A declared stack that runs in a directory of its own, and what a test asks of it. */
export interface RunningStack {
  readonly stack: LocalStack;
  readonly directory: string;
  readonly s3: S3Client;
  readonly bucket: (output: string) => string;
  readonly keys: (output: string, prefix?: string) => Promise<string[]>;
  /** Puts an object into the raw bucket and waits for the end of its execution. */
  readonly process: (objectKey: string, body: Uint8Array) => Promise<ExecutionResult>;
  readonly close: () => Promise<void>;
}

/** @param state the directory of a stack that was stopped; a fresh one where absent */
export async function runStack(declaredStack: DeclaredStack, state?: string): Promise<RunningStack> {
  const directory = state ?? (await mkdtemp(join(tmpdir(), "running-stack-")));
  const stack = await startLocalStack({ directory, projectRoot: PROJECT_ROOT, declaredStack });
  const { endpoint, region, credentials, outputs } = stack;
  const s3 = new S3Client({ endpoint, region, credentials });
  const bucket = (output: string) => String(outputs[output]);
  return {
    ...{ stack, directory, s3, bucket },
    async keys(output, Prefix = "") {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket(output), Prefix }));
      return Contents.map(({ Key }) => Key!);
    },
    async process(objectKey, body) {
      const bucketName = bucket("rawBucketName");
      const put = new PutObjectCommand({ Bucket: bucketName, Key: objectKey, Body: body });
      const { VersionId: versionId } = await s3.send(put);
      return stack.waitForExecution(executionNameOf({ bucketName, objectKey, versionId: versionId! }));
    },
    async close() {
      s3.destroy();
      await stack.close();
      await rm(directory, { recursive: true });
    },
  };
}

interface Policy {
  readonly Statement: readonly { readonly Sid?: string }[];
}

/** The declaration with another policy of the resource of this type whose name ends so. */
export function withPolicy(
  stack: DeclaredStack,
  [type, nameEnd]: readonly [type: string, nameEnd: string],
  change: (policy: string) => string,
): DeclaredStack {
  const changed = (resource: DeclaredResource): DeclaredResource => {
    if (resource.type !== type || !resource.name.endsWith(nameEnd)) return resource;
    const before = String(resource.inputs.policy);
    const policy = change(before);
    if (policy === before) throw new Error(`nothing to change in the policy of ${resource.name}`);
    const { inputs, state } = resource;
    return { ...resource, inputs: { ...inputs, policy }, state: { ...state, policy } };
  };
  return { ...stack, resources: stack.resources.map(changed) };
}

/** The declaration with one statement less in a policy. */
export const withoutStatement = (
  stack: DeclaredStack,
  policy: readonly [type: string, nameEnd: string],
  sid: string,
): DeclaredStack =>
  withPolicy(stack, policy, (text) => {
    const document = JSON.parse(text) as Policy;
    const Statement = document.Statement.filter(({ Sid }) => Sid !== sid);
    return JSON.stringify({ ...document, Statement });
  });
