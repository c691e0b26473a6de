import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { listObjects as list } from "../store/listing";
import type { ObjectVersion } from "../model";
import { sendXml } from "../protocol/respond";
import { element, type XmlElement } from "../protocol/xml";
import { isoTime, ownerElement, quoted } from "./elements";
import { commonPrefixElements, listParameters, type ListParameters } from "./listParameters";

export function listObjects(exchange: Exchange): void {
  const { service, bucketName, response, query } = exchange;
  const parameters = listParameters(exchange);
  const { prefix, delimiter, maxKeys, encode, encodingType } = parameters;
  const marker = query.get("marker") ?? "";
  const page = list(service.bucket(bucketName), parameters, marker);
  const nextMarker = page.isTruncated && delimiter !== "" ? encode(page.lastKey ?? "") : undefined;
  sendXml(
    response,
    element("ListBucketResult", [
      element("Name", bucketName),
      element("Prefix", encode(prefix)),
      element("Marker", encode(marker)),
      element("MaxKeys", maxKeys),
      element("Delimiter", delimiter === "" ? undefined : encode(delimiter)),
      element("EncodingType", encodingType),
      element("IsTruncated", page.isTruncated),
      element("NextMarker", nextMarker),
      ...page.items.map((version) => contentsElement(version, parameters, true)),
      ...commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
}

export function listObjectsV2(exchange: Exchange): void {
  const { service, bucketName, response, query } = exchange;
  const parameters = listParameters(exchange);
  const { prefix, delimiter, maxKeys, encode, encodingType } = parameters;
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after");
  const after = token === undefined ? (startAfter ?? "") : readToken(token);
  const page = list(service.bucket(bucketName), parameters, after);
  const withOwner = query.get("fetch-owner") === "true";
  sendXml(
    response,
    element("ListBucketResult", [
      element("Name", bucketName),
      element("Prefix", encode(prefix)),
      element("Delimiter", delimiter === "" ? undefined : encode(delimiter)),
      element("StartAfter", startAfter === undefined ? undefined : encode(startAfter)),
      element("ContinuationToken", token),
      element("NextContinuationToken", page.isTruncated ? writeToken(page.lastKey ?? "") : undefined),
      element("KeyCount", page.items.length + page.commonPrefixes.length),
      element("MaxKeys", maxKeys),
      element("EncodingType", encodingType),
      element("IsTruncated", page.isTruncated),
      ...page.items.map((version) => contentsElement(version, parameters, withOwner)),
      ...commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
}

function contentsElement(version: ObjectVersion, { encode }: ListParameters, withOwner: boolean): XmlElement {
  return element("Contents", [
    element("Key", encode(version.key)),
    element("LastModified", isoTime(version.lastModified)),
    element("ETag", quoted(version.etag)),
    element("ChecksumAlgorithm", version.checksum?.algorithm),
    element("ChecksumType", version.checksum?.type),
    element("Size", version.sizeBytes),
    withOwner ? ownerElement("Owner") : undefined,
    element("StorageClass", version.storageClass ?? "STANDARD"),
  ]);
}

function writeToken(lastKey: string): string {
  return `1${Buffer.from(lastKey).toString("base64url")}`;
}

function readToken(token: string): string {
  if (!/^1[\w-]+$/.test(token))
    throw new S3Error("InvalidArgument", "The continuation token provided is incorrect", {
      fields: { ArgumentName: "continuation-token" },
    });
  return Buffer.from(token.slice(1), "base64url").toString();
}
