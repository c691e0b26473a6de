import { objectArn } from "../protocol/authorization";
import { S3Error } from "../errors";
import type { Exchange } from "../protocol/exchange";
import type { ObjectAttributes, ObjectVersion, Retention } from "../model";
import { sendEmpty, sendXml, type ResponseHeaders } from "../protocol/respond";
import { element } from "../protocol/xml";
import { childText, parseDocument } from "../protocol/xmlReader";
import { checkObjectLock } from "../store/retention";
import { readWhole, type UploadBody } from "../store/uploadBody";
import { isoTime } from "./elements";

const MAX_DOCUMENT_BYTES = 64 * 1024;

const MODES = ["GOVERNANCE", "COMPLIANCE"] as const;

/** The retention that the headers of an upload ask for. */
export function requestedRetention({ header }: Exchange): Pick<ObjectAttributes, "retention"> {
  const [mode, until] = [header("x-amz-object-lock-mode"), header("x-amz-object-lock-retain-until-date")];
  if (mode === undefined && until === undefined) return {};
  if (mode === undefined || until === undefined)
    throw new S3Error(
      "InvalidArgument",
      "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
    );
  return { retention: parseRetention(mode, until) };
}

/** @throws S3Error InvalidRequest where an object that is to be locked comes without a checksum */
export function requireChecksum({ retention }: ObjectAttributes, body: UploadBody): void {
  if (retention === undefined || body.md5Base64 !== undefined || body.checksum !== undefined) return;
  throw new S3Error(
    "InvalidRequest",
    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
  );
}

/** What HEAD and GET say of a lock, to those who may know. */
export async function retentionHeaders(
  exchange: Exchange,
  { retention }: ObjectVersion,
): Promise<ResponseHeaders> {
  if (retention === undefined) return {};
  const resource = objectArn(exchange.bucketName, exchange.key);
  if (!(await exchange.allows({ action: "s3:GetObjectRetention", resource }))) return {};
  return {
    "x-amz-object-lock-mode": retention.mode,
    "x-amz-object-lock-retain-until-date": isoTime(retention.retainUntil),
  };
}

/** Whether the request asks for a lock in governance mode to be lifted. @throws S3Error AccessDenied where it may not */
export async function bypassesGovernance(exchange: Exchange, key: string): Promise<boolean> {
  if (exchange.header("x-amz-bypass-governance-retention")?.toLowerCase() !== "true") return false;
  const resource = objectArn(exchange.bucketName, key);
  await exchange.require({ action: "s3:BypassGovernanceRetention", resource });
  return true;
}

export function getObjectLockConfiguration({ service, bucketName, response }: Exchange): void {
  if (service.bucket(bucketName).configuration.objectLock !== true)
    throw new S3Error(
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket",
    );
  sendXml(response, element("ObjectLockConfiguration", [element("ObjectLockEnabled", "Enabled")]));
}

export async function getObjectRetention(exchange: Exchange): Promise<void> {
  const { service, bucketName, response } = exchange;
  checkObjectLock(service.bucket(bucketName).configuration.objectLock);
  const { retention } = await exchange.findVersion();
  if (retention === undefined)
    throw new S3Error(
      "NoSuchObjectLockConfiguration",
      "The specified object does not have a ObjectLock configuration",
    );
  sendXml(
    response,
    element("Retention", [
      element("Mode", retention.mode),
      element("RetainUntilDate", isoTime(retention.retainUntil)),
    ]),
  );
}

export async function putObjectRetention(exchange: Exchange): Promise<void> {
  const { service, bucketName, key, versionId, response } = exchange;
  checkObjectLock(service.bucket(bucketName).configuration.objectLock);
  const root = parseDocument(await readWhole(exchange.body(), MAX_DOCUMENT_BYTES), "Retention");
  const [mode, until] = [childText(root, "Mode"), childText(root, "RetainUntilDate")];
  const retention = mode === undefined && until === undefined ? undefined : parseRetention(mode, until);
  const bypass = await bypassesGovernance(exchange, key);
  await exchange.findVersion();
  await service.objects.setRetention(bucketName, key, versionId, retention, bypass);
  sendEmpty(response, 200);
}

function parseRetention(mode: string | undefined, until: string | undefined): Retention {
  const known = MODES.find((name) => name === mode);
  if (known === undefined) throw new S3Error("InvalidArgument", "Unknown wormMode directive.");
  const retainUntil = new Date(until ?? NaN).getTime();
  if (Number.isNaN(retainUntil))
    throw new S3Error("InvalidArgument", "The retain until date must be provided in ISO 8601 format");
  return { mode: known, retainUntil };
}
