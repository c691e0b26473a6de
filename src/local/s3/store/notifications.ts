import { formEncode } from "./keys";
import type { NotificationRule, ObjectVersion } from "../model";

/** Names of events that are told here, without their `s3:`. */
export type EventName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectRemoved:DeleteMarkerCreated"
  | "ObjectTagging:Put"
  | "ObjectTagging:Delete";

export interface S3EventRecord {
  readonly eventVersion: string;
  readonly eventSource: "aws:s3";
  readonly awsRegion: string;
  /** ISO 8601. */
  readonly eventTime: string;
  readonly eventName: EventName;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: { readonly "x-amz-request-id": string; readonly "x-amz-id-2": string };
  readonly s3: {
    readonly s3SchemaVersion: "1.0";
    readonly configurationId: string;
    readonly bucket: {
      readonly name: string;
      readonly ownerIdentity: { readonly principalId: string };
      readonly arn: string;
    };
    readonly object: {
      /** Encoded as HTML forms do: a blank is `+`. */
      readonly key: string;
      readonly size?: number;
      readonly eTag?: string;
      readonly versionId?: string;
      /** Orders events of the same key: the later has the greater, as text. */
      readonly sequencer: string;
    };
  };
}

/** The body of an S3 notification. */
export interface S3Event {
  readonly Records: readonly S3EventRecord[];
}

export interface EventContext {
  readonly region: string;
  readonly bucketName: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly sequencer: string;
}

/** Whether a rule asks for this event; prefix and suffix are compared with the key in its case, as S3 does. */
export function matchesRule(rule: NotificationRule, name: EventName, key: string): boolean {
  const asked = rule.events.some(
    (event) =>
      event === `s3:${name}` || (event.endsWith(":*") && `s3:${name}`.startsWith(event.slice(0, -1))),
  );
  return asked && key.startsWith(rule.prefix ?? "") && key.endsWith(rule.suffix ?? "");
}

export function createEvent(
  rule: NotificationRule,
  name: EventName,
  version: ObjectVersion,
  context: EventContext,
): S3Event {
  const removed = name.startsWith("ObjectRemoved:");
  const record: S3EventRecord = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: context.region,
    eventTime: new Date(context.time).toISOString(),
    eventName: name,
    userIdentity: { principalId: "local" },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: { "x-amz-request-id": context.requestId, "x-amz-id-2": context.requestId },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: rule.id ?? rule.target,
      bucket: {
        name: context.bucketName,
        ownerIdentity: { principalId: "local" },
        arn: `arn:aws:s3:::${context.bucketName}`,
      },
      object: {
        key: formEncode(version.key),
        ...(removed ? {} : { size: version.sizeBytes, eTag: version.etag }),
        ...(version.versionId === "null" ? {} : { versionId: version.versionId }),
        sequencer: context.sequencer,
      },
    },
  };
  return { Records: [record] };
}
