import { join } from "node:path";
import type { Closing } from "./closing";
import { ExecutionWatch } from "./executionWatch";
import type { Faults } from "./faults/faults";
import { createDeclaredFunctions } from "./functions/declaredFunctions";
import type { RoleParts } from "./iam/credentialsOfRole";
import { createJsonLinesFile } from "./jsonLinesFile";
import type { DeclaredStack } from "./program";
import { startDeclaredMappings } from "./queue/declaredMappings";
import type { EventSourceMapping } from "./queue/eventSourceMapping";
import type { MessageQueue } from "./queue/messageQueue";
import { createDeclaredStateMachines } from "./workflow/declaredStateMachines";
import type { ExecutionEvent } from "./workflow/execution";
import type { StateMachineRunner } from "./workflow/stateMachineRunner";

export interface WorkParts extends RoleParts {
  readonly directory: string;
  readonly endpointUrl: string;
  readonly region: string;
  readonly faults: Faults | undefined;
  readonly queues: ReadonlyMap<string, MessageQueue>;
  /** Each state machine is entered by its ARN before anything can start its executions. */
  readonly machines: Map<string, StateMachineRunner>;
  readonly onLogLine: (line: string) => void;
}

export interface DeclaredWork {
  readonly mappings: readonly EventSourceMapping[];
  readonly watch: ExecutionWatch;
}

/** Starts what works by itself: the declared functions, state machines, and mappings from queues to functions. */
export async function startDeclaredWork(
  program: DeclaredStack,
  parts: WorkParts,
  closing: Closing,
): Promise<DeclaredWork> {
  const functions = await createDeclaredFunctions(program, parts);
  closing.first(...functions.map((one) => () => one.close()));

  const watch = new ExecutionWatch();
  const recordExecution = createJsonLinesFile(join(parts.directory, "executions.jsonl"));
  watch.listen((event) => {
    if (event.kind === "end") recordExecution(event);
  });
  const onExecution = (event: ExecutionEvent) => watch.tell(event);
  const stateMachines = createDeclaredStateMachines(program, { ...parts, functions, onExecution });
  for (const { runner } of stateMachines) parts.machines.set(runner.arn, runner);
  closing.first(...stateMachines.map((one) => () => one.close()));

  const mappings = startDeclaredMappings(program, { ...parts, functions });
  closing.first(...mappings.map((one) => () => one.close()));

  stateMachines.forEach((one) => one.resume());
  return { mappings, watch };
}
