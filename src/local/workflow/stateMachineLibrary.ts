import type { RunOptions, StateMachine, StateMachineDefinition } from "aws-local-stepfunctions" with {
  "resolution-mode": "import",
};

export type { RunOptions, StateMachine, StateMachineDefinition };

/**
 * The one place that loads aws-local-stepfunctions. Its 3.0.0 asks for Node 22 and needs of it
 * `Promise.withResolvers` alone, which Node 20 lacks: supplied here, until Node 20 goes
 * (docs/decisions/0005-state-machine-runner.md).
 */

interface Resolvers {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

function withResolvers(): Resolvers {
  const resolvers: Partial<Resolvers> = {};
  const promise = new Promise((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
  return Object.assign(resolvers, { promise }) as Resolvers;
}

/** Answers what makes a state machine of a definition. */
export async function loadStateMachineLibrary(): Promise<
  (definition: StateMachineDefinition) => StateMachine
> {
  if (!("withResolvers" in Promise))
    Object.defineProperty(Promise, "withResolvers", {
      value: withResolvers,
      writable: true,
      configurable: true,
    });
  const library = await import("aws-local-stepfunctions");
  // Its validation knows less than prepareDefinition and the test of the declared definition ask for.
  const options = { validationOptions: { noValidate: true } };
  return (definition) => new library.StateMachine(definition, options);
}
