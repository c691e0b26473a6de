import Table from "cli-table3";
import { readDeclaredProgram } from "../declaredProgram";
import type { CostOptions } from "./command";
import { estimateBill, type Bill } from "./estimate";
import { PRICES_DATE, PRICES_REGION } from "./prices";

export async function runCost(options: CostOptions): Promise<void> {
  const volume = {
    filesPerMonth: options.filesPerMonth,
    meanSizeBytes: options.meanSize * 1e6,
    month: options.month,
  };
  const bills: Record<string, Bill> = {};
  for (const stack of options.stack === undefined ? ["dev", "prod"] : [options.stack]) {
    const program = await readDeclaredProgram(stack);
    bills[stack] = estimateBill({ program, volume }, { freeTier: options.freeTier === true });
  }
  const text = options.json
    ? JSON.stringify({ pricesOf: PRICES_DATE, region: PRICES_REGION, volume, bills }, null, 2)
    : `${billTable(bills)}\nMonth ${volume.month}, US dollars, public prices of ${PRICES_REGION} as of ${PRICES_DATE}; see docs/cost.md for what is assumed.`;
  process.stdout.write(`${text}\n`);
}

const money = (dollars: number): string => dollars.toFixed(2);

function billTable(bills: Readonly<Record<string, Bill>>): string {
  const stacks = Object.keys(bills);
  const services = [
    ...new Set(Object.values(bills).flatMap(({ byService }) => Object.keys(byService))),
  ].sort();
  const table = new Table({
    head: ["service", ...stacks],
    colAligns: ["left", ...stacks.map(() => "right" as const)],
    style: { head: [], border: [] },
  });
  for (const service of services)
    table.push([service, ...stacks.map((stack) => money(bills[stack]?.byService[service] ?? 0))]);
  table.push(["total", ...stacks.map((stack) => money(bills[stack]?.totalDollars ?? 0))]);
  return table.toString();
}
