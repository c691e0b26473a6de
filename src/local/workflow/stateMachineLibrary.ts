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

if (!("withResolvers" in Promise))
  Object.defineProperty(Promise, "withResolvers", {
    value: withResolvers,
    writable: true,
    configurable: true,
  });

export { StateMachine } from "aws-local-stepfunctions";
export type { RunOptions, StateMachineDefinition } from "aws-local-stepfunctions";
