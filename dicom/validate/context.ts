import type { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { sopClassUidOf } from "../model/objectIdentity";
import { FindingLog, type FindingLogOptions, type FindingScope } from "./findingLog";

/** What all checks of one object share. */
export interface ValidationContext {
  readonly object: DicomObject;
  /** The data set of the object, whatever item is looked at. */
  readonly root: DataSet;
  /** Empty where the object does not say what it is. */
  readonly sopClassUid: string;
  readonly log: FindingLog;
}

/** A file that is wrong throughout is described well enough by these; an enhanced image has the same fault in thousands of frames. */
const DEFAULTS: FindingLogOptions = { maxFindings: 1000, maxOfOneKind: 20, showValues: false };

export function createContext(
  object: DicomObject,
  options?: Partial<FindingLogOptions>,
  scope?: FindingScope,
): ValidationContext {
  const log = new FindingLog({ ...DEFAULTS, ...options }, scope);
  return { object, root: object.dataSet, sopClassUid: sopClassUidOf(object) ?? "", log };
}
