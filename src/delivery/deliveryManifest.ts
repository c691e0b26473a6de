import type * as v from "valibot";
import type { deliveryManifestSchema } from "./deliveryManifestSchema";

/** A batch of links and how many of them there are; JSON as it stands. */
export type DeliveryManifest = v.InferOutput<typeof deliveryManifestSchema>;

/** What became of one object of a batch. */
export type BatchEntry = DeliveryManifest["results"][number];

/** Counts the entries of a batch by what became of them. */
export function createDeliveryManifest(results: readonly BatchEntry[]): DeliveryManifest {
  const count = (status: BatchEntry["status"]) => results.filter((entry) => entry.status === status).length;
  return {
    total: results.length,
    ready: count("ready"),
    missing: count("missing"),
    failed: count("failed"),
    results: [...results],
  };
}
