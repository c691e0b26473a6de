import type { DicomObject, PolicyOption, Tag } from "../../../dicom";
import type { ConfidentialityRow } from "../../../dicom/deidentify/rules/confidentiality";

export type Options = ReadonlySet<PolicyOption>;

/** One identifier that was put into a file. */
export interface Plant {
  /** Latin-1; in no other place of the corpus. */
  readonly needle: string;
  /** The kind of place, for the report. */
  readonly hidingPlace: string;
  /** Where in it: a path, a segment's name. */
  readonly at: string;
  /** True where a chosen option asks for the value to stay. */
  readonly stays: (options: Options) => boolean;
}

/** An attribute of Table E.1-1 in a file, to see what was done to it. */
export interface PlantedRow {
  readonly row: ConfidentialityRow;
  readonly tag: Tag;
  /** Sequences and items from the top down to the data set that holds it. */
  readonly items: readonly (readonly [Tag, number])[];
}

/** A file of the corpus, as it is written and as it was meant. */
export interface CorpusFile {
  readonly name: string;
  readonly iod: string;
  readonly bytes: Uint8Array;
  readonly plants: readonly Plant[];
  readonly rows: readonly PlantedRow[];
  /** What was written, to compare with what comes out. */
  readonly object: DicomObject;
  /** A conformance checker is to find no error in the output that is not in here. */
  readonly conformant: boolean;
}

export const NEVER = (): boolean => false;
