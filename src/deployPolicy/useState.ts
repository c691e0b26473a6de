import type { Statement } from "./deployPolicy";

/** Pulumi's state in S3. A preview takes no lock, and writes nothing. */
export const useState = (bucketName: string, access: "read" | "write"): Statement[] => [
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
