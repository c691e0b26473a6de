import { expect } from "chai";
import { RAW_VERSION } from "../../pipeline/support/memoryPorts";

/** What the workflow sends to every step. */
export function stepEvent(fields: object = {}): object {
  return {
    object: RAW_VERSION,
    executionName: "a".repeat(64),
    startedAt: "2026-03-04T05:06:07.089Z",
    ...fields,
  };
}

/** Awaits the failure of `work`; a success fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<Error> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome, "the work should have failed").to.be.instanceOf(Error);
  return outcome as Error;
}
