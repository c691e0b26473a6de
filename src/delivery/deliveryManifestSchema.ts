import * as v from "valibot";
import type { DeliveryErrorCode } from "./deliveryErrors";

const ERROR_CODES = [
  "INVALID_EXPIRY",
  "INVALID_OBJECT_KEY",
  "INVALID_OPTIONS",
  "OBJECT_NOT_FOUND",
  "ACCESS_DENIED",
  "SERVICE_ERROR",
] as const satisfies readonly DeliveryErrorCode[];

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const readySchema = v.strictObject({
  status: v.literal("ready"),
  url: v.pipe(v.string(), v.url()),
  bucketName: text,
  objectKey: text,
  expiresInSeconds: v.pipe(v.number(), v.integer(), v.minValue(1)),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
});

const unreadySchema = v.strictObject({
  status: v.picklist(["missing", "failed"]),
  bucketName: text,
  objectKey: text,
  error: v.strictObject({ code: v.picklist(ERROR_CODES), message: text }),
});

/** What became of a batch of links; the form of a manifest for whoever reads one back. */
export const deliveryManifestSchema = v.strictObject({
  total: count,
  ready: count,
  missing: count,
  failed: count,
  results: v.array(v.variant("status", [readySchema, unreadySchema])),
});
