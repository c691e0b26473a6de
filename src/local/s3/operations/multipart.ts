import {
  CHECKSUM_ALGORITHMS,
  checksumElement,
  type ChecksumAlgorithm,
  type ChecksumType,
} from "../checksums/checksums";
import type { CompletePart, CompleteRequest } from "../store/completeUpload";
import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { parseAlgorithm } from "../protocol/requestBody";
import { sendEmpty, sendXml } from "../protocol/respond";
import { readWhole } from "../store/uploadBody";
import { element } from "../protocol/xml";
import { childrenOf, childText, parseDocument, requiredText, type XmlNode } from "../protocol/xmlReader";
import { describedObject } from "./attributes";
import { checksumElements, encryptionHeaders, quoted, writtenHeaders } from "./elements";

const MAX_DOCUMENT_BYTES = 8 * 1024 ** 2;

export async function createMultipartUpload(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, response, header } = exchange;
  const attributes = describedObject(exchange);
  await exchange.requireKey(attributes.encryption, "kms:GenerateDataKey");
  const upload = await service.uploads.create(bucketName, key, {
    attributes,
    algorithm: parseAlgorithm(header("x-amz-checksum-algorithm")),
    checksumType: parseChecksumType(header("x-amz-checksum-type")),
  });
  sendXml(
    response,
    element("InitiateMultipartUploadResult", [
      element("Bucket", bucketName),
      element("Key", key),
      element("UploadId", upload.uploadId),
    ]),
    {
      ...encryptionHeaders(attributes.encryption),
      "x-amz-checksum-algorithm": upload.algorithm,
      "x-amz-checksum-type": upload.algorithm && upload.checksumType,
    },
  );
}

export async function completeMultipartUpload(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, response, query, origin } = exchange;
  const uploadId = query.get("uploadId") ?? "";
  const request = await readCompleteRequest(exchange);
  const open = service.bucket(bucketName).uploads.get(uploadId);
  if (open)
    await exchange.requireKey(open.upload.attributes.encryption, "kms:Decrypt", "kms:GenerateDataKey");
  const version = await service.uploads.complete(bucketName, key, uploadId, request, origin);
  sendXml(
    response,
    element("CompleteMultipartUploadResult", [
      element(
        "Location",
        `http://${exchange.header("host") ?? "localhost"}/${bucketName}/${encodeURIComponent(key)}`,
      ),
      element("Bucket", bucketName),
      element("Key", key),
      element("ETag", quoted(version.etag)),
      ...checksumElements(version.checksum),
    ]),
    writtenHeaders(service, bucketName, version),
  );
}

export async function abortMultipartUpload({
  service,
  bucketName,
  key,
  query,
  response,
}: Exchange): Promise<void> {
  await service.uploads.abort(bucketName, key, query.get("uploadId") ?? "");
  sendEmpty(response, 204);
}

/** A checksum in the header of this request is that of the object, not of the document. */
async function readCompleteRequest(exchange: Exchange): Promise<CompleteRequest> {
  const { header } = exchange;
  const { checksum, ...document } = exchange.body();
  const root = parseDocument(await readWhole(document, MAX_DOCUMENT_BYTES), "CompleteMultipartUpload");
  const size = header("x-amz-mp-object-size");
  const value = checksum?.value();
  return {
    parts: childrenOf(root, "Part").map(readPart),
    conditions: exchange.writeConditions(),
    checksum: checksum && value !== undefined ? { algorithm: checksum.algorithm, value } : undefined,
    checksumType: parseChecksumType(header("x-amz-checksum-type")),
    sizeBytes: size === undefined ? undefined : Number(size),
  };
}

function readPart(part: XmlNode): CompletePart {
  const checksums: Partial<Record<ChecksumAlgorithm, string>> = {};
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = childText(part, checksumElement(algorithm));
    if (value !== undefined) checksums[algorithm] = value;
  }
  return {
    partNumber: Number(requiredText(part, "PartNumber")),
    etag: requiredText(part, "ETag"),
    checksums,
  };
}

function parseChecksumType(value: string | undefined): ChecksumType | undefined {
  if (value === undefined || value === "FULL_OBJECT" || value === "COMPOSITE") return value;
  throw new S3Error("InvalidRequest", "Value for x-amz-checksum-type header is invalid.");
}
