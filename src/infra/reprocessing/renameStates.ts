import type { State } from "../stateMachines/states";

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The fields that name another state, at any depth. */
const REFERENCES = ["Next", "Default"];

/** The same machine with other names: within one definition no name may be there twice, also of states in different Maps. */
export const renameStates = ({ StartAt, States }: Machine, prefix: string): Machine => ({
  StartAt: prefix + StartAt,
  States: Object.fromEntries(
    Object.entries(States).map(([name, state]) => [prefix + name, renamed(state, prefix) as State]),
  ),
});

function renamed(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, prefix));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]: [string, unknown]) => [
      field,
      REFERENCES.includes(field) && typeof inner === "string" ? prefix + inner : renamed(inner, prefix),
    ]),
  );
}
