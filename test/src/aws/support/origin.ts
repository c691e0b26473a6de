import type { OutputOrigin } from "../../../../src/pipeline/outputOrigin";

/** What outputs of tests say that they were made of. */
export const ORIGIN: OutputOrigin = {
  keyHash: "aa".repeat(32),
  versionHash: "v1",
  sequencer: "0A",
  recipe: "r1",
};
