import * as v from "valibot";
import { bucketName, text } from "./values";

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
