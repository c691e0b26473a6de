import { objectArn } from "../protocol/authorization";
import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import { sendEmpty, sendXml } from "../protocol/respond";
import { readWhole } from "../store/uploadBody";
import { element, type XmlElement } from "../protocol/xml";
import { childrenOf, childText, parseDocument, requiredText, type XmlNode } from "../protocol/xmlReader";
import { versionIdOf } from "./elements";
import { bypassesGovernance } from "./retention";

const MAX_DELETES = 1000;
const MAX_DOCUMENT_BYTES = 4 * 1024 ** 2;

export async function deleteObject(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, versionId, response, header, origin } = exchange;
  const bypassGovernance = versionId !== undefined && (await bypassesGovernance(exchange, key));
  const conditions = { ifMatch: header("if-match"), bypassGovernance };
  const outcome = await service.objects.delete(bucketName, key, versionId, conditions, origin);
  sendEmpty(response, 204, {
    "x-amz-version-id": versionIdOf(service, bucketName, outcome.versionId),
    "x-amz-delete-marker": outcome.deleteMarker ? "true" : undefined,
  });
}

export async function deleteObjects(exchange: Exchange): Promise<void> {
  const { response } = exchange;
  const body = exchange.body();
  if (body.md5Base64 === undefined && body.checksum === undefined)
    throw new S3Error("InvalidRequest", "Missing required header for this request: Content-MD5");
  const root = parseDocument(await readWhole(body, MAX_DOCUMENT_BYTES), "Delete");
  const objects = childrenOf(root, "Object");
  if (objects.length === 0 || objects.length > MAX_DELETES)
    throw new S3Error("MalformedXML", "The XML you provided did not name between 1 and 1000 objects.");
  const quiet = childText(root, "Quiet") === "true";
  const results: XmlElement[] = [];
  for (const object of objects) {
    const result = await deleteOne(exchange, object);
    if (!quiet || result.name === "Error") results.push(result);
  }
  sendXml(response, element("DeleteResult", results));
}

async function deleteOne(exchange: Exchange, object: XmlNode): Promise<XmlElement> {
  const { service, bucketName, origin } = exchange;
  const key = requiredText(object, "Key");
  const versionId = childText(object, "VersionId") || undefined;
  const named = [element("Key", key), element("VersionId", versionId)];
  try {
    const action = versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
    await exchange.require({ action, resource: objectArn(bucketName, key) });
    const bypassGovernance = versionId !== undefined && (await bypassesGovernance(exchange, key));
    const conditions = { ifMatch: childText(object, "ETag"), bypassGovernance };
    const outcome = await service.objects.delete(bucketName, key, versionId, conditions, origin);
    return element("Deleted", [
      ...named,
      element("DeleteMarker", outcome.deleteMarker || undefined),
      element("DeleteMarkerVersionId", outcome.deleteMarker ? outcome.versionId : undefined),
    ]);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return element("Error", [...named, element("Code", error.code), element("Message", error.message)]);
  }
}
