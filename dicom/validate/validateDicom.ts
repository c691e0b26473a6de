import { DIRECTORY_RECORD_SEQUENCE } from "../dictionary/tags";
import type { DicomObject } from "../model/dicomObject";
import { isDirectory, sopClassUidOf } from "../model/objectIdentity";
import { checkElements } from "./checkElements";
import { checkDimensions } from "./consistency/checkDimensions";
import { checkFileMeta } from "./consistency/checkFileMeta";
import { checkFrames } from "./consistency/checkFrames";
import { checkIdentity } from "./consistency/checkIdentity";
import { checkModality } from "./consistency/checkModality";
import { checkNumbers } from "./consistency/checkNumbers";
import { checkOverlays } from "./consistency/checkOverlays";
import { checkPixels } from "./consistency/checkPixels";
import { checkReferences } from "./consistency/checkReferences";
import { checkUids } from "./consistency/checkUids";
import type { ValidationContext } from "./context";
import { addReadingFindings } from "./encoding/addReadingFindings";
import type { ValidationReport } from "./finding";
import { FindingLog } from "./findingLog";
import { checkIod } from "./iod/checkIod";

export interface ValidateOptions {
  /** Findings that are kept; all are counted. */
  readonly maxFindings?: number;
  /** Of one code at one attribute. */
  readonly maxOfOneKind?: number;
  /** Puts values of the file into findings: for a person who may see them, never for a log or a record. */
  readonly showValues?: boolean;
}

/** A file that is wrong throughout is described well enough by these; an enhanced image has the same fault in thousands of frames. */
const DEFAULTS = { maxFindings: 1000, maxOfOneKind: 20, showValues: false };

/**
 * Holds an object to the standard, from its encoding (PS3.5, PS3.10) and values (PS3.5 §6.2) over what its attributes say
 * of each other to the Information Object Definition (PS3.3). Looks at nothing that was left in the source.
 */
export function validateDicom(object: DicomObject, options: ValidateOptions = {}): ValidationReport {
  const context = contextOf(object, new FindingLog({ ...DEFAULTS, ...options }));
  const { log } = context;
  addReadingFindings(object.warnings, log);
  if (isDirectory(object)) {
    log.add("DICOMDIR_NOT_SUPPORTED", DIRECTORY_RECORD_SEQUENCE, undefined, { clause: "PS3.3 §F" });
    return log.report();
  }
  checkIdentity(context);
  checkModality(context);
  checkFileMeta(context);
  checkPixels(context);
  checkFrames(context);
  checkDimensions(context);
  checkOverlays(context);
  checkUids(context);
  checkNumbers(context);
  checkReferences(context);
  checkElements(context);
  checkIod(context);
  return log.report();
}

/** The checks alone that find what no output could be made of: quick, for whoever will not tell of the rest. */
export function validateProcessability(object: DicomObject): ValidationReport {
  const context = contextOf(object, new FindingLog(DEFAULTS));
  if (isDirectory(object))
    context.log.add("DICOMDIR_NOT_SUPPORTED", DIRECTORY_RECORD_SEQUENCE, undefined, { clause: "PS3.3 §F" });
  else {
    checkIdentity(context);
    checkPixels(context);
  }
  return context.log.report();
}

function contextOf(object: DicomObject, log: FindingLog): ValidationContext {
  return { object, root: object.dataSet, sopClassUid: sopClassUidOf(object) ?? "", log };
}
