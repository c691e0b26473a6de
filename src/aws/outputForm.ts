import type { ByteSource } from "../../dicom/bytes/byteSource";
import type { WritePlan } from "../../dicom/write/writePlan";
import { outputParts, PART_COUNT_LIMIT, type OutputPart } from "./outputParts";
import { S3ByteSource } from "./s3ByteSource";

const MIB = 1024 * 1024;

/** Smaller outputs go in one request. */
const SINGLE_REQUEST_BYTES = 8 * MIB;

/** How an output goes to S3: in one request, as parts of which S3 copies some itself, or in parts one after the other. */
export type OutputForm =
  | { readonly kind: "whole" }
  | { readonly kind: "copied"; readonly parts: readonly OutputPart<S3ByteSource>[] }
  | { readonly kind: "streamed" };

export function outputFormOf(plan: WritePlan): OutputForm {
  // A deflated header can be read again only where all of it is at hand.
  if (plan.sizeBytes < SINGLE_REQUEST_BYTES || plan.deflateFrom !== undefined) return { kind: "whole" };
  if (!canBeCut(plan)) return { kind: "streamed" };
  const parts = outputParts(plan, isInS3);
  // Where all bytes pass through here, the stronger checksum is to be had.
  const isCopied = parts.some(({ kind }) => kind === "copied") && parts.length <= PART_COUNT_LIMIT;
  return isCopied ? { kind: "copied", parts } : { kind: "streamed" };
}

/** Whether the output's parts can be told from the plan alone. */
export function canBeCut({ deflateFrom, segments }: WritePlan): boolean {
  const isPlain = segments.every(
    (segment) => segment.kind === "literal" || segment.swapUnitBytes === undefined,
  );
  return deflateFrom === undefined && isPlain;
}

function isInS3(source: ByteSource): source is S3ByteSource {
  return source instanceof S3ByteSource;
}
