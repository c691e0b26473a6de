import type { Contestant, Job } from "../jobs/job";
import { measureProcess } from "./measureProcess";
import type { SteadyCost } from "./steadyCost";

/** Medians of one contestant's runs, per file. */
export interface Row {
  readonly name: string;
  /** Why there are no figures. */
  readonly missing?: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

/**
 * Measures the contestants of a job in turns, so that what else the machine does hits all of them, and in
 * another order every time.
 */
export async function measureJob(job: Job, runs: number): Promise<readonly Row[]> {
  const present = job.contestants.filter(({ missing }) => missing === undefined);
  const costs = new Map<Contestant, Row[]>(present.map((contestant) => [contestant, []]));
  const failures = new Map<Contestant, string>();
  for (let run = 0; run < runs; run++) {
    for (let turn = 0; turn < present.length; turn++) {
      const contestant = present[(turn + run) % present.length] as Contestant;
      if (failures.has(contestant)) continue;
      try {
        costs.get(contestant)?.push(await measureOnce(job, contestant));
      } catch (error) {
        failures.set(contestant, error instanceof Error ? error.message : "failed");
      }
    }
  }
  return job.contestants.map((contestant) => {
    const missing = contestant.missing ?? failures.get(contestant);
    return rowOf(contestant.name, costs.get(contestant) ?? [], missing);
  });
}

async function measureOnce(job: Job, { name, command, prepare, figure }: Contestant): Promise<Row> {
  await prepare?.();
  const { cpuMs, wallMs, peakMb = NaN, output } = await measureProcess(command);
  if (figure === "steady") return { name, ...(JSON.parse(output) as SteadyCost), peakMb };
  return { name, cpuMs: cpuMs / job.files, wallMs: wallMs / job.files, peakMb };
}

function rowOf(name: string, costs: readonly Row[], missing: string | undefined): Row {
  const median = (figure: "cpuMs" | "wallMs" | "peakMb") => {
    const sorted = costs.map((cost) => cost[figure]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  const row = { name, cpuMs: median("cpuMs"), wallMs: median("wallMs"), peakMb: median("peakMb") };
  return missing === undefined ? row : { ...row, missing };
}
