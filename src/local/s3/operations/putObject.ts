import type { Exchange } from "../protocol/exchange";
import { sendEmpty } from "../protocol/respond";
import { describedObject } from "./attributes";
import { checksumHeaders, quoted, writtenHeaders } from "./elements";
import { requireChecksum } from "./retention";

export async function putObject(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, response, origin } = exchange;
  const attributes = describedObject(exchange);
  await exchange.requireKey(attributes.encryption, "kms:GenerateDataKey");
  const conditions = exchange.writeConditions();
  const body = exchange.body();
  requireChecksum(attributes, body);
  const version = await service.putObject(bucketName, key, body, {
    attributes,
    conditions,
    origin,
  });
  sendEmpty(response, 200, {
    etag: quoted(version.etag),
    ...checksumHeaders(version.checksum),
    ...writtenHeaders(service, bucketName, version),
  });
}
