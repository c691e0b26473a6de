import type { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import type { FindingLog } from "./findingLog";

/** What all checks of one object share. */
export interface ValidationContext {
  readonly object: DicomObject;
  /** The data set of the object, whatever item is looked at. */
  readonly root: DataSet;
  /** Empty where the object does not say what it is. */
  readonly sopClassUid: string;
  readonly log: FindingLog;
}
