import type { Row } from "../measure/measureJob";

/** One tool that does a job. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  /** Why it does not take part. */
  readonly missing?: string | undefined;
  /** Done before each run, and not measured. */
  readonly prepare?: () => void | Promise<void>;
  /** `steady`: the command prints its own `SteadyCost`; else the whole process counts, divided by the files. */
  readonly figure?: "steady";
}

/** The same work for several tools. */
export interface Job {
  readonly id: string;
  readonly title: string;
  /** Files that a whole process goes over. */
  readonly files: number;
  /** The contestant that the ratios are against. */
  readonly baseline: string;
  readonly contestants: readonly Contestant[];
  readonly targets: readonly Target[];
}

/** What the engine is to reach. */
export interface Target {
  readonly text: string;
  /** The figure that is held against the target; `undefined` or NaN where it could not be measured. */
  readonly measure: (row: (name: string) => Row | undefined) => number | undefined;
  readonly unit: string;
  readonly limit: number;
  readonly atLeast?: true;
}

/** One figure of a contestant over the same figure of another one. */
export function ratio(figure: "cpuMs" | "wallMs", over: string, under: string): Target["measure"] {
  return (row) => {
    const [above, below] = [row(over), row(under)];
    return above && below && above[figure] / below[figure];
  };
}
