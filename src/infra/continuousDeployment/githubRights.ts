import {
  deployStatements,
  keepOwnRights,
  KNOWN_TYPES,
  packStatements,
  type DeployTarget,
  type PolicyDocument,
  type Statement,
} from "../../deployPolicy/deployPolicy";
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
    ...(stateBucketName === undefined ? [] : useState(stateBucketName, access)),
    ...statements,
  ]);
}

/** Pulumi's state in S3. A preview takes no lock, and writes nothing. */
const useState = (bucketName: string, access: "read" | "write"): Statement[] => [
  {
    Sid: "FindState",
    Effect: "Allow",
    Action: ["s3:ListBucket"],
    Resource: [`arn:aws:s3:::${bucketName}`],
  },
  {
    Sid: "UseState",
    Effect: "Allow",
    Action: ["s3:GetObject", ...(access === "write" ? ["s3:DeleteObject", "s3:PutObject"] : [])],
    Resource: [`arn:aws:s3:::${bucketName}/.pulumi/*`],
  },
];
