import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import type { ObjectVersion } from "../model";
import { checkReadConditions } from "../store/preconditions";
import { formatContentRange, parseRange, type ByteRange } from "../protocol/ranges";
import { setHeaders, type ResponseHeaders } from "../protocol/respond";
import { metadataHeaders } from "./attributes";
import { retentionHeaders } from "./retention";
import { requireReadable, storageClassHeaders } from "./storageClass";
import { checksumHeaders, encryptionHeaders, quoted, versionIdOf } from "./elements";

/** Headers of the answer that a query can set, by the name of the parameter. */
const OVERRIDES = {
  "response-content-type": "content-type",
  "response-content-language": "content-language",
  "response-expires": "expires",
  "response-cache-control": "cache-control",
  "response-content-disposition": "content-disposition",
  "response-content-encoding": "content-encoding",
} as const;

export async function getObject(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, versionId, response } = exchange;
  const reader = await exchange.lookUp(bucketName, () => service.objects.open(bucketName, key, versionId));
  try {
    await exchange.requireKey(reader.version.encryption, "kms:Decrypt");
    requireReadable(reader.version);
    const lock = await retentionHeaders(exchange, reader.version);
    const { offset, lengthBytes } = writeHead(exchange, reader.version, lock);
    await pipeline(Readable.from(reader.read(offset, lengthBytes)), response);
  } finally {
    await reader.close();
  }
}

export async function headObject(exchange: Exchange): Promise<void> {
  const version = await exchange.findVersion();
  await exchange.requireKey(version.encryption, "kms:Decrypt");
  writeHead(exchange, version, await retentionHeaders(exchange, version));
  exchange.response.end();
}

/** Sets status and headers, and answers which bytes are to follow. */
function writeHead(exchange: Exchange, version: ObjectVersion, lock: ResponseHeaders): ByteRange {
  const { response, service, bucketName, query, header } = exchange;
  checkReadConditions(version, exchange.readConditions());
  const part = partRange(version, query.get("partNumber"));
  const range = part ?? parseRange(header("range"), version.sizeBytes);
  const whole = { offset: 0, lengthBytes: version.sizeBytes };
  const { lengthBytes } = range ?? whole;
  response.statusCode = range ? 206 : 200;
  const withChecksum =
    header("x-amz-checksum-mode")?.toUpperCase() === "ENABLED" && lengthBytes === version.sizeBytes;
  setHeaders(response, {
    "content-type": "binary/octet-stream",
    ...version.headers,
    ...metadataHeaders(version.metadata),
    ...overrides(query),
    ...encryptionHeaders(version.encryption),
    ...lock,
    ...storageClassHeaders(version),
    ...(withChecksum ? checksumHeaders(version.checksum) : {}),
    "accept-ranges": "bytes",
    "content-length": lengthBytes,
    "content-range": range && lengthBytes > 0 ? formatContentRange(range, version.sizeBytes) : undefined,
    etag: quoted(version.etag),
    "last-modified": new Date(version.lastModified).toUTCString(),
    "x-amz-mp-parts-count": part && version.uploadId !== undefined ? version.segments.length : undefined,
    "x-amz-tagging-count": version.tags.length > 0 ? version.tags.length : undefined,
    "x-amz-version-id": versionIdOf(service, bucketName, version.versionId),
  });
  return range ?? whole;
}

function overrides(query: ReadonlyMap<string, string>): ResponseHeaders {
  const headers: Record<string, string> = {};
  for (const [parameter, name] of Object.entries(OVERRIDES)) {
    const value = query.get(parameter);
    if (value === undefined) continue;
    if (/[^\t\x20-\x7e\xa0-\xff]/.test(value))
      throw new S3Error("InvalidArgument", "Header value cannot be represented using ISO-8859-1.", {
        fields: { ArgumentName: parameter },
      });
    headers[name] = value;
  }
  return headers;
}

/** The bytes of one part; an object in one piece has part 1 only. */
function partRange(version: ObjectVersion, partNumber: string | undefined): ByteRange | undefined {
  if (partNumber === undefined) return undefined;
  const index = Number(partNumber) - 1;
  const segment = version.segments[index];
  if (!segment) throw new S3Error("InvalidPartNumber", "The requested partnumber is not satisfiable");
  const offset = version.segments.slice(0, index).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { offset, lengthBytes: segment.sizeBytes };
}
