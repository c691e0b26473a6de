import type { DeclaredResource } from "../../local/program";
import type { CostLine, Estimate } from "./estimate";
import { AUDIT_RECORD_BYTES } from "./perObject";

const GB = 1e9;
const KB = 1000;

/** An object in infrequent access is billed as at least this long. */
const INFREQUENT_ACCESS_BYTES = 128 * KB;

/** Glacier keeps an index entry of its own beside each object, and S3 a standard one. */
const GLACIER_OVERHEAD_BYTES = 32 * KB;
const GLACIER_STANDARD_BYTES = 8 * KB;

interface Transition {
  readonly days: number;
  readonly storageClass: string;
}

/** What a bucket keeps in the given month when every month before was like it, by the declared lifecycle. */
export function storageLines(bucket: DeclaredResource, estimate: Estimate): CostLine[] {
  const { filesPerMonth, month } = estimate.volume;
  const bytes = bytesOf(bucket, estimate);
  if (bytes === 0) return [];
  const transitions = transitionsOf(bucket, estimate);
  const after = (storageClass: string) =>
    Math.min(month, (transitions.find((each) => each.storageClass === storageClass)?.days ?? Infinity) / 30);
  const glacierFrom = after("GLACIER");
  const infrequentFrom = Math.min(after("STANDARD_IA"), glacierFrom);
  const standard = filesPerMonth * infrequentFrom;
  const infrequent = filesPerMonth * (glacierFrom - infrequentFrom);
  const glacier = filesPerMonth * (month - glacierFrom);
  // S3 moves nothing of less than 128 KB by lifecycle, unless a rule asks for it.
  if (bytes < INFREQUENT_ACCESS_BYTES)
    return [{ service: "S3", price: "s3StandardGbMonth", quantity: (filesPerMonth * month * bytes) / GB }];
  const moved = (months: number) => (months < month ? filesPerMonth : 0);
  return [
    {
      service: "S3",
      price: "s3StandardGbMonth",
      quantity: (standard * bytes + glacier * GLACIER_STANDARD_BYTES) / GB,
    },
    { service: "S3", price: "s3InfrequentAccessGbMonth", quantity: (infrequent * bytes) / GB },
    { service: "S3", price: "s3GlacierGbMonth", quantity: (glacier * (bytes + GLACIER_OVERHEAD_BYTES)) / GB },
    { service: "S3", price: "s3ToInfrequentAccess", quantity: moved(infrequentFrom) },
    { service: "S3", price: "s3ToGlacier", quantity: moved(glacierFrom) },
  ];
}

/** Raw and processed keep a copy each, the logs bucket an audit record; the rest is little. */
function bytesOf({ name }: DeclaredResource, { volume }: Estimate): number {
  if (/-(raw|processed)-dicom$/.test(name)) return volume.meanSizeBytes;
  return /[^s]-logs$/.test(name) && !name.endsWith("access-logs") ? AUDIT_RECORD_BYTES : 0;
}

function transitionsOf(bucket: DeclaredResource, { program }: Estimate): Transition[] {
  const rules = program.resources
    .filter(({ type }) => type === "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    .filter(({ inputs }) => inputs.bucket === bucket.state.bucket)
    .flatMap(({ inputs }) => inputs.rules as { transitions?: Transition[] }[]);
  return rules.flatMap(({ transitions = [] }) => transitions);
}
