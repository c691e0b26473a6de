import { expect } from "chai";
import { createRequire } from "node:module";
import { ofType, textOf, type DeclaredStack } from "./declared";

export interface WorkflowState {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly ResultSelector?: Readonly<Record<string, string>>;
  readonly ResultPath?: string | null;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Readonly<Record<string, unknown>>[];
  readonly Catch?: readonly { ErrorEquals: string[]; ResultPath: string; Next: string }[];
  readonly Choices?: readonly { Next: string }[];
  readonly Default?: string;
  readonly Next?: string;
}

export interface Definition {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, WorkflowState>>;
}

interface Validation {
  readonly isValid: boolean;
  readonly errors: readonly { readonly Message: string }[];
}

// The package has no types of its own.
const validate = createRequire(__filename)("asl-validator") as (definition: object) => Validation;

/** The definition that a state machine of the stack declares: the one that processes an object, unless told. */
export const definitionOf = (stack: DeclaredStack, nameStart = "dicom-processing"): Definition => {
  const machines = ofType(stack, "aws:sfn/stateMachine:StateMachine");
  const machine = machines.find(({ name }) => name.startsWith(nameStart));
  return JSON.parse(textOf(machine!, "definition")) as Definition;
};

export function expectValid(definition: object): void {
  const { errors, isValid } = validate(definition);
  expect(errors.map(({ Message }) => Message)).to.deep.equal([]);
  expect(isValid).to.equal(true);
}

/** The state of a name. */
export function stateOf(definition: Definition, name: string): WorkflowState {
  const state = definition.States[name];
  expect(state, name).to.be.an("object");
  return state!;
}

/** The names of the states that one state may lead to. */
export const successorsOf = (state: WorkflowState): string[] =>
  [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map(({ Next }) => Next),
    ...(state.Catch ?? []).map(({ Next }) => Next),
  ].filter((name) => name !== undefined);

/** How often a task may be tried: each of its retriers counts for itself. */
export const attemptsOf = ({ Retry = [] }: WorkflowState): number =>
  Retry.reduce((sum, { MaxAttempts }) => sum + Number(MaxAttempts), 1);

/** Most seconds that a state may take: every attempt runs into its timeout, and every wait is as long as jitter lets it be. */
function longestSecondsOf(state: WorkflowState): number {
  if (state.Type !== "Task") return 0;
  const waits = (state.Retry ?? []).map((retrier) => {
    const [attempts, interval, rate] = ["MaxAttempts", "IntervalSeconds", "BackoffRate"].map((field) =>
      Number(retrier[field]),
    ) as [number, number, number];
    const most = Number(retrier.MaxDelaySeconds ?? Infinity);
    return Array.from({ length: attempts }, (_, n) => Math.min(interval * rate ** n, most));
  });
  const waiting = waits.flat().reduce((sum, seconds) => sum + seconds, 0);
  return attemptsOf(state) * (state.TimeoutSeconds ?? Infinity) + waiting;
}

/** The way from the start to an end that may take longest, of all ways that there are. */
export function longestWay(definition: Definition): { path: string[]; longestSeconds: number } {
  const from = (name: string, before: readonly string[]): { path: string[]; longestSeconds: number } => {
    if (before.includes(name)) throw new Error(`${name} is in a circle`);
    const state = stateOf(definition, name);
    const ways = [...new Set(successorsOf(state))].map((next) => from(next, [...before, name]));
    const rest = ways.sort((one, other) => other.longestSeconds - one.longestSeconds)[0];
    return {
      path: [name, ...(rest?.path ?? [])],
      longestSeconds: longestSecondsOf(state) + (rest?.longestSeconds ?? 0),
    };
  };
  return from(definition.StartAt, []);
}
