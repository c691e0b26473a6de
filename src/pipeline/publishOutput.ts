import type { WritePlan } from "../../dicom/write/writePlan";
import type { ANNOUNCED_OUTCOMES } from "../completionEvents";
import { OutputConflictError } from "./errors";
import { orderOfOrigins, type OutputOrigin } from "./outputOrigin";
import type { OutputWriter, WrittenOutput } from "./ports";

/** Others change the same output only where versions of one object, or copies of one instance, come at the same time. */
const ATTEMPTS = 5;

export type Publication =
  | {
      /** Written by this execution, or there already as another one wrote it. */
      readonly outcome: (typeof ANNOUNCED_OUTCOMES)[number];
      readonly output: WrittenOutput;
    }
  /** The current output was made of a newer version of the same raw object, and stays. */
  | { readonly outcome: "superseded" };

interface PublicationOptions {
  readonly origin: OutputOrigin;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the output the current one of its key, unless that is of a newer version of the same raw object already. An output
 * that an earlier attempt wrote is recognized and not written again: as `published` where it was one of this execution's attempts,
 * which have told nobody of it yet, else as `unchanged`.
 *
 * @throws OutputConflictError where others change the key each time
 */
export async function publishOutput(
  writer: OutputWriter,
  objectKey: string,
  plan: WritePlan,
  { origin, signal }: PublicationOptions,
): Promise<Publication> {
  try {
    for (let attempt = 1; ; attempt++) {
      const current = await writer.current(objectKey);
      const order = orderOfOrigins(current?.origin, origin);
      if (order === "newer") return { outcome: "superseded" };
      if (current !== undefined && order === "same" && current.origin?.recipe === origin.recipe) {
        const output = await writer.recognize(plan, current);
        if (output !== undefined)
          return { outcome: isOwn(current.origin, origin) ? "published" : "unchanged", output };
      }
      try {
        const output = await writer.write(objectKey, plan, { origin, replaces: current, signal });
        return { outcome: "published", output };
      } catch (error) {
        if (!(error instanceof OutputConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    await writer.removeUnfinished(objectKey, plan);
  }
}

const isOwn = (current: OutputOrigin, own: OutputOrigin): boolean =>
  current.executionHash === own.executionHash;
