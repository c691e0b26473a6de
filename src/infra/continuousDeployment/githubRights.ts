import { getProject, getStack } from "@pulumi/pulumi";
import {
  deployStatements,
  KNOWN_TYPES,
  packStatements,
  type ManagedPolicyDocument,
} from "../../deployPolicy/deployPolicy";
import { keepRightsStatements } from "../../deployPolicy/keepRightsStatements";
import { stateStatements } from "../../deployPolicy/stateStatements";
import type { StackConfig } from "../config/stackConfig";

/** `deploy` changes everything that the program may declare but its own rights; `preview` looks. */
export type GithubRoleName = "deploy" | "preview";

/** The managed policies of a role. How many there are does not depend on which account it is. */
export function githubRights(
  role: GithubRoleName,
  config: StackConfig,
  accountId: string,
): readonly ManagedPolicyDocument[] {
  const { projectName, environment, region, permissionsBoundaryArn, stateBucketName } = config;
  // parseStackConfig asks for it before it comes to this.
  if (permissionsBoundaryArn === undefined) throw new Error("permissionsBoundaryArn is not configured");
  const bucketNames = [config.rawBucketName, config.processedBucketName, config.logsBucketName];
  const target = {
    projectName,
    environment,
    region,
    accountId,
    bucketNames: bucketNames.filter((name) => name !== undefined),
    permissionsBoundary: permissionsBoundaryArn,
  };
  const access = role === "deploy" ? "write" : "read";
  // A change of the configuration may declare any type, and must be deployable like any other.
  const statements = deployStatements(KNOWN_TYPES, target, {
    access: role === "deploy" ? "ownRightsKept" : "read",
  });
  return packStatements([
    ...(role === "deploy" ? keepRightsStatements(target) : []),
    ...(stateBucketName === undefined
      ? []
      : stateStatements({ bucketName: stateBucketName, project: getProject(), stack: getStack() }, access)),
    ...statements,
  ]);
}
