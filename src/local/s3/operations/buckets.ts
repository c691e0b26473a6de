import type { Exchange } from "../protocol/exchange";
import { sendEmpty, sendXml } from "../protocol/respond";
import { element } from "../protocol/xml";
import { ownerElement } from "./elements";

export function listBuckets({ service, response }: Exchange): void {
  const buckets = service
    .bucketNames()
    .map((name) =>
      element("Bucket", [
        element("Name", name),
        element("CreationDate", new Date(service.bucket(name).configuration.createdAt).toISOString()),
      ]),
    );
  sendXml(response, element("ListAllMyBucketsResult", [ownerElement("Owner"), element("Buckets", buckets)]));
}

export function headBucket({ service, response }: Exchange): void {
  sendEmpty(response, 200, { "x-amz-bucket-region": service.region });
}

/** Buckets of the first region have no constraint. */
export function getBucketLocation({ service, response }: Exchange): void {
  sendXml(response, element("LocationConstraint", service.region === "us-east-1" ? "" : service.region));
}

export function getBucketVersioning({ service, response, bucketName }: Exchange): void {
  const { versioning } = service.bucket(bucketName).configuration;
  const status = { unversioned: undefined, enabled: "Enabled", suspended: "Suspended" }[versioning];
  sendXml(response, element("VersioningConfiguration", [element("Status", status)]));
}
