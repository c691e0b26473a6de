import { cpus, loadavg, totalmem } from "node:os";
import type { Job } from "./jobs/job";
import type { Row } from "./measure/measureJob";

/** A table of what a job cost each contestant, per file, in Markdown. */
export function formatJob(job: Job, rows: readonly Row[]): string {
  const base = rows.find(({ name }) => name === job.baseline);
  const lines = rows.map((row) => {
    if (row.missing !== undefined) return [row.name, row.missing, "", "", ""];
    const over = base ? row.cpuMs / base.cpuMs : NaN;
    return [row.name, figure(row.cpuMs), figure(over), figure(row.wallMs), figure(row.peakMb)];
  });
  return `## ${job.title}\n\n${table(["tool", "CPU ms", "× first", "wall ms", "peak MB"], lines)}`;
}

/** What was asked for and what came out, in Markdown. */
export function formatTargets(jobs: readonly { job: Job; rows: readonly Row[] }[]): string {
  const lines = jobs.flatMap(({ job, rows }) =>
    job.targets.map(({ text, measure, unit, limit, atLeast }) => {
      const value = measure((name) => rows.find((row) => row.name === name)) ?? NaN;
      const met = atLeast ? value >= limit : value <= limit;
      const verdict = Number.isNaN(value) ? "not measured" : met ? "met" : "missed";
      return [text, `${atLeast ? "≥" : "≤"} ${limit} ${unit}`, `${figure(value)} ${unit}`, verdict];
    }),
  );
  if (lines.length === 0) return "";
  return `## Targets\n\n${table(["job", "target", "measured", ""], lines)}\n\n`;
}

/** Where and how loaded: without it no figure means anything. */
export function formatMachine(runs: number): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1) ?? "unknown";
  return (
    `Node ${process.versions.node}, ${processors.length} CPUs, ${gigabytes} GiB; load average at the end ${load}. ` +
    `Medians of ${runs} interleaved runs, per file; page cache warm.`
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function figure(value: number): string {
  if (Number.isNaN(value)) return "–";
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}
