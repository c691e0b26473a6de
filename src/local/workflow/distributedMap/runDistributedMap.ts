import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { runExecution, type MachineToRun } from "../runExecution";
import type { SdkIntegration } from "../sdkIntegration";
import { TaskFailure } from "../taskFailure";
import type { TaskRunner } from "../taskRunner";
import { mapInputSchema, type MapDefinition } from "./mapDefinition";
import { writeMapResults, type ItemResult } from "./mapResults";
import { readItems } from "./readItems";

export interface DistributedMapOptions {
  readonly map: MapDefinition;
  /** Of the state machine that the Map is a state of. */
  readonly machineArn: string;
  /** Runs one item; its ARN and name are those of the Map. */
  readonly processor: MachineToRun;
  readonly sdk: SdkIntegration;
  /** Whether the machine's role may start executions of the machine, which an item is on AWS. */
  readonly mayStartItems: () => boolean;
}

/** What a Task in the place of a distributed Map does: an execution for every item, a bounded number at a time. */
export function distributedMapRunner(options: DistributedMapOptions): TaskRunner {
  const { map, machineArn, sdk, mayStartItems } = options;
  return async (input, signal) => {
    const { reader, selected, writer } = v.parse(mapInputSchema, input);
    if (!mayStartItems())
      throw new TaskFailure(
        "States.Runtime",
        `The role is not authorized to perform: states:StartExecution on resource: ${machineArn}`,
      );
    const items = await readItems(map.source, reader, sdk);
    const mapRunArn = `${machineArn.replace(":stateMachine:", ":mapRun:")}/${map.label}:${randomUUID()}`;
    const inputs = items.map((item, index) => inputOf(map, selected, item, index));
    const results = await runItems(options, inputs, signal);
    const answer = await writeMapResults(results, mapRunArn, writer, sdk);
    if (exceedsTolerance(map, results, items.length))
      throw new TaskFailure("States.ExceedToleratedFailureThreshold", "Too many items have failed");
    return answer;
  };
}

function inputOf(
  { selects, fromItem }: MapDefinition,
  selected: Readonly<Record<string, unknown>>,
  item: unknown,
  index: number,
): unknown {
  if (!selects) return item;
  const ofItem = Object.entries(fromItem).map(
    ([key, what]) => [key, what === "Value" ? item : index] as const,
  );
  return { ...selected, ...Object.fromEntries(ofItem) };
}

/** Ends early where more have failed than may: the others are not begun. */
async function runItems(
  { map, machineArn, processor }: DistributedMapOptions,
  inputs: readonly unknown[],
  signal: AbortSignal,
): Promise<ItemResult[]> {
  const results: ItemResult[] = [];
  const next = inputs.values();
  const prefix = `${machineArn.replace(":stateMachine:", ":execution:")}/${map.label}`;
  const worker = async () => {
    for (const input of next) {
      if (signal.aborted || exceedsTolerance(map, results, inputs.length)) return;
      const name = randomUUID();
      const execution = { name, arn: `${prefix}:${name}`, input };
      const running = runExecution(processor, execution, () => undefined);
      const abort = () => running.abort();
      signal.addEventListener("abort", abort);
      const [{ status, code }, output] = await Promise.all([running.result, running.output]);
      signal.removeEventListener("abort", abort);
      results.push(
        status === "SUCCEEDED"
          ? { executionArn: execution.arn, status, input, output }
          : { executionArn: execution.arn, status: "FAILED", input, error: code },
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(map.maxConcurrency, inputs.length) }, worker));
  return results;
}

function exceedsTolerance(
  { toleratedFailurePercentage }: MapDefinition,
  results: readonly ItemResult[],
  itemCount: number,
): boolean {
  const failed = results.filter(({ status }) => status === "FAILED").length;
  return failed * 100 > toleratedFailurePercentage * itemCount;
}
