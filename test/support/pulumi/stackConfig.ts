import { parseStackConfig } from "../../../src/infra/config/parseStackConfig";
import type { StackConfig } from "../../../src/infra/config/stackConfig";
import { PROJECT_ROOT } from "./declared";

interface Surroundings {
  readonly region?: string;
  /** `dev` unless given. */
  readonly stack?: string;
  /** Where the policy's file is. */
  readonly projectRoot?: string;
}

const parse = (values: Record<string, string>, { region, stack, projectRoot }: Surroundings = {}) =>
  parseStackConfig({
    namespace: "pipeline",
    stack: stack ?? "dev",
    values,
    region,
    projectRoot: projectRoot ?? PROJECT_ROOT,
  });

/** What the keys of a stack, without the project's name, configure it to be. */
export function configOf(...args: Parameters<typeof parse>): StackConfig {
  const parsed = parse(...args);
  if ("problems" in parsed) throw new Error(parsed.problems.join("\n"));
  return parsed.config;
}

/** What is said of the keys of a stack. */
export function problemsOf(...args: Parameters<typeof parse>): readonly string[] {
  const parsed = parse(...args);
  return "problems" in parsed ? parsed.problems : [];
}
