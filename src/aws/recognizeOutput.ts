import { PlanSource } from "../../dicom/write/planSource";
import type { WritePlan } from "../../dicom/write/writePlan";
import type { CurrentOutput, WrittenOutput } from "../pipeline/ports";
import { scannedBytesOf, streamedOutput, wholeOutput } from "./outputBytes";
import { outputFormOf } from "./outputForm";
import { sentBytesOf, watchedParts } from "./uploadWithCopies";

/**
 * Tells whether an output is what the plan makes, by its checksum where that can be had without S3's help, else by its
 * size. All that is checked before an output is written is checked here too; nothing is sent.
 */
export async function recognizeOutput(
  plan: WritePlan,
  { versionId, sizeBytes, checksum }: CurrentOutput,
): Promise<WrittenOutput | undefined> {
  const form = outputFormOf(plan);
  if (form.kind === "whole") {
    const { bytes, sha256, scannedBytes } = await wholeOutput(plan);
    const own = { algorithm: "SHA-256", value: sha256.toString("hex") } as const;
    if (checksum?.algorithm !== own.algorithm || checksum.value !== own.value) return undefined;
    return { versionId, sizeBytes, sentBytes: bytes.length, scannedBytes, checksum: own };
  }
  if (sizeBytes !== plan.sizeBytes) return undefined;
  if (form.kind === "copied") {
    if (checksum?.algorithm !== "CRC-64/NVME") return undefined;
    const watch = plan.checks?.watch();
    await plan.checks?.verify(new PlanSource(plan));
    await goThrough(watchedParts(form.parts, watch));
    const sentBytes = sentBytesOf(form.parts);
    return { versionId, sizeBytes, sentBytes, scannedBytes: scannedBytesOf(watch), checksum };
  }
  const { chunks, result } = await streamedOutput(plan);
  await goThrough(chunks);
  const { scannedBytes, sha256 } = result();
  const own = { algorithm: "SHA-256", value: sha256.toString("hex") } as const;
  return { versionId, sizeBytes, sentBytes: sizeBytes, scannedBytes, checksum: own };
}

async function goThrough(items: AsyncIterable<unknown>): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
