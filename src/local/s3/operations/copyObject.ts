import { objectArn } from "../protocol/authorization";
import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { parseAlgorithm } from "../protocol/requestBody";
import { parseCopySource } from "../protocol/requestTarget";
import { sendXml } from "../protocol/respond";
import { element } from "../protocol/xml";
import type { CopyOptions, CopySource } from "../store/writeObject";
import type { ObjectVersion } from "../model";
import { parseTaggingHeader } from "../protocol/tags";
import { describedContent, requestedEncryption } from "./attributes";
import { requestedRetention } from "./retention";
import { requestedStorageClass, requireReadable } from "./storageClass";
import { checksumElements, isoTime, quoted, versionIdOf, writtenHeaders } from "./elements";

/** What a copy of an object to itself may be for, beside other metadata. */
const MOVES_OR_ENCRYPTS = ["x-amz-server-side-encryption", "x-amz-storage-class"];

export async function copyObject(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, response, header, origin } = exchange;
  const { source, version } = await findCopySource(exchange);
  const replacesContent = directive(header("x-amz-metadata-directive")) === "REPLACE";
  const replacesTags = directive(header("x-amz-tagging-directive")) === "REPLACE";
  const itself = source.bucketName === bucketName && source.key === key && !source.named;
  const movesOrEncrypts = MOVES_OR_ENCRYPTS.some((name) => header(name) !== undefined);
  if (itself && !replacesContent && !movesOrEncrypts)
    throw new S3Error(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's " +
        "metadata, storage class, website redirect location or encryption attributes.",
    );
  if (!replacesTags && version.tags.length > 0) await requireTags(exchange, source);
  const encryption = requestedEncryption(exchange);
  await exchange.requireKey(encryption, "kms:GenerateDataKey");
  const options: CopyOptions = {
    encryption,
    ...requestedRetention(exchange),
    ...requestedStorageClass(exchange),
    origin,
    conditions: exchange.writeConditions(),
    attributes: replacesContent ? describedContent(exchange) : undefined,
    tags: replacesTags ? parseTaggingHeader(header("x-amz-tagging") ?? "") : undefined,
    algorithm: parseAlgorithm(header("x-amz-checksum-algorithm")),
  };
  const { copy } = await service.copyObject(source, bucketName, key, options);
  sendXml(
    response,
    element("CopyObjectResult", [
      element("ETag", quoted(copy.etag)),
      element("LastModified", isoTime(copy.lastModified)),
      ...checksumElements(copy.checksum),
    ]),
    {
      ...writtenHeaders(service, bucketName, copy),
      "x-amz-copy-source-version-id": versionIdOf(service, source.bucketName, version.versionId),
    },
  );
}

/** The source of a copy, with its version, so that what was checked is what is copied; `named` if the request named it. */
export async function findCopySource(
  exchange: Exchange,
): Promise<{ source: CopySource & { named: boolean }; version: ObjectVersion }> {
  const named = parseCopySource(exchange.header("x-amz-copy-source") ?? "");
  const { bucketName, key, versionId } = named;
  const version = await exchange.lookUp(bucketName, () =>
    exchange.service.objects.find(bucketName, key, versionId),
  );
  await exchange.requireKey(version.encryption, "kms:Decrypt");
  requireReadable(version);
  const conditions = exchange.readConditions("x-amz-copy-source-");
  const source = { ...named, conditions, versionId: version.versionId, named: versionId !== undefined };
  return { source, version };
}

async function requireTags(exchange: Exchange, source: CopySource & { named: boolean }): Promise<void> {
  const reading = source.named ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging";
  await exchange.require({ action: reading, resource: objectArn(source.bucketName, source.key) });
  const resource = objectArn(exchange.bucketName, exchange.key);
  await exchange.require({ action: "s3:PutObjectTagging", resource });
}

function directive(value: string | undefined): "COPY" | "REPLACE" {
  if (value === undefined || value === "COPY" || value === "REPLACE") return value ?? "COPY";
  throw new S3Error("InvalidArgument", "Unknown metadata or tagging directive.");
}
