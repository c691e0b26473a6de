import { UpdateAliasCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { RunEndedError } from "../../commandLine/exitStatus";
import type { Move } from "./planRollback";

/**
 * Moves all aliases, or none: where one cannot be moved, those before it are moved back.
 *
 * @throws RunEndedError that says which alias could not be moved, and where each of the others is
 */
export async function moveAliases(client: LambdaClient, moves: readonly Move[]): Promise<void> {
  const moved: { move: Move; revisionId: string | undefined }[] = [];
  for (const move of moves)
    try {
      moved.push({ move, revisionId: await update(client, move.fn, move.to, move.fn.revisionId) });
    } catch (error) {
      const left: string[] = [];
      for (const { move: back, revisionId } of moved.reverse())
        await update(client, back.fn, back.fn.live, revisionId).catch(() =>
          left.push(`${back.fn.name}=${back.fn.live}`),
        );
      throw new RunEndedError(explain(move, error, left), { cause: error });
    }
}

async function update(
  client: LambdaClient,
  { functionName, alias }: Move["fn"],
  version: string,
  revisionId: string | undefined,
): Promise<string | undefined> {
  const { RevisionId } = await client.send(
    new UpdateAliasCommand({
      FunctionName: functionName,
      Name: alias,
      FunctionVersion: version,
      RevisionId: revisionId,
    }),
  );
  return RevisionId;
}

function explain({ fn, to }: Move, error: unknown, left: readonly string[]): string {
  const name = error instanceof Error ? error.name : "unknown";
  const why = name === "PreconditionFailedException" ? "somebody else has moved it meanwhile" : name;
  const failed = `The alias of ${fn.name} could not be moved to ${to}: ${why}.`;
  if (left.length === 0) return `${failed} The others are where they were: nothing has changed.`;
  const options = left.map((target) => `--to ${target}`).join(" ");
  return `${failed} These could not be moved back either; do it with \`${options}\`.`;
}
