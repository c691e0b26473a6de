import { declaredTypes, type DeclaredProgram } from "../declaredProgram";
import * as each from "./perObject";
import { LINES_BY_TYPE } from "./linesByType";
import { PRICES, type Price, type PriceName } from "./prices";

const GB = 1e9;

export interface Volume {
  readonly filesPerMonth: number;
  readonly meanSizeBytes: number;
  /** Which month since the beginning: what is kept grows with it. */
  readonly month: number;
}

/** One line of the bill. */
export interface CostLine {
  readonly service: string;
  readonly price: PriceName;
  readonly quantity: number;
}

export interface Bill {
  readonly lines: readonly (CostLine & { readonly dollars: number })[];
  readonly byService: Readonly<Record<string, number>>;
  readonly totalDollars: number;
}

/** What a line of the bill is made from. */
export interface Estimate {
  readonly program: DeclaredProgram;
  readonly volume: Volume;
}

/**
 * The bill of one month.
 *
 * @throws Error that names the declared types which nothing is said of
 */
export function estimateBill(estimate: Estimate, { freeTier = false } = {}): Bill {
  const { resources } = estimate.program;
  const unknown = declaredTypes(resources).filter((type) => !LINES_BY_TYPE[type]);
  if (unknown.length > 0) throw new Error(`No price is known for ${unknown.join(", ")}`);
  const lines = resources.flatMap((resource) => {
    const entry = LINES_BY_TYPE[resource.type];
    return entry && "lines" in entry ? entry.lines(resource, estimate) : [];
  });
  lines.push(...trafficLines(estimate));

  const quantities = new Map<PriceName, { service: string; quantity: number }>();
  for (const { service, price, quantity } of lines) {
    const sum = quantities.get(price)?.quantity ?? 0;
    quantities.set(price, { service, quantity: sum + quantity });
  }
  const priced = Array.from(quantities, ([price, { service, quantity }]) => {
    const { dollars, units, free = 0 }: Price = PRICES[price];
    const billed = Math.max(0, quantity - (freeTier ? free : 0));
    return { service, price, quantity, dollars: (billed / units) * dollars };
  });
  const byService: Record<string, number> = {};
  for (const { service, dollars } of priced) byService[service] = (byService[service] ?? 0) + dollars;
  return { lines: priced, byService, totalDollars: priced.reduce((sum, { dollars }) => sum + dollars, 0) };
}

/** What objects cost on their way, whichever resource they pass. */
function trafficLines({ program, volume: { filesPerMonth, meanSizeBytes } }: Estimate): CostLine[] {
  const { writes, reads } = each.requestsOf(meanSizeBytes);
  const logGb = (filesPerMonth * each.LOG_BYTES) / GB;
  const hasDataKey = program.resources.some(
    ({ type, name }) => type === "aws:kms/key:Key" && name.endsWith("-data"),
  );
  const kms = each.KMS_REQUESTS.hmac + (hasDataKey ? each.KMS_REQUESTS.data : 0);
  return [
    { service: "S3", price: "s3Writes", quantity: filesPerMonth * writes },
    { service: "S3", price: "s3Reads", quantity: filesPerMonth * reads },
    { service: "SQS", price: "sqsRequests", quantity: filesPerMonth * each.QUEUE_REQUESTS },
    { service: "KMS", price: "kmsRequests", quantity: filesPerMonth * kms },
    { service: "CloudWatch", price: "logGb", quantity: logGb },
    { service: "CloudWatch", price: "metrics", quantity: each.CUSTOM_METRICS },
  ];
}
