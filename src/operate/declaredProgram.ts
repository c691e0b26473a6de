import * as v from "valibot";
import { evaluateProgram, type DeclaredResource, type DeclaredStack } from "../local/program";
import { PROJECT_ROOT } from "../projectRoot";

const summarySchema = v.object({
  projectName: v.string(),
  environment: v.string(),
  region: v.string(),
});

export interface DeclaredProgram {
  readonly stack: DeclaredStack;
  /** Without components. */
  readonly resources: readonly DeclaredResource[];
  readonly projectName: string;
  readonly environment: string;
  readonly region: string;
}

/**
 * What the program declares for a stack, evaluated with no engine and no account.
 *
 * @param config by full key, over that of the stack's file
 */
export async function readDeclaredProgram(
  stackName: string,
  config?: Readonly<Record<string, string>>,
): Promise<DeclaredProgram> {
  return describeProgram(await evaluateProgram({ stack: stackName, projectRoot: PROJECT_ROOT, config }));
}

export function describeProgram(stack: DeclaredStack): DeclaredProgram {
  return {
    stack,
    resources: stack.resources.filter(({ type }) => /^(aws|pulumi:providers):?/.test(type)),
    ...v.parse(summarySchema, stack.outputs.deploymentSummary),
  };
}

/** The types of the resources, each once. */
export const declaredTypes = (resources: readonly DeclaredResource[]): string[] => [
  ...new Set(resources.map(({ type }) => type)),
];
