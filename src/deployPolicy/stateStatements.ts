import type { Statement } from "./deployPolicy";

export interface StateTarget {
  readonly bucketName: string;
  /** The project's name in Pulumi.yaml, and the stack's: what state is called by. */
  readonly project: string;
  readonly stack: string;
}

/**
 * Pulumi's state in S3, that of this stack alone, laid out as DIY backends are. A preview takes no lock, and writes nothing. What is
 * looked for and missing is an error to Pulumi unless it may list the bucket in a request without a prefix.
 */
export function stateStatements(
  { bucketName, project, stack }: StateTarget,
  access: "read" | "write",
): Statement[] {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const snapshots = `.pulumi/stacks/${project}/`;
  const folders = ["history", "backups", "locks/organization"].map(
    (folder) => `.pulumi/${folder}/${project}/${stack}/`,
  );
  return [
    {
      Sid: "FindState",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [bucket],
      Condition: {
        StringLikeIfExists: {
          "s3:prefix": [".pulumi/stacks/", snapshots, `${snapshots}${stack}.json*`, ...folders],
        },
      },
    },
    {
      Sid: "ReadStateLayout",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: [`${bucket}/.pulumi/meta.yaml`],
    },
    {
      Sid: "UseState",
      Effect: "Allow",
      Action: ["s3:GetObject", ...(access === "write" ? ["s3:DeleteObject", "s3:PutObject"] : [])],
      Resource: [
        `${bucket}/${snapshots}${stack}.json*`,
        `${bucket}/${snapshots}${stack}.pulumi-tags`,
        ...folders.map((folder) => `${bucket}/${folder}*`),
      ],
    },
  ];
}
