import {
  checksumElement,
  checksumHeader,
  type ChecksumAlgorithm,
  type StoredChecksum,
} from "../checksums/checksums";
import type { Encryption, ObjectVersion } from "../model";
import type { ResponseHeaders } from "../protocol/respond";
import type { S3Service } from "../service";
import { element, type XmlElement } from "../protocol/xml";

/** There is one account, and it owns all. */
const OWNER_ID = "local".padEnd(64, "0");

export function ownerElement(name: "Owner" | "Initiator"): XmlElement {
  return element(name, [element("ID", OWNER_ID), element("DisplayName", "local")]);
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function checksumHeaders(checksum: StoredChecksum | undefined): ResponseHeaders {
  return checksum
    ? { [checksumHeader(checksum.algorithm)]: checksum.value, "x-amz-checksum-type": checksum.type }
    : {};
}

export function checksumElements(checksum: StoredChecksum | undefined): (XmlElement | undefined)[] {
  return checksum
    ? [element(checksumElement(checksum.algorithm), checksum.value), element("ChecksumType", checksum.type)]
    : [];
}

export function partChecksumElements(
  checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>,
): (XmlElement | undefined)[] {
  return (Object.entries(checksums) as [ChecksumAlgorithm, string][]).map(([algorithm, value]) =>
    element(checksumElement(algorithm), value),
  );
}

export function encryptionHeaders({ algorithm, kmsKeyId }: Encryption): ResponseHeaders {
  return {
    "x-amz-server-side-encryption": algorithm,
    "x-amz-server-side-encryption-aws-kms-key-id": kmsKeyId,
  };
}

/** A bucket that never kept versions does not speak of them. */
export function versionIdOf(
  service: S3Service,
  bucketName: string,
  versionId: string | undefined,
): string | undefined {
  return service.bucket(bucketName).configuration.versioning === "unversioned" ? undefined : versionId;
}

/** What the answer to a write says about the version that it made. */
export function writtenHeaders(
  service: S3Service,
  bucketName: string,
  version: ObjectVersion,
): ResponseHeaders {
  return {
    ...encryptionHeaders(version.encryption),
    "x-amz-version-id": versionIdOf(service, bucketName, version.versionId),
  };
}
