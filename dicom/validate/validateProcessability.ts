import type { DicomObject } from "../model/dicomObject";
import { checkDirectory } from "./consistency/checkDirectory";
import { checkIdentity } from "./consistency/checkIdentity";
import { checkPixels } from "./consistency/checkPixels";
import { createContext } from "./context";
import type { ValidationReport } from "./finding";

/**
 * The checks of `validateDicom` alone that find what no output could be made of: quick, and quick to load, for whoever will
 * not tell of the rest.
 */
export function validateProcessability(object: DicomObject): ValidationReport {
  const context = createContext(object);
  if (!checkDirectory(context)) {
    checkIdentity(context);
    checkPixels(context);
  }
  return context.log.report();
}
