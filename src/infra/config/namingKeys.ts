import * as v from "valibot";
import { text } from "./values";

const bucketName = text(
  /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-)(?!.*-s3alias$)[a-z0-9](?:[a-z0-9-]{1,61})[a-z0-9]$/,
  "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens, without dots",
);

const tagValue = text(
  /^[\p{L}\p{N} _.:/=+@-]{1,256}$/u,
  "a tag's value: 1 to 256 letters, digits, spaces and _ . : / = + - @",
);

/** What things are called, and whose they are. */
export const namingKeys = {
  projectName: v.optional(
    text(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, "2 to 32 lower-case letters, digits and hyphens, a letter first"),
    "medical-imaging-pipeline",
  ),
  environment: text(
    /^[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?$/,
    "1 to 20 lower-case letters, digits and hyphens, such as dev or prod",
  ),
  rawBucketName: v.optional(bucketName),
  processedBucketName: v.optional(bucketName),
  logsBucketName: v.optional(bucketName),
  /** Tags `owner` and `costCenter` of every resource. */
  owner: v.optional(tagValue),
  costCenter: v.optional(tagValue),
};
