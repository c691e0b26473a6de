import { checksumHeader, type ChecksumAlgorithm } from "../checksums/checksums";
import type { Exchange } from "../protocol/exchange";
import { parseCopyRange } from "../protocol/ranges";
import { sendEmpty, sendXml } from "../protocol/respond";
import { element } from "../protocol/xml";
import { findCopySource } from "./copyObject";
import { encryptionHeaders, isoTime, partChecksumElements, quoted, versionIdOf } from "./elements";

export async function uploadPart(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, response } = exchange;
  const { uploadId, partNumber, encryption } = await openUpload(exchange);
  const part = await service.uploads.putPart(bucketName, key, uploadId, partNumber, exchange.body());
  const checksums = (Object.entries(part.checksums) as [ChecksumAlgorithm, string][]).map(
    ([algorithm, value]) => [checksumHeader(algorithm), value] as const,
  );
  sendEmpty(response, 200, {
    etag: quoted(part.etag),
    ...Object.fromEntries(checksums),
    ...encryptionHeaders(encryption),
  });
}

export async function uploadPartCopy(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, response, header } = exchange;
  const { uploadId, partNumber, encryption } = await openUpload(exchange);
  const range = parseCopyRange(header("x-amz-copy-source-range"));
  const { source, version } = await findCopySource(exchange);
  const { part } = await service.uploads.copyPart(bucketName, key, uploadId, partNumber, source, range);
  sendXml(
    response,
    element("CopyPartResult", [
      element("ETag", quoted(part.etag)),
      element("LastModified", isoTime(part.lastModified)),
      ...partChecksumElements(part.checksums),
    ]),
    {
      ...encryptionHeaders(encryption),
      "x-amz-copy-source-version-id": versionIdOf(service, source.bucketName, version.versionId),
    },
  );
}

async function openUpload(exchange: Exchange) {
  const { service, bucketName, key, query } = exchange;
  const uploadId = query.get("uploadId") ?? "";
  const { encryption } = service.uploads.find(bucketName, key, uploadId).upload.attributes;
  await exchange.requireKey(encryption, "kms:Decrypt", "kms:GenerateDataKey");
  return { uploadId, partNumber: Number(query.get("partNumber")), encryption };
}
