import type * as Library from "aws-local-stepfunctions" with { "resolution-mode": "import" };
import type { RunOptions, StateMachine, StateMachineDefinition } from "aws-local-stepfunctions" with {
  "resolution-mode": "import",
};
import { createRequire } from "node:module";
import { stringMatches } from "./stringMatches";

export type { RunOptions, StateMachine, StateMachineDefinition };

/**
 * The one place that loads aws-local-stepfunctions. Its 3.0.0 asks for Node 22 and needs of it
 * `Promise.withResolvers` alone, which Node 20 lacks: supplied here, until Node 20 goes. Its `StringMatches` is
 * that of wildcard-match, which is given another here (docs/decisions/0005-state-machine-runner.md).
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

/** By `require`, whose modules can be given another: loaded by `import` they cannot. */
function requireLibrary(): typeof Library {
  const require = createRequire(__filename);
  const ofLibrary = createRequire(require.resolve("aws-local-stepfunctions"));
  ofLibrary("wildcard-match");
  const matcher = ofLibrary.cache[ofLibrary.resolve("wildcard-match")];
  if (matcher === undefined) throw new Error("aws-local-stepfunctions has no wildcard-match any more");
  matcher.exports = stringMatches;
  return require("aws-local-stepfunctions") as typeof Library;
}

/** Answers what makes a state machine of a definition. */
export function loadStateMachineLibrary(): (definition: StateMachineDefinition) => StateMachine {
  if (!("withResolvers" in Promise))
    Object.defineProperty(Promise, "withResolvers", {
      value: withResolvers,
      writable: true,
      configurable: true,
    });
  const library = requireLibrary();
  // Its validation knows less than prepareDefinition and the test of the declared definition ask for.
  const options = { validationOptions: { noValidate: true } };
  return (definition) => new library.StateMachine(definition, options);
}
