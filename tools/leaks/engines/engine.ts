import type { CorpusFile, Options } from "../corpus/plant";

/** What became of one file: bytes to search, or nothing that anybody gets. */
export interface Result {
  readonly output?: Uint8Array;
  /** Why there is no output; a code, or a word. */
  readonly refused?: string;
  /** It is in order, and waits for somebody to look at it. */
  readonly held?: boolean;
}

/** Something that de-identifies, set up in one way. */
export interface Engine {
  readonly name: string;
  /** It is ours: a plant that is left fails the run. */
  readonly ours: boolean;
  /** What the setting is meant to keep, by the names of PS3.15. */
  readonly options: Options;
  /** Only attributes of the IOD stay. */
  readonly removesOutside?: boolean;
  run(file: CorpusFile): Promise<Result>;
}
