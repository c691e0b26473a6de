import { getProject, getStack } from "@pulumi/pulumi";
import {
  deployStatements,
  keepOwnRights,
  KNOWN_TYPES,
  packStatements,
  type DeployTarget,
  type PolicyDocument,
} from "../../deployPolicy/deployPolicy";
import { useState } from "../../deployPolicy/useState";
import type { StackConfig } from "../config/stackConfig";

/** `deploy` changes everything that the program may declare but its own rights; `preview` looks. */
export type GithubRoleName = "deploy" | "preview";

/** The managed policies of a role. How many there are does not depend on which account it is. */
export function githubRights(
  role: GithubRoleName,
  config: StackConfig,
  accountId: string,
): readonly PolicyDocument[] {
  const { projectName, environment, region, permissionsBoundaryArn, stateBucketName } = config;
  const bucketNames = [config.rawBucketName, config.processedBucketName, config.logsBucketName];
  const target: DeployTarget = {
    projectName,
    environment,
    region,
    accountId,
    bucketNames: bucketNames.filter((name) => name !== undefined),
    permissionsBoundary: permissionsBoundaryArn,
  };
  const access = role === "deploy" ? "write" : "read";
  // A change of the configuration may declare any type, and must be deployable like any other.
  const statements = deployStatements(KNOWN_TYPES, target, { access });
  return packStatements([
    ...(role === "deploy" ? [keepOwnRights(target)] : []),
    ...(stateBucketName === undefined
      ? []
      : useState({ bucketName: stateBucketName, project: getProject(), stack: getStack() }, access)),
    ...statements,
  ]);
}
