import pc from "picocolors";
import type { ChaosReport } from "./runChaos";

/** The ledger of a run, line by line, and how to make it again. */
export function ledgerLines({ faults, ledger }: ChaosReport, seed: number): string {
  const { versions, published, superseded, quarantined, wronglyRefused } = ledger;
  const { lost, doubled, broken, stale, openUploads } = ledger;
  const line = (name: string, count: number, detail = "") =>
    `  ${name.padEnd(18)}${String(count).padStart(6)}${detail}`;
  const bad = (name: string, count: number) => (count > 0 ? pc.red(line(name, count)) : line(name, count));
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const codes = Object.entries(quarantined).sort();
  return [
    pc.bold("Faults"),
    ...[...faults].sort().map(([kind, count]) => line(kind, count)),
    line("in all", sum([...faults.values()])),
    "",
    pc.bold("Ledger"),
    line("versions in", versions),
    line("outputs", published),
    line("superseded", superseded),
    line("quarantined", sum(codes.map(([, count]) => count)), codes.length > 0 ? `  (${listed(codes)})` : ""),
    bad("wrongly refused", wronglyRefused),
    bad("lost", lost),
    bad("doubled", doubled),
    bad("broken", broken),
    bad("stale", stale),
    bad("open uploads", openUploads),
    "",
    `The same faults again: --seed ${seed}`,
  ].join("\n");
}

const listed = (codes: readonly (readonly [string, number])[]) =>
  codes.map(([code, count]) => `${count} ${code}`).join(", ");
