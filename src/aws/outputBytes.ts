import { createHash, type Hash } from "node:crypto";
import { BufferSource } from "../../dicom/bytes/byteSource";
import { planToBuffer, watchedChunks } from "../../dicom/write/executePlan";
import type { OutputWatch } from "../../dicom/write/outputChecks";
import { PlanSource } from "../../dicom/write/planSource";
import type { WritePlan } from "../../dicom/write/writePlan";
import { canBeCut } from "./outputForm";
import { readPieces } from "./readPieces";

/** An output in memory, checked. */
export interface WholeOutput {
  readonly bytes: Uint8Array;
  readonly sha256: Buffer;
  readonly scannedBytes: number;
}

/** Makes all of an output's bytes and checks them. */
export async function wholeOutput(plan: WritePlan): Promise<WholeOutput> {
  const watch = plan.checks?.watch();
  const bytes = await checkedBytes(plan, watch);
  const sha256 = createHash("sha256").update(bytes).digest();
  return { bytes, sha256, scannedBytes: scannedBytesOf(watch) };
}

async function checkedBytes(plan: WritePlan, watch: OutputWatch | undefined): Promise<Uint8Array> {
  if (!canBeCut(plan)) return planToBuffer(plan, watch);
  const bytes = await readPieces(plan.segments, watch);
  watch?.end();
  await plan.checks?.verify(new BufferSource(bytes));
  return bytes;
}

/** An output chunk by chunk; what is known of it once the last chunk was taken. */
export interface StreamedOutput {
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  readonly result: () => {
    readonly sizeBytes: number;
    readonly scannedBytes: number;
    readonly sha256: Buffer;
  };
}

/** Makes an output's bytes one after the other, and checks them on the way. */
export async function streamedOutput(plan: WritePlan): Promise<StreamedOutput> {
  const watch = plan.checks?.watch();
  await plan.checks?.verify(new PlanSource(plan));
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const count = (chunk: Uint8Array) => void (sizeBytes += chunk.length);
  return {
    chunks: hashedChunks(plan, watch, hash, count),
    result: () => ({ sizeBytes, scannedBytes: scannedBytesOf(watch), sha256: hash.digest() }),
  };
}

async function* hashedChunks(
  plan: WritePlan,
  watch: OutputWatch | undefined,
  hash: Hash,
  count: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sizeBytes = 0;
  for await (const chunk of watchedChunks(plan, watch)) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    count(chunk);
    yield chunk;
  }
  if (sizeBytes !== plan.sizeBytes) throw new Error("the output has another size than its plan");
}

/** None where a plan has no checks: it was made by hand. */
export function scannedBytesOf(watch: OutputWatch | undefined): number {
  return watch?.seenBytes ?? 0;
}
