import type { DeliveryErrorCode } from "./deliveryErrors";
import type { PresignedUrl } from "./presignedUrl";

/** What became of one object of a batch. */
export type BatchEntry =
  | ({ readonly status: "ready" } & PresignedUrl)
  | {
      readonly status: "missing" | "failed";
      readonly bucketName: string;
      readonly objectKey: string;
      readonly error: { readonly code: DeliveryErrorCode; readonly message: string };
    };

/** A batch of links and how many of them there are; JSON as it stands. */
export interface DeliveryManifest {
  readonly total: number;
  readonly ready: number;
  readonly missing: number;
  readonly failed: number;
  readonly results: readonly BatchEntry[];
}

/** Counts the entries of a batch by what became of them. */
export function createDeliveryManifest(results: readonly BatchEntry[]): DeliveryManifest {
  const count = (status: BatchEntry["status"]) => results.filter((entry) => entry.status === status).length;
  return {
    total: results.length,
    ready: count("ready"),
    missing: count("missing"),
    failed: count("failed"),
    results,
  };
}
