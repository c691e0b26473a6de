import { deployStatements, packStatements, type PolicyDocument } from "../../deployPolicy/deployPolicy";
import { declaredTypes, readDeclaredProgram, type DeclaredProgram } from "../declaredProgram";
import type { DeployPolicyCommandOptions } from "./command";

export async function runDeployPolicy(stack: string, options: DeployPolicyCommandOptions): Promise<void> {
  const documents = deployPolicy(await readDeclaredProgram(stack), options);
  for (const document of documents) process.stdout.write(`${JSON.stringify(document)}\n`);
  process.stderr.write(
    `${documents.length} managed ${documents.length === 1 ? "policy" : "policies"}, one a line: aws iam create-policy --policy-name … --policy-document …\n`,
  );
}

/** The policies that deploying what a program declares takes. */
export function deployPolicy(
  { resources, projectName, environment, region }: DeclaredProgram,
  { account, boundary, emptyBuckets }: DeployPolicyCommandOptions,
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
  return packStatements(
    deployStatements(declaredTypes(resources), target, {
      access: "write",
      emptyBuckets: emptyBuckets === true,
    }),
  );
}
