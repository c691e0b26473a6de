import type { Exchange } from "../protocol/exchange";
import { listUploads } from "../store/listing";
import { sendXml } from "../protocol/respond";
import { element } from "../protocol/xml";
import { isoTime, ownerElement, partChecksumElements, quoted } from "./elements";
import { boundedCount, commonPrefixElements, listParameters } from "./listParameters";

export function listMultipartUploads(exchange: Exchange): void {
  const { service, bucketName, response, query } = exchange;
  const parameters = listParameters(exchange, "max-uploads");
  const { prefix, delimiter, maxKeys, encode, encodingType } = parameters;
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = keyMarker === "" ? undefined : query.get("upload-id-marker") || undefined;
  const page = listUploads(service.bucket(bucketName), parameters, { key: keyMarker, id: idMarker });
  const last = page.items.at(-1);
  const nextId = last?.key === page.lastKey ? last?.uploadId : undefined;
  sendXml(
    response,
    element("ListMultipartUploadsResult", [
      element("Bucket", bucketName),
      element("KeyMarker", encode(keyMarker)),
      element("UploadIdMarker", idMarker ?? ""),
      element("NextKeyMarker", page.isTruncated ? encode(page.lastKey ?? "") : undefined),
      element("NextUploadIdMarker", page.isTruncated ? nextId : undefined),
      element("Prefix", encode(prefix)),
      element("Delimiter", delimiter === "" ? undefined : encode(delimiter)),
      element("EncodingType", encodingType),
      element("MaxUploads", maxKeys),
      element("IsTruncated", page.isTruncated),
      ...page.items.map((upload) =>
        element("Upload", [
          element("Key", encode(upload.key)),
          element("UploadId", upload.uploadId),
          ownerElement("Initiator"),
          ownerElement("Owner"),
          element("StorageClass", upload.attributes.storageClass ?? "STANDARD"),
          element("Initiated", isoTime(upload.initiated)),
          element("ChecksumAlgorithm", upload.algorithm),
          element("ChecksumType", upload.algorithm && upload.checksumType),
        ]),
      ),
      ...commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
}

export function listParts(exchange: Exchange): void {
  const { service, bucketName, key, response, query } = exchange;
  const uploadId = query.get("uploadId") ?? "";
  const { upload, parts } = service.uploads.find(bucketName, key, uploadId);
  const maxParts = boundedCount(query.get("max-parts"), "max-parts");
  const marker = Number(query.get("part-number-marker") ?? "0") || 0;
  const rest = [...parts.values()]
    .filter((part) => part.partNumber > marker)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = rest.slice(0, maxParts);
  sendXml(
    response,
    element("ListPartsResult", [
      element("Bucket", bucketName),
      element("Key", key),
      element("UploadId", uploadId),
      ownerElement("Initiator"),
      ownerElement("Owner"),
      element("StorageClass", upload.attributes.storageClass ?? "STANDARD"),
      element("PartNumberMarker", marker),
      element("NextPartNumberMarker", page.at(-1)?.partNumber ?? 0),
      element("MaxParts", maxParts),
      element("IsTruncated", page.length < rest.length),
      element("ChecksumAlgorithm", upload.algorithm),
      element("ChecksumType", upload.algorithm && upload.checksumType),
      ...page.map((part) =>
        element("Part", [
          element("PartNumber", part.partNumber),
          element("LastModified", isoTime(part.lastModified)),
          element("ETag", quoted(part.etag)),
          element("Size", part.sizeBytes),
          ...partChecksumElements(part.checksums),
        ]),
      ),
    ]),
  );
}
