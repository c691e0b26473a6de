import { deployStatements, packStatements, type PolicyDocument } from "../../deployPolicy/deployPolicy";
import { useState, type StateTarget } from "../../deployPolicy/useState";
import { readProjectName, readStackFile } from "../../local/program/stackFile";
import { PROJECT_ROOT } from "../../projectRoot";
import { declaredTypes, readDeclaredProgram, type DeclaredProgram } from "../declaredProgram";
import type { DeployPolicyCommandOptions } from "./command";

export async function runDeployPolicy(stack: string, options: DeployPolicyCommandOptions): Promise<void> {
  const program = await readDeclaredProgram(stack);
  const project = readProjectName(PROJECT_ROOT);
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
  { resources, projectName, environment, region }: DeclaredProgram,
  { account, boundary = declaredBoundary(resources), emptyBuckets }: DeployPolicyCommandOptions,
  state?: StateTarget,
): PolicyDocument[] {
  const bucketNames = resources
    .filter(({ type }) => type === "aws:s3/bucket:Bucket")
    .flatMap(({ inputs: { bucket } }) => (typeof bucket === "string" ? [bucket] : []));
  const target = {
    projectName,
    environment,
    region,
    accountId: account,
    bucketNames,
    permissionsBoundary: boundary,
  };
  return packStatements([
    ...(state ? useState(state, "write") : []),
    ...deployStatements(declaredTypes(resources), target, {
      access: "write",
      emptyBuckets: emptyBuckets === true,
    }),
  ]);
}

/** The one that every role of the program has, where one is configured. */
function declaredBoundary(resources: DeclaredProgram["resources"]): string | undefined {
  const boundaries = resources.map(({ inputs }) => inputs.permissionsBoundary);
  return boundaries.find((boundary) => typeof boundary === "string");
}
