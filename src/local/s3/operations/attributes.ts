import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { STORED_HEADERS, type Encryption, type ObjectAttributes, type StoredHeader } from "../model";
import { requestedRetention } from "./retention";
import { requestedStorageClass } from "./storageClass";
import { parseTaggingHeader } from "../protocol/tags";

const METADATA_PREFIX = "x-amz-meta-";
const MAX_METADATA_BYTES = 2048;

/** Headers that would change what is stored or who sees it, and that this S3 does not act upon. */
const NOT_IMPLEMENTED = [
  "x-amz-server-side-encryption-customer-algorithm",
  "x-amz-object-lock-legal-hold",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
];

/** AWS's own key for S3 in an account, which everybody in it may use there. */
const AWS_MANAGED_KEY = "alias/aws/s3";

/** System headers and user metadata of an upload. */
export function describedContent({
  headers,
  header,
}: Exchange): Pick<ObjectAttributes, "headers" | "metadata"> {
  const refused = NOT_IMPLEMENTED.find((name) => header(name) !== undefined);
  if (refused !== undefined)
    throw new S3Error(
      "NotImplemented",
      "A header you provided implies functionality that is not implemented",
      {
        fields: { Header: refused },
      },
    );
  const stored: Partial<Record<StoredHeader, string>> = {};
  for (const name of STORED_HEADERS) {
    const value = name === "content-encoding" ? withoutAwsChunked(header(name)) : header(name);
    if (value !== undefined) stored[name] = value;
  }
  const metadata: Record<string, string> = {};
  for (const [name, value] of headers)
    if (name.startsWith(METADATA_PREFIX)) metadata[name.slice(METADATA_PREFIX.length)] = value;
  const sizeBytes = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    0,
  );
  if (sizeBytes > MAX_METADATA_BYTES)
    throw new S3Error("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
  return { headers: stored, metadata };
}

export function metadataHeaders(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [`${METADATA_PREFIX}${name}`, value]),
  );
}

/** `aws-chunked` is of the transfer, not of the object. */
function withoutAwsChunked(contentEncoding: string | undefined): string | undefined {
  const codings = (contentEncoding ?? "")
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "aws-chunked");
  return codings.length > 0 ? codings.join(",") : undefined;
}

/** The encryption asked for, or else the bucket's; of the bucket's key nothing is left where KMS is asked for without one. */
export function requestedEncryption({ header, service, bucketName }: Exchange): Encryption {
  const algorithm = header("x-amz-server-side-encryption");
  if (algorithm === undefined) return service.bucket(bucketName).configuration.encryption;
  if (algorithm === "AES256") return { algorithm };
  if (algorithm !== "aws:kms")
    throw new S3Error("InvalidArgument", "The encryption method specified is not supported");
  const kmsKeyId = header("x-amz-server-side-encryption-aws-kms-key-id") ?? AWS_MANAGED_KEY;
  return { algorithm, kmsKeyId };
}

export function describedObject(exchange: Exchange): ObjectAttributes {
  return {
    ...describedContent(exchange),
    tags: parseTaggingHeader(exchange.header("x-amz-tagging") ?? ""),
    encryption: requestedEncryption(exchange),
    ...requestedRetention(exchange),
    ...requestedStorageClass(exchange),
  };
}
