import * as v from "valibot";
import { RAW_PREFIXES } from "../bucketPrefixes";
import { decodeEventKey } from "./eventKey";
import type { AnnouncedVersion } from "./ports";

/** A queue message that is not an S3 event notification of a kind that this code knows. */
export class MalformedMessageError extends Error {
  override readonly name = "MalformedMessageError";

  constructor(
    readonly code: "NOT_JSON" | "NOT_S3_EVENT" | "EVENT_VERSION" | "KEY_ENCODING" | "NO_VERSION_ID",
  ) {
    super(`the message is not processable: ${code}`);
  }
}

type IgnoredReason = "TEST_EVENT" | "OTHER_EVENT" | "OTHER_BUCKET" | "QUARANTINE_NOTE";

/** What one record of a message asks for. */
export type EventOutcome =
  | {
      readonly kind: "process";
      readonly object: AnnouncedVersion;
      /** When S3 had the object; `undefined` where the event does not say. */
      readonly arrivedAt: Date | undefined;
    }
  | { readonly kind: "ignore"; readonly reason: IgnoredReason };

const testEventSchema = v.object({ Event: v.literal("s3:TestEvent") });
const messageSchema = v.object({ Records: v.array(v.unknown()) });
const recordSchema = v.object({
  eventVersion: v.string(),
  eventSource: v.string(),
  eventName: v.string(),
  eventTime: v.optional(v.unknown()),
});
const objectSchema = v.object({
  s3: v.object({
    bucket: v.object({ name: v.string() }),
    object: v.object({
      key: v.string(),
      versionId: v.optional(v.string()),
      sequencer: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]+$/))),
    }),
  }),
});

/**
 * Reads the body of a queue message that holds S3 event notifications.
 *
 * @throws MalformedMessageError where any record cannot be understood; unknown fields are no fault, since
 *   S3 adds some with each minor version
 */
export function parseObjectEvents(body: string, rawBucketName: string): EventOutcome[] {
  const message = parseJson(body);
  if (v.is(testEventSchema, message)) return [{ kind: "ignore", reason: "TEST_EVENT" }];
  if (!v.is(messageSchema, message)) throw new MalformedMessageError("NOT_S3_EVENT");
  return message.Records.map((record) => parseRecord(record, rawBucketName));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new MalformedMessageError("NOT_JSON");
  }
}

function parseRecord(record: unknown, rawBucketName: string): EventOutcome {
  if (!v.is(recordSchema, record)) throw new MalformedMessageError("NOT_S3_EVENT");
  if (record.eventSource !== "aws:s3") return { kind: "ignore", reason: "OTHER_EVENT" };
  if (record.eventVersion.split(".")[0] !== "2") throw new MalformedMessageError("EVENT_VERSION");
  if (!/^(s3:)?ObjectCreated:/.test(record.eventName)) return { kind: "ignore", reason: "OTHER_EVENT" };
  if (!v.is(objectSchema, record)) throw new MalformedMessageError("NOT_S3_EVENT");
  const { bucket, object } = record.s3;
  if (bucket.name !== rawBucketName) return { kind: "ignore", reason: "OTHER_BUCKET" };
  const objectKey = decodeEventKey(object.key);
  if (objectKey === undefined) throw new MalformedMessageError("KEY_ENCODING");
  if (objectKey.startsWith(RAW_PREFIXES.quarantine)) return { kind: "ignore", reason: "QUARANTINE_NOTE" };
  // Without a version, a read could meet other bytes than those that were announced; nor would the execution's name be safe.
  if (!object.versionId || object.versionId === "null") throw new MalformedMessageError("NO_VERSION_ID");
  const { versionId, sequencer } = object;
  const version = { bucketName: bucket.name, objectKey, versionId };
  return {
    kind: "process",
    object: { ...version, ...(sequencer !== undefined && { sequencer }) },
    arrivedAt: parseTime(record.eventTime),
  };
}

/** A time is for a metric alone: one that cannot be read fails no object. */
function parseTime(text: unknown): Date | undefined {
  const time = new Date(typeof text === "string" ? text : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
