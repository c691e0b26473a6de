import { tagConditionKeys } from "../protocol/conditionKeys";
import { objectArn } from "../protocol/authorization";
import type { Exchange } from "../protocol/exchange";
import type { Tag } from "../model";
import { sendEmpty, sendXml } from "../protocol/respond";
import { parseTagging } from "../protocol/tags";
import { readWhole } from "../store/uploadBody";
import { element } from "../protocol/xml";
import { parseDocument } from "../protocol/xmlReader";
import { versionIdOf } from "./elements";

const MAX_DOCUMENT_BYTES = 64 * 1024;

export async function getObjectTagging(exchange: Exchange): Promise<void> {
  const { service, bucketName, response } = exchange;
  const version = await exchange.findVersion();
  const tags = version.tags.map(({ key, value }) =>
    element("Tag", [element("Key", key), element("Value", value)]),
  );
  sendXml(response, element("Tagging", [element("TagSet", tags)]), {
    "x-amz-version-id": versionIdOf(service, bucketName, version.versionId),
  });
}

export async function putObjectTagging(exchange: Exchange): Promise<void> {
  const tags = parseTagging(parseDocument(await readWhole(exchange.body(), MAX_DOCUMENT_BYTES), "Tagging"));
  // The tags are not known before the body, so a policy on them is asked here.
  const action = exchange.versionId === undefined ? "s3:PutObjectTagging" : "s3:PutObjectVersionTagging";
  const resource = objectArn(exchange.bucketName, exchange.key);
  await exchange.require({ action, resource }, tagConditionKeys("s3:RequestObjectTag", tags));
  await setTags(exchange, tags, 200);
}

export async function deleteObjectTagging(exchange: Exchange): Promise<void> {
  await setTags(exchange, [], 204);
}

async function setTags(exchange: Exchange, tags: readonly Tag[], statusCode: number): Promise<void> {
  const { service, bucketName, key, versionId, response, origin } = exchange;
  await exchange.findVersion();
  const version = await service.objects.setTags(bucketName, key, versionId, tags, origin);
  sendEmpty(response, statusCode, {
    "x-amz-version-id": versionIdOf(service, bucketName, version.versionId),
  });
}
