import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { listVersions } from "../store/listing";
import { sendXml } from "../protocol/respond";
import { element } from "../protocol/xml";
import { isoTime, ownerElement, quoted } from "./elements";
import { commonPrefixElements, listParameters } from "./listParameters";

export function listObjectVersions(exchange: Exchange): void {
  const { service, bucketName, response, query } = exchange;
  const parameters = listParameters(exchange);
  const { prefix, delimiter, maxKeys, encode, encodingType } = parameters;
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("version-id-marker") || undefined;
  if (idMarker !== undefined && keyMarker === "")
    throw new S3Error("InvalidArgument", "A version-id marker cannot be specified without a key marker.", {
      fields: { ArgumentName: "version-id-marker" },
    });
  const page = listVersions(service.bucket(bucketName), parameters, { key: keyMarker, id: idMarker });
  const last = page.items.at(-1)?.version;
  const endsInVersion = last !== undefined && last.key === page.lastKey;
  sendXml(
    response,
    element("ListVersionsResult", [
      element("Name", bucketName),
      element("Prefix", encode(prefix)),
      element("KeyMarker", encode(keyMarker)),
      element("VersionIdMarker", idMarker ?? ""),
      element("MaxKeys", maxKeys),
      element("Delimiter", delimiter === "" ? undefined : encode(delimiter)),
      element("EncodingType", encodingType),
      element("IsTruncated", page.isTruncated),
      element("NextKeyMarker", page.isTruncated ? encode(page.lastKey ?? "") : undefined),
      element("NextVersionIdMarker", page.isTruncated && endsInVersion ? last.versionId : undefined),
      ...page.items.map(({ version, isLatest }) =>
        element(version.deleteMarker ? "DeleteMarker" : "Version", [
          element("Key", encode(version.key)),
          element("VersionId", version.versionId),
          element("IsLatest", isLatest),
          element("LastModified", isoTime(version.lastModified)),
          ...(version.deleteMarker
            ? []
            : [
                element("ETag", quoted(version.etag)),
                element("ChecksumAlgorithm", version.checksum?.algorithm),
                element("ChecksumType", version.checksum?.type),
                element("Size", version.sizeBytes),
                element("StorageClass", version.storageClass ?? "STANDARD"),
              ]),
          ownerElement("Owner"),
        ]),
      ),
      ...commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
}
