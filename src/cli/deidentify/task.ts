import type { Policy } from "../../../dicom";
import type { Failure } from "../failure";
import type { Lookup } from "./lookup";

/** What all files of one run have in common; goes to the workers. */
export interface RunOptions {
  readonly policy: Policy;
  /** 32 bytes or more. */
  readonly key: Uint8Array;
  readonly lookup?: Lookup | undefined;
  /** Folder where outputs wait for their names. */
  readonly partialFolder: string;
}

/** One file for a worker. */
export interface Task {
  /** Position of the input in the run; results are taken in this order. */
  readonly index: number;
  readonly path: string;
  /** Path below the output folder; `undefined` names the output by its new UIDs. */
  readonly outputName: string | undefined;
}

/** What became of one file. */
export type TaskResult = WrittenResult | FailedResult | UnwritableResult;

/** The output is complete and still has its temporary name. */
export interface WrittenResult {
  readonly index: number;
  readonly status: "done";
  readonly partial: string;
  readonly outputName: string;
  readonly sizeBytes: number;
}

export interface FailedResult extends Failure {
  readonly index: number;
}

/** The output folder is at fault, so that no further input can do better. */
export interface UnwritableResult {
  readonly index: number;
  readonly status: "unwritable";
  /** Of the operating system, such as `ENOSPC`. */
  readonly systemCode: string;
}
