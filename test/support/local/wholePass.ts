import {
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planToBuffer, planWrite } from "../../../dicom";
import { ctSlice } from "../../../src/cli/local/demo/demoObjects";
import { DEMO_PATIENTS } from "../../../src/cli/local/demo/identifiers";
import type { CountedAccess } from "../../../src/local/iam/accessLedger";
import { startLocalStack, type ExecutionResult, type LocalStack } from "../../../src/local/localStack";
import type { DeclaredStack } from "../../../src/local/program";
import { executionNameOf } from "../../../src/pipeline/executionName";
import { uint16 } from "../dicom/bytes";
import { bareObjectOf, element } from "../dicom/dataSets";
import { PROJECT_ROOT } from "../pulumi/declared";

const PATIENT = DEMO_PATIENTS[0];

/** Long enough for an upload in parts whose pixels S3 copies: 13.5 MB of 16 bits. */
const LARGE_SIDE = 2600;

/** A CT image of the demo's patient; with `side`, of as many rows and columns, its pixels beginning with `inPixels`. */
export async function image(number: number, side?: number, inPixels = ""): Promise<Uint8Array> {
  const { elements } = ctSlice(PATIENT, number);
  if (side === undefined) return planToBuffer(planWrite(bareObjectOf(elements)));
  const pixels = Buffer.alloc(2 * side * side, 7);
  pixels.write(inPixels, "latin1");
  const larger = [
    element("Rows", uint16(side)),
    element("Columns", uint16(side)),
    element("PixelData", pixels, "OW"),
  ];
  return planToBuffer(planWrite(bareObjectOf([...elements, ...larger])));
}

/** What there is of a stack after some objects went through it. */
export interface Passed {
  /** How each object ended, by what it is; absent where no execution ended. */
  readonly results: Readonly<Record<string, ExecutionResult | undefined>>;
  readonly executions: number;
  readonly accesses: readonly CountedAccess[];
  readonly problems: readonly string[];
  readonly outputs: number;
  readonly openUploads: number;
  /** Content of accesses.jsonl. */
  readonly accessesFile: string;
}

/**
 * Takes one object of each kind through a declared stack: small ones, one that S3 copies, one whose upload in parts is given up, one that is
 * no DICOM file, one that is not there any more. Every event arrives twice. Then some of them are reprocessed.
 */
export function wholePass(declared: DeclaredStack): Promise<Passed> {
  const twice = { ...declared, resources: declared.resources.map(notifiedTwice) };
  const send = async (clients: Clients) => ({
    small: await put(clients, "in/Doe^Jane.dcm", await image(1)),
    upperCase: await put(clients, "in/SMALL.DCM", await image(2)),
    copied: await put(clients, "in/large.dcm", await image(3, LARGE_SIDE)),
    givenUp: await put(clients, "in/telling.dcm", await image(4, LARGE_SIDE, PATIENT.name)),
    rejected: await put(clients, "in/letter.dcm", Buffer.from("Dear colleague")),
    vanished: await startVanished(clients, "in/vanished"),
  });
  return pass(twice, send, reprocessSome);
}

/** Takes one small object, and one that is no DICOM file, through a declared stack. */
export function shortPass(declared: DeclaredStack): Promise<Passed> {
  return pass(declared, async (clients) => ({
    small: await put(clients, "in/small.dcm", await image(1)),
    rejected: await put(clients, "in/letter.dcm", Buffer.from("Dear colleague")),
  }));
}

interface Clients {
  readonly stack: LocalStack;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
}

/**
 * @param send answers the execution names by what was sent
 * @param afterwards what is done when all of that has ended, and shows in the accesses alone
 */
async function pass(
  declaredStack: DeclaredStack,
  send: (clients: Clients) => Promise<Record<string, string>>,
  afterwards: (clients: Clients) => Promise<void> = () => Promise.resolve(),
): Promise<Passed> {
  const directory = await mkdtemp(join(tmpdir(), "pass-"));
  const stack = await startLocalStack({ directory, projectRoot: PROJECT_ROOT, declaredStack });
  const { endpoint, region, credentials, outputs } = stack;
  const clients = {
    stack,
    s3: new S3Client({ endpoint, region, credentials }),
    sfn: new SFNClient({ endpoint, region, credentials }),
  };
  try {
    const ended = new Map<string, ExecutionResult>();
    stack.onExecution((event) => {
      if (event.kind === "end") ended.set(event.executionName, event);
    });
    const names = Object.entries(await send(clients));
    await stack.idle();
    const Bucket = String(outputs.processedBucketName);
    const { KeyCount = 0 } = await clients.s3.send(new ListObjectsV2Command({ Bucket }));
    const { Uploads = [] } = await clients.s3.send(new ListMultipartUploadsCommand({ Bucket }));
    const executions = ended.size;
    await afterwards(clients);
    return {
      results: Object.fromEntries(names.map(([kind, name]) => [kind, ended.get(name)])),
      executions,
      accesses: stack.accesses,
      problems: stack.problems,
      outputs: KeyCount,
      openUploads: Uploads.length,
      accessesFile: await readFile(join(directory, "accesses.jsonl"), "utf8"),
    };
  } finally {
    clients.s3.destroy();
    clients.sfn.destroy();
    await stack.close();
    await rm(directory, { recursive: true });
  }
}

/** Answers the name of the execution that the object's event starts. */
async function put({ stack, s3 }: Clients, objectKey: string, Body: Uint8Array): Promise<string> {
  const bucketName = String(stack.outputs.rawBucketName);
  const { VersionId = "" } = await s3.send(
    new PutObjectCommand({ Bucket: bucketName, Key: objectKey, Body }),
  );
  return executionNameOf({ bucketName, objectKey, versionId: VersionId });
}

/** Starts an execution for a version that was deleted after its event. */
async function startVanished(clients: Clients, objectKey: string): Promise<string> {
  const { stack, s3, sfn } = clients;
  const object = { Bucket: String(stack.outputs.rawBucketName), Key: objectKey };
  const { VersionId } = await s3.send(new PutObjectCommand({ ...object, Body: "soon gone" }));
  await s3.send(new DeleteObjectCommand({ ...object, VersionId }));
  await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: String(stack.outputs.stateMachineArn),
      name: "vanished",
      input: JSON.stringify({ bucketName: object.Bucket, objectKey, versionId: VersionId }),
    }),
  );
  return "vanished";
}

/** Sends a prefix and a manifest through the workflow again: objects with and without a mark of quarantine, and one that fails. */
async function reprocessSome({ stack, s3, sfn }: Clients): Promise<void> {
  const Bucket = String(stack.outputs.rawBucketName);
  const marked = { Key: "quarantine", Value: "PROCESSING_FAILED" };
  const mark = (Key: string, ...others: { Key: string; Value: string }[]) =>
    s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [...others, marked] } }));
  await mark("in/Doe^Jane.dcm");
  await mark("in/SMALL.DCM", { Key: "project", Value: "lung" });
  const lines = ["in/SMALL.DCM", "in/letter.dcm"].map((Key) => `${JSON.stringify({ Key })}\n`);
  const manifestKey = "manifests/some.jsonl";
  await s3.send(new PutObjectCommand({ Bucket, Key: manifestKey, Body: lines.join("") }));
  for (const [name, source] of [
    ["by-prefix", { prefix: "in/Doe" }],
    ["by-manifest", { manifestKey }],
  ] as const) {
    const stateMachineArn = String(stack.outputs.reprocessingStateMachineArn);
    const input = JSON.stringify({ run: name, ...source });
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    await stack.waitForExecution(name);
  }
}

/** Two rules that are alike make S3 tell each event twice, which it may do at any time. */
function notifiedTwice(resource: DeclaredStack["resources"][number]): DeclaredStack["resources"][number] {
  if (!resource.type.endsWith(":BucketNotification")) return resource;
  const queues = resource.inputs.queues as object[];
  const changed = {
    queues: [...queues, ...queues.map((rule, index) => ({ ...rule, id: `again-${index}` }))],
  };
  return {
    ...resource,
    inputs: { ...resource.inputs, ...changed },
    state: { ...resource.state, ...changed },
  };
}
