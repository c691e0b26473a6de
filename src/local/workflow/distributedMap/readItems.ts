import type { SdkIntegration } from "../sdkIntegration";
import { TaskFailure } from "../taskFailure";
import type { ItemSource } from "./mapDefinition";

interface Page {
  readonly Contents?: readonly Record<string, unknown>[];
  readonly NextContinuationToken?: string;
}

/**
 * The items of a distributed Map, asked for with the state machine's own permissions.
 *
 * @throws TaskFailure `States.ItemReaderFailed`
 */
export async function readItems(
  source: ItemSource,
  parameters: Readonly<Record<string, string>>,
  sdk: SdkIntegration,
): Promise<unknown[]> {
  try {
    return source === "listObjectsV2" ? await listObjects(parameters, sdk) : await readLines(parameters, sdk);
  } catch (error) {
    const cause = error instanceof TaskFailure ? error.causeText : "an item is no JSON";
    throw new TaskFailure("States.ItemReaderFailed", cause);
  }
}

async function listObjects(
  parameters: Readonly<Record<string, string>>,
  sdk: SdkIntegration,
): Promise<unknown[]> {
  const items: unknown[] = [];
  let token: string | undefined;
  do {
    const page = (await sdk.call("s3", "listObjectsV2", {
      ...parameters,
      ...(token !== undefined && { ContinuationToken: token }),
    })) as Page;
    items.push(...(page.Contents ?? []));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return items;
}

async function readLines(
  parameters: Readonly<Record<string, string>>,
  sdk: SdkIntegration,
): Promise<unknown[]> {
  const { Body = "" } = (await sdk.call("s3", "getObject", parameters)) as { Body?: string };
  return Body.split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
}
