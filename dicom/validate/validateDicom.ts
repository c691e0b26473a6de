import type { DicomObject } from "../model/dicomObject";
import { checkElements } from "./checkElements";
import { checkDimensions } from "./consistency/checkDimensions";
import { checkDirectory } from "./consistency/checkDirectory";
import { checkFileMeta } from "./consistency/checkFileMeta";
import { checkFrames } from "./consistency/checkFrames";
import { checkIdentity } from "./consistency/checkIdentity";
import { checkModality } from "./consistency/checkModality";
import { checkNumbers } from "./consistency/checkNumbers";
import { checkOverlays } from "./consistency/checkOverlays";
import { checkPixels } from "./consistency/checkPixels";
import { checkReferences } from "./consistency/checkReferences";
import { checkUids } from "./consistency/checkUids";
import { createContext, type ValidationContext } from "./context";
import { addReadingFindings } from "./encoding/addReadingFindings";
import type { ValidationReport } from "./finding";
import type { FindingLogOptions } from "./findingLog";
import { checkIod } from "./iod/checkIod";

/*
 * A level says what a finding is about (docs/validation.md), a folder what looks for it: `encoding/` takes over what reading
 * found, `values/` looks at one value field, `consistency/` at attributes beside one another, also where their fault is a
 * value (INVALID_TIME_ZONE) or a VR (the sign of pixels), `iod/` at what PS3.3 asks of a SOP class, listed values included.
 * The walk over all elements in checkElements.ts calls those that need one element and its neighbours.
 */

/** 1,000 findings, 20 of a kind, and no values, where they do not say otherwise. */
export type ValidateOptions = Partial<FindingLogOptions>;

/**
 * Holds an object to the standard, from its encoding (PS3.5, PS3.10) and values (PS3.5 §6.2) over what its attributes say
 * of each other to the Information Object Definition (PS3.3). Looks at nothing that was left in the source.
 */
export function validateDicom(object: DicomObject, options?: ValidateOptions): ValidationReport {
  return validate(createContext(object, options));
}

/** All levels, into the log of the context. */
export function validate(context: ValidationContext): ValidationReport {
  const { log } = context;
  addReadingFindings(context);
  if (checkDirectory(context)) return log.report();
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
