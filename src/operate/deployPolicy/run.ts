import { rolesBoundary } from "../../deployPolicy/boundary";
import {
  deployStatements,
  packStatements,
  type ManagedPolicyDocument,
} from "../../deployPolicy/deployPolicy";
import type { DeployTarget } from "../../deployPolicy/arns";
import { stateStatements, type StateTarget } from "../../deployPolicy/stateStatements";
import { readProjectName, readStackFile } from "../../local/program/stackFile";
import { PROJECT_ROOT } from "../../projectRoot";
import { declaredTypes, readDeclaredProgram, type DeclaredProgram } from "../declaredProgram";
import { ANY_ACCOUNT, type DeployPolicyCommandOptions } from "./command";

const BOUNDARY_TO_BE = "arn:aws:iam::000000000000:policy/to-be-made";

/** What is to be used elsewhere goes to stdout, and what is said of it to stderr. */
interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

export async function runDeployPolicy(
  stack: string,
  options: DeployPolicyCommandOptions,
  { stdout, stderr }: Streams = process,
): Promise<void> {
  if (options.account === ANY_ACCOUNT)
    stderr.write("Warning: without --account <id> what is printed names any account (*).\n");
  const project = readProjectName(PROJECT_ROOT);
  if (options.printBoundary) {
    // A configuration that asks for a boundary has to be readable before there is one.
    const program = await readDeclaredProgram(stack, {
      [`${project}:permissionsBoundaryArn`]: BOUNDARY_TO_BE,
    });
    stdout.write(`${JSON.stringify(rolesBoundary(targetOf(program, options.account)))}\n`);
    return;
  }
  const program = await readDeclaredProgram(stack);
  const bucketName = readStackFile(PROJECT_ROOT, stack)[`${project}:stateBucketName`];
  const documents = deployPolicy(
    program,
    options,
    bucketName === undefined ? undefined : { bucketName, project, stack },
  );
  for (const document of documents) stdout.write(`${JSON.stringify(document)}\n`);
  stderr.write(
    `${documents.length} managed ${documents.length === 1 ? "policy" : "policies"}, one a line: docs/deployment.md, Deploying user, has the commands that make them\n`,
  );
}

/** The policies that deploying what a program declares takes. */
export function deployPolicy(
  program: DeclaredProgram,
  { account, boundary = declaredBoundary(program.resources), emptyBuckets }: DeployPolicyCommandOptions,
  state?: StateTarget,
): ManagedPolicyDocument[] {
  const target = { ...targetOf(program, account), permissionsBoundary: boundary };
  return packStatements([
    ...(state ? stateStatements(state, "write") : []),
    ...deployStatements(declaredTypes(program.resources), target, {
      access: "write",
      emptyBuckets: emptyBuckets === true,
    }),
  ]);
}

function targetOf(
  { resources, projectName, environment, region }: DeclaredProgram,
  accountId: string,
): DeployTarget {
  const bucketNames = resources
    .filter(({ type }) => type === "aws:s3/bucket:Bucket")
    .flatMap(({ inputs: { bucket } }) => (typeof bucket === "string" ? [bucket] : []));
  return { projectName, environment, region, accountId, bucketNames };
}

/** The one that every role of the program has, where one is configured. */
function declaredBoundary(resources: DeclaredProgram["resources"]): string | undefined {
  const boundaries = resources.map(({ inputs }) => inputs.permissionsBoundary);
  return boundaries.find((boundary) => typeof boundary === "string");
}
