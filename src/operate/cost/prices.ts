/** A public on-demand price in US dollars. */
export interface Price {
  readonly dollars: number;
  readonly per: string;
  /** How many of the unit of `estimate.ts` (one request, one GB, one hour …) the price is for. */
  readonly units: number;
  /** Units a month that an account's free tier covers for ever; what lasts twelve months is left out. */
  readonly free?: number;
}

/**
 * When the prices were written down: from knowledge of AWS's public price pages for us-east-1, not read from them on that day. Check before
 * you budget; other regions are up to a third dearer.
 */
export const PRICES_DATE = "2026-11-21";
export const PRICES_REGION = "us-east-1";

export const PRICES = {
  s3StandardGbMonth: { dollars: 0.023, per: "GB-month", units: 1 },
  s3InfrequentAccessGbMonth: { dollars: 0.0125, per: "GB-month", units: 1 },
  s3GlacierGbMonth: { dollars: 0.0036, per: "GB-month", units: 1 },
  s3Writes: { dollars: 0.005, per: "1,000 PUT, COPY, POST, LIST", units: 1000 },
  s3Reads: { dollars: 0.0004, per: "1,000 GET", units: 1000 },
  s3ToInfrequentAccess: { dollars: 0.01, per: "1,000 transitions", units: 1000 },
  s3ToGlacier: { dollars: 0.03, per: "1,000 transitions", units: 1000 },
  lambdaRequests: { dollars: 0.2, per: "million requests", units: 1e6, free: 1e6 },
  lambdaArmGbSeconds: { dollars: 0.0000133334, per: "GB-second (arm64)", units: 1, free: 400_000 },
  stateTransitions: { dollars: 0.025, per: "1,000 transitions (standard)", units: 1000, free: 4000 },
  sqsRequests: { dollars: 0.4, per: "million requests", units: 1e6, free: 1e6 },
  kmsKeys: { dollars: 1, per: "key and month", units: 1 },
  kmsRequests: { dollars: 0.03, per: "10,000 requests", units: 10_000, free: 20_000 },
  alarmMetrics: { dollars: 0.1, per: "metric that an alarm watches, and month", units: 1, free: 10 },
  dashboards: { dollars: 3, per: "dashboard and month", units: 1, free: 3 },
  metrics: { dollars: 0.3, per: "custom metric and month", units: 1, free: 10 },
  logGb: { dollars: 0.5, per: "GB taken in", units: 1, free: 5 },
  logGbMonth: { dollars: 0.03, per: "GB-month", units: 1 },
  eventBridgeEvents: { dollars: 1, per: "million custom events", units: 1e6 },
  endpointHours: { dollars: 0.01, per: "interface endpoint, zone and hour", units: 1 },
  trailDataEvents: { dollars: 0.1, per: "100,000 data events", units: 100_000 },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;
