import { PutObjectCommand } from "@aws-sdk/client-s3";
import { runBounded } from "../../../aws/runBounded";
import { createFaultInjector } from "../../../local/faults/faultInjector";
import { createFaultSchedule, type FaultProfile } from "../../../local/faults/faultSchedule";
import type { FaultKind } from "../../../local/faults/faultTally";
import { startLocalStack, type LocalStackOptions } from "../../../local/localStack";
import { createStackClient } from "../stackClient";
import type { ChaosObject } from "./chaosObjects";
import { readLedger, type Ledger } from "./ledger";

export interface ChaosOptions extends Omit<LocalStackOptions, "faults"> {
  readonly seed: number;
  readonly profile?: FaultProfile | undefined;
  readonly objects: AsyncIterable<ChaosObject>;
}

export interface ChaosReport {
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly ledger: Ledger;
}

const UPLOADS_AT_ONCE = 8;

/** Puts objects into a stack in which things go wrong by the schedule of a seed, waits until it is at rest, and reads the buckets. */
export async function runChaos({ seed, profile, objects, ...options }: ChaosOptions): Promise<ChaosReport> {
  const faults = createFaultInjector(createFaultSchedule(seed, profile));
  const stack = await startLocalStack({ ...options, faults });
  try {
    const client = createStackClient(stack);
    const refusals = new Map<string, string | null>();
    await runBounded(objects, UPLOADS_AT_ONCE, async ({ objectKey, versions, refusal }) => {
      if (refusal !== undefined) refusals.set(objectKey, refusal);
      for (const Body of versions)
        await client.s3.send(new PutObjectCommand({ Bucket: client.rawBucket, Key: objectKey, Body }));
    });
    await stack.idle();
    return { faults: faults.counts, ledger: await readLedger(client, refusals) };
  } finally {
    await stack.close();
  }
}
