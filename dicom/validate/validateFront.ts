import type { ByteSource } from "../bytes/byteSource";
import { parseTag, type Tag } from "../dictionary/tag";
import { DicomError, type DicomFormatError, type DicomWarningCode } from "../errors";
import type { DicomObject } from "../model/dicomObject";
import { readDicom } from "../read/readDicom";
import { createContext } from "./context";
import type { ValidationReport } from "./finding";
import type { FindingCode } from "./findingCodes";
import type { FindingLogOptions, FindingScope } from "./findingLog";
import { validate } from "./validateDicom";

/** What stands in front of the place where a file cannot be read on. */
export interface FrontOfFile {
  readonly object: DicomObject;
  readonly report: ValidationReport;
}

const PIXEL_DATA_GROUP = 0x7fe00000;

/** What is said of the place itself, as the refusal does. */
const OF_THE_PLACE: ReadonlySet<string> = new Set<DicomWarningCode>(["SALVAGED", "TRAILING_BYTES"]);

/** What attributes in front of the place decide among themselves; any other may be decided by what was not read. */
const DECIDED: ReadonlySet<string> = new Set<FindingCode>([
  "MISSING_ATTRIBUTE",
  "EMPTY_ATTRIBUTE",
  "TOO_MANY_ITEMS",
  "META_MISMATCH",
  "MODALITY_MISMATCH",
  "SAME_UID",
]);

/**
 * Validates a file that reading refuses, up to the place of the refusal, which is not in the report. Nothing is found of attributes from
 * that place on; and where more than pixel data is behind it, nothing that an attribute behind it could decide.
 *
 * @param refusal what `readDicom` threw
 * @returns `undefined` where nothing of a data set stands in front
 */
export async function validateFront(
  source: ByteSource,
  refusal: DicomFormatError,
  options?: Partial<FindingLogOptions>,
): Promise<FrontOfFile | undefined> {
  const object = await salvage(source);
  const last = object?.dataSet.elements.at(-1);
  if (!object || !last) return undefined;
  const end = parseTag((refusal.path ?? refusal.tag ?? "").slice(0, 8)) ?? last.tag;
  return { object, report: validate(createContext(object, options, inFrontOf(end))) };
}

async function salvage(source: ByteSource): Promise<DicomObject | undefined> {
  try {
    return await readDicom(source, { onFormatError: "salvage" });
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

function inFrontOf(end: Tag): FindingScope {
  const isHeaderWhole = end >= PIXEL_DATA_GROUP;
  return (code, level, root) => {
    if (OF_THE_PLACE.has(code)) return false;
    if (level === "encoding" || level === "value") return true;
    if (root === undefined) return isHeaderWhole;
    return root < end && (isHeaderWhole || DECIDED.has(code));
  };
}
