import { performance } from "node:perf_hooks";
import { exercise } from "./exercise";
import type { Fixture } from "./fixtures";
import { mutate } from "./mutate";
import { Random } from "./random";

/** An input that something came out of which should not. */
interface FuzzFailure {
  readonly run: number;
  readonly fixture: string;
  readonly bytes: Uint8Array;
  readonly errors: readonly unknown[];
}

interface FuzzResult {
  readonly failures: readonly FuzzFailure[];
  readonly slowest: { readonly run: number; readonly fixture: string; readonly milliseconds: number };
}

interface FuzzOptions {
  readonly seed: number;
  readonly runs: number;
  readonly fixtures: readonly Fixture[];
  /** Told after each run. */
  readonly onRun?: (run: number) => void;
}

/** The input of one run: what the seed and its number say, whatever ran before. */
export function inputOf({ seed, fixtures }: Omit<FuzzOptions, "runs">, run: number): Fixture {
  const random = new Random(Math.imul(seed + 1, 0x01000193) ^ Math.imul(run + 1, 0x85ebca6b));
  const fixture = random.pick(fixtures);
  return { name: fixture.name, bytes: mutate(fixture.bytes, random, random.pick(fixtures).bytes) };
}

/** Mutates and exercises `runs` times. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const failures: FuzzFailure[] = [];
  let slowest = { run: -1, fixture: "", milliseconds: 0 };
  for (let run = 0; run < options.runs; run++) {
    const { name, bytes } = inputOf(options, run);
    const start = performance.now();
    const errors = await exercise(bytes);
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { run, fixture: name, milliseconds };
    if (errors.length > 0) failures.push({ run, fixture: name, bytes, errors });
    options.onRun?.(run);
  }
  return { failures, slowest };
}
