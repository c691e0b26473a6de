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
import type { DeployPolicyCommandOptions } from "./command";

const BOUNDARY_TO_BE = "arn:aws:iam::000000000000:policy/to-be-made";

export async function runDeployPolicy(stack: string, options: DeployPolicyCommandOptions): Promise<void> {
  const project = readProjectName(PROJECT_ROOT);
  if (options.printBoundary) {
    // A configuration that asks for a boundary has to be readable before there is one.
    const program = await readDeclaredProgram(stack, {
      [`${project}:permissionsBoundaryArn`]: BOUNDARY_TO_BE,
    });
    process.stdout.write(`${JSON.stringify(rolesBoundary(targetOf(program, options.account)))}\n`);
    return;
  }
  const program = await readDeclaredProgram(stack);
  const bucketName = readStackFile(PROJECT_ROOT, stack)[`${project}:stateBucketName`];
  const documents = deployPolicy(
    program,
    options,
    bucketName === undefined ? undefined : { bucketName, project, stack },
  );
  for (const document of documents) process.stdout.write(`${JSON.stringify(document)}\n`);
  process.stderr.write(
    `${documents.length} managed ${documents.length === 1 ? "policy" : "policies"}, one a line: aws iam create-policy --policy-name … --policy-document …\n`,
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
