import { LocalStartError } from "../localStartError";
import { isDistributedMap, replaceDistributedMap, type MapDefinition } from "./distributedMap/mapDefinition";
import { START_EXECUTION_SYNC } from "./nestedExecution";
import type { StateMachineDefinition } from "./stateMachineLibrary";

type State = Record<string, unknown>;

export interface PreparedDefinition {
  /** What the library runs. */
  readonly definition: StateMachineDefinition;
  /** Every Task, by name, with its Resource; also those inside Map and Parallel. */
  readonly tasks: readonly { readonly name: string; readonly resource: string }[];
  /** Names of the states that declare Retry. */
  readonly retrying: readonly string[];
  /** The distributed Maps by name, each of which is a Task in `definition`. */
  readonly maps: ReadonlyMap<string, PreparedMap>;
}

export interface PreparedMap {
  readonly map: MapDefinition;
  readonly processor: PreparedDefinition;
}

/** About the longest that a timer of Node takes: one that is set for longer ends at once. */
const LONGEST_TIMEOUT_SECONDS = 2_000_000;

/** Fields and paths that the library ignores or misreads without a word. */
const UNSUPPORTED_FIELDS = [
  "QueryLanguage",
  "Assign",
  "Output",
  "Arguments",
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "Credentials",
  "HeartbeatSeconds",
];
const NESTED = ["States", "Iterator", "ItemProcessor", "Branches"];
const UNSUPPORTED_CONTEXT = /^\$\$\.(State|Task|Map)\b/;

/**
 * Readies a declared definition for the library: states, transitions, retries, catches and paths stay as
 * declared; only defaults that differ from AWS's are written out.
 * @throws LocalStartError CANNOT_RUN_LOCALLY naming the state and what the library would run otherwise than AWS
 */
export function prepareDefinition(text: string): PreparedDefinition {
  return prepareParsed(JSON.parse(text) as State);
}

function prepareParsed(definition: State): PreparedDefinition {
  const found: Found = { tasks: [], retrying: [], maps: new Map() };
  prepareMachine(definition, found);
  return { definition: definition as unknown as StateMachineDefinition, ...found };
}

interface Found {
  readonly tasks: { name: string; resource: string }[];
  readonly retrying: string[];
  readonly maps: Map<string, PreparedMap>;
}

function prepareMachine(machine: State, found: Found): void {
  refuse("the state machine", machine);
  boundTimeout(machine);
  for (const [name, state] of Object.entries(machine.States as Record<string, State>)) {
    if (isDistributedMap(state)) {
      const map = replaceDistributedMap(name, state);
      found.maps.set(name, { map, processor: prepareParsed(map.processor) });
    }
    refuse(name, state);
    if (state.Type === "Task") prepareTask(name, state, found);
    if (state.Retry !== undefined) found.retrying.push(name);
    // The library would write a member named "$"; the whole output is what no ResultPath gives.
    for (const holder of [state, ...((state.Catch as State[] | undefined) ?? [])])
      if (holder.ResultPath === "$") delete holder.ResultPath;
    const nested = [
      state.Iterator,
      state.ItemProcessor,
      ...((state.Branches as unknown[] | undefined) ?? []),
    ];
    for (const inner of nested) if (inner !== undefined) prepareMachine(inner as State, found);
  }
}

function prepareTask(name: string, state: State, { tasks }: Found): void {
  const resource = String(state.Resource);
  if (/\.(sync(:2)?|waitForTaskToken)$/.test(resource) && resource !== START_EXECUTION_SYNC)
    throw unsupported(`state ${name}: integration pattern of ${resource}`);
  tasks.push({ name, resource });
  // The library ends a Task after 60 s where none is declared; AWS lets it run.
  if (state.TimeoutSecondsPath === undefined) state.TimeoutSeconds ??= LONGEST_TIMEOUT_SECONDS;
  boundTimeout(state);
}

function boundTimeout(holder: State): void {
  if (typeof holder.TimeoutSeconds === "number")
    holder.TimeoutSeconds = Math.min(holder.TimeoutSeconds, LONGEST_TIMEOUT_SECONDS);
}

function refuse(where: string, value: State): void {
  const field = UNSUPPORTED_FIELDS.find((name) => name in value && value[name] !== "JSONPath");
  if (field !== undefined) throw unsupported(`${where}: ${field}`);
  const own = Object.entries(value).filter(([name]) => !NESTED.includes(name));
  const path = strings(own).find((text) => UNSUPPORTED_CONTEXT.test(text));
  if (path !== undefined) throw unsupported(`${where}: ${path}`);
}

export const unsupported = (what: string): LocalStartError =>
  new LocalStartError("CANNOT_RUN_LOCALLY", `${what} cannot run locally`);

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
