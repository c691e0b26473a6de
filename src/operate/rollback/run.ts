import { LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import Table from "cli-table3";
import { RunEndedError } from "../../commandLine/exitStatus";
import { confirm, TERMINAL, type Dialogue } from "../confirm";
import { readStackOutputs, type StackOutputs } from "../stackOutputs";
import type { RollbackOptions } from "./command";
import { readLiveFunction, type LiveFunction } from "./liveFunctions";
import { moveAliases } from "./moveAliases";
import { planGiven, planRollback, versionOf, type Move } from "./planRollback";

interface Surroundings {
  readonly dialogue?: Dialogue;
  readonly stdout?: NodeJS.WritableStream;
  readonly client?: LambdaClient;
}

export async function runRollback(
  stack: string,
  { outputs: outputsFile, to, list, yes }: RollbackOptions,
  { dialogue = TERMINAL, stdout = process.stdout, ...given }: Surroundings = {},
): Promise<void> {
  const outputs = await readStackOutputs({ stack, outputsFile });
  if (outputs.client.endpoint !== undefined)
    throw new RunEndedError("A stack on this machine has no versions to go back to: it runs what is built.");
  const client = given.client ?? new LambdaClient(outputs.client);
  try {
    const alias = outputs.text("functionAlias");
    const named = functionsOf(outputs);
    if (named.length === 0)
      throw new RunEndedError(
        `${stack} names no functions: deploy it with this version of the project first.`,
      );
    const functions = await Promise.all(
      named.map(({ name, functionName }) => readLiveFunction(client, name, functionName, alias)),
    );
    if (list) {
      stdout.write(`${versionsTable(functions)}\n`);
      return;
    }
    const isGiven = Object.keys(to).length > 0;
    const moves = isGiven ? planGiven(functions, to) : planRollback(functions);
    if (moves.length === 0) throw new RunEndedError("These versions are live already: nothing was changed.");
    stdout.write(`${movesTable(functions, moves)}\n`);
    if (
      !yes &&
      !(await confirm(`Move ${moves.length} of ${functions.length} functions of ${stack}?`, dialogue))
    )
      throw new RunEndedError("Nothing was changed.");
    await moveAliases(client, moves);
    stdout.write(
      "Done. The next deployment that changes a function makes its new version live: mend the code before it.\n",
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new RunEndedError(
      `A function of ${stack}, or its alias, is not there: was it deployed with this version of the project, and in this account?`,
      { cause: error },
    );
  } finally {
    if (given.client === undefined) client.destroy();
  }
}

/** Of every function that the stack names; that of studies is there only where they are told of. */
const functionsOf = (outputs: StackOutputs) =>
  outputs.names().flatMap((output) => {
    const [, name] = /^([a-z]+)FunctionName$/.exec(output) ?? [];
    return name === undefined ? [] : [{ name, functionName: outputs.text(output) }];
  });

const dateOf = (fn: LiveFunction, version: string): string =>
  versionOf(fn, version)?.publishedAt.toISOString().slice(0, 16) ?? "";

function movesTable(functions: readonly LiveFunction[], moves: readonly Move[]): string {
  const table = new Table({
    head: ["function", "live", "published", "goes to", "published"],
    style: { head: [], border: [] },
  });
  for (const fn of functions) {
    const to = moves.find((move) => move.fn === fn)?.to;
    table.push([
      fn.name,
      fn.live,
      dateOf(fn, fn.live),
      to ?? "stays",
      to === undefined ? "" : dateOf(fn, to),
    ]);
  }
  return table.toString();
}

function versionsTable(functions: readonly LiveFunction[]): string {
  const table = new Table({
    head: ["function", "version", "published", "", "description"],
    style: { head: [], border: [] },
  });
  for (const fn of functions)
    for (const { version, description } of fn.versions)
      table.push([fn.name, version, dateOf(fn, version), version === fn.live ? fn.alias : "", description]);
  return table.toString();
}
