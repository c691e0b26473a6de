import type { Policy } from "../../../dicom";

/** What all files of one run have in common; goes to the workers. */
export interface RunOptions {
  readonly policy: Policy;
  /** 32 bytes or more. */
  readonly key: Uint8Array;
  /** Folder of the outputs. */
  readonly outputFolder: string;
}

/** One file for a worker. */
export interface Task {
  /** Position of the input in the run; results are taken in this order. */
  readonly index: number;
  readonly path: string;
  /** Path below the output folder; `undefined` names it by the new UIDs. */
  readonly outputName: string | undefined;
}

/** What became of one file; its output, where it has one, still has its temporary name. */
export type TaskResult =
  | { readonly index: number; readonly status: "done"; readonly partial: string; readonly outputName: string; readonly sizeBytes: number }
  | { readonly index: number; readonly status: "rejected" | "held"; readonly code: string; readonly sentence: string }; // prettier-ignore
