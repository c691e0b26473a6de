import { S3Error } from "../errors";
import type { RequestTarget } from "./requestTarget";

export type OperationName = (typeof ROUTES)[number]["operation"];

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly on: "service" | "bucket" | "object";
  /** Query parameters that have to be there; `list-type=2` with a value. */
  readonly query?: readonly string[];
  /** A header that has to be there. */
  readonly header?: string;
}

/** The first route that fits is taken, so the particular stand before the general. */
const ROUTES = [
  { operation: "ListBuckets", method: "GET", on: "service" },
  { operation: "HeadBucket", method: "HEAD", on: "bucket" },
  { operation: "GetBucketLocation", method: "GET", on: "bucket", query: ["location"] },
  { operation: "GetBucketVersioning", method: "GET", on: "bucket", query: ["versioning"] },
  { operation: "GetObjectLockConfiguration", method: "GET", on: "bucket", query: ["object-lock"] },
  { operation: "ListObjectVersions", method: "GET", on: "bucket", query: ["versions"] },
  { operation: "ListMultipartUploads", method: "GET", on: "bucket", query: ["uploads"] },
  { operation: "ListObjectsV2", method: "GET", on: "bucket", query: ["list-type=2"] },
  { operation: "ListObjects", method: "GET", on: "bucket" },
  { operation: "DeleteObjects", method: "POST", on: "bucket", query: ["delete"] },
  { operation: "HeadObject", method: "HEAD", on: "object" },
  { operation: "GetObjectTagging", method: "GET", on: "object", query: ["tagging"] },
  { operation: "GetObjectRetention", method: "GET", on: "object", query: ["retention"] },
  { operation: "ListParts", method: "GET", on: "object", query: ["uploadId"] },
  { operation: "GetObject", method: "GET", on: "object" },
  { operation: "PutObjectTagging", method: "PUT", on: "object", query: ["tagging"] },
  { operation: "PutObjectRetention", method: "PUT", on: "object", query: ["retention"] },
  {
    operation: "UploadPartCopy",
    method: "PUT",
    on: "object",
    query: ["partNumber", "uploadId"],
    header: "x-amz-copy-source",
  },
  { operation: "UploadPart", method: "PUT", on: "object", query: ["partNumber", "uploadId"] },
  { operation: "CopyObject", method: "PUT", on: "object", header: "x-amz-copy-source" },
  { operation: "PutObject", method: "PUT", on: "object" },
  { operation: "CreateMultipartUpload", method: "POST", on: "object", query: ["uploads"] },
  { operation: "CompleteMultipartUpload", method: "POST", on: "object", query: ["uploadId"] },
  { operation: "DeleteObjectTagging", method: "DELETE", on: "object", query: ["tagging"] },
  { operation: "AbortMultipartUpload", method: "DELETE", on: "object", query: ["uploadId"] },
  { operation: "DeleteObject", method: "DELETE", on: "object" },
] as const satisfies readonly Route[];

/** Parameters that make a request another operation; one that no route asks for is not to be passed over. */
const SUBRESOURCES = new Set(
  (
    "accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle " +
    "location logging metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock " +
    "renameObject replication requestPayment restore retention select session tagging torrent uploadId uploads " +
    "versioning versions website"
  ).split(" "),
);

/** @throws S3Error NotImplemented for what S3 has and this has not, MethodNotAllowed for the rest */
export function routeRequest(
  method: string,
  target: RequestTarget,
  header: (name: string) => string | undefined,
): OperationName {
  const on = target.bucketName === undefined ? "service" : target.key === undefined ? "bucket" : "object";
  const subresources = [...target.query.keys()].filter((name) => SUBRESOURCES.has(name));
  const candidates: readonly (Route & { readonly operation: OperationName })[] = ROUTES;
  const route = candidates.find(
    (candidate) =>
      candidate.method === method &&
      candidate.on === on &&
      (candidate.header === undefined || header(candidate.header) !== undefined) &&
      (candidate.query ?? []).every((parameter) => hasParameter(target.query, parameter)) &&
      subresources.every((name) => candidate.query?.includes(name)),
  );
  if (route) return route.operation;
  if (subresources.length > 0 || method === "PUT" || method === "POST" || method === "DELETE")
    throw new S3Error("NotImplemented", "This local S3 does not have the operation you asked for.");
  throw new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.");
}

function hasParameter(query: ReadonlyMap<string, string>, parameter: string): boolean {
  const [name = "", value] = parameter.split("=");
  return query.has(name) && (value === undefined || query.get(name) === value);
}
