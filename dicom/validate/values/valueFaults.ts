import { numberBytesOf } from "../../dictionary/longestNumbers";
import { VR_TRAITS, type Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { hasForm, isValidText, LONGEST_NAME_GROUP, longestValueOf } from "../../text/valueForm";
import { readText } from "../../text/values";
import { counted } from "../facts";
import type { FindingCode } from "../findingCodes";

/** What is found in a value that has not the form of its VR, and what the form is. */
interface FormFault {
  readonly code: FindingCode;
  readonly expected: string;
  /** A value of another length has not the form; else it is too long by itself. */
  readonly lengthIsForm?: true;
  /** A form that the standard has retired; its groups are the parts of the one that it has. */
  readonly retired?: RegExp;
}

const VALUE_REPRESENTATION = "PS3.5 §6.2";
const CHARACTER_SETS = "PS3.3 §C.12.1.1.2";

const FORM_FAULTS: Readonly<Partial<Record<Vr, FormFault>>> = {
  AE: { code: "INVALID_APPLICATION_ENTITY", expected: "characters of ASCII, not spaces alone" },
  AS: { code: "INVALID_AGE", expected: "nnnD, nnnW, nnnM or nnnY", lengthIsForm: true },
  CS: { code: "INVALID_CODE", expected: "A-Z, 0-9, space and underscore" },
  DA: {
    code: "INVALID_DATE",
    expected: "YYYYMMDD",
    lengthIsForm: true,
    retired: /^(\d{4})\.(\d\d)\.(\d\d)$/,
  },
  DS: { code: "INVALID_NUMBER", expected: "a decimal number" },
  DT: { code: "INVALID_DATE_TIME", expected: "YYYYMMDDHHMMSS.FFFFFF&ZZXX", lengthIsForm: true },
  IS: { code: "INVALID_NUMBER", expected: "a whole number of 32 bits" },
  PN: { code: "INVALID_PERSON_NAME", expected: "three groups of five components" },
  TM: {
    code: "INVALID_TIME",
    expected: "HHMMSS.FFFFFF",
    lengthIsForm: true,
    retired: /^(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?$/,
  },
  UI: { code: "INVALID_UID", expected: "numbers without leading zeros joined by dots, below 0, 1 or 2" },
  UR: { code: "INVALID_URI", expected: "characters of RFC 3986" },
};

/**
 * Adds what is wrong with a text as one value of the VR.
 *
 * @param text without padding, not empty
 */
export function judgeText(vr: Vr, text: string, faults: Set<FindingCode>): void {
  const fault = FORM_FAULTS[vr];
  if (fault?.lengthIsForm) {
    if (isValidText(vr, text)) return;
    const { code, retired } = fault;
    const isRetired = retired !== undefined && isValidText(vr, text.replace(retired, "$1$2$3"));
    faults.add(isRetired ? "RETIRED_FORM" : code);
    return;
  }
  if (isTooLong(vr, text)) faults.add("VALUE_TOO_LONG");
  if (fault && !(hasForm(vr, text) && (vr !== "UI" || hasKnownRoot(text)))) faults.add(fault.code);
}

function isTooLong(vr: Vr, text: string): boolean {
  if (vr === "PN") return text.split("=").some((group) => isLongerThan(LONGEST_NAME_GROUP, group));
  return isLongerThan(longestValueOf(vr), text);
}

/** In characters, not halves of surrogate pairs. */
function isLongerThan(longest: number, text: string): boolean {
  return text.length > longest && Array.from(text).length > longest;
}

/** Roots 0, 1 and 2; below 0 and 1 no more than 40 numbers, ISO/IEC 9834-1; something below them. */
function hasKnownRoot(uid: string): boolean {
  if (/^[0.]+$/.test(uid)) return false;
  const [root, arc = "0"] = uid.split(".");
  return root === "2" || ((root === "0" || root === "1") && Number(arc) < 40);
}

/** What the VR asks for where that is not the form of a value, and the clause. */
const DESCRIPTIONS: Readonly<
  Partial<Record<FindingCode, (vr: Vr) => { clause: string; expected?: string }>>
> = {
  VALUE_TOO_LONG: (vr) => ({
    clause: VALUE_REPRESENTATION,
    expected:
      vr === "PN"
        ? `at most ${LONGEST_NAME_GROUP} characters in a component group`
        : `at most ${longestValueOf(vr)} characters`,
  }),
  WRONG_PADDING: (vr) => ({
    clause: VALUE_REPRESENTATION,
    expected: vr === "UI" ? "one NUL where the length would be odd" : "spaces at the end",
  }),
  WRONG_VALUE_LENGTH: (vr) => ({
    clause: VALUE_REPRESENTATION,
    expected: `a multiple of ${numberBytesOf(vr) ?? VR_TRAITS[vr].unitBytes} bytes`,
  }),
  MISSING_CHARACTER_SET: () => ({ clause: CHARACTER_SETS }),
  UNDECODABLE_TEXT: () => ({ clause: CHARACTER_SETS }),
  CONTROL_CHARACTER: () => ({ clause: "PS3.5 §6.1.3" }),
};

/** The clause of what was found in a value, and what the VR asks for. */
export function describeFault(code: FindingCode, vr: Vr): { clause: string; expected?: string | undefined } {
  const description = DESCRIPTIONS[code]?.(vr);
  if (description) return description;
  const clause = code === "INVALID_UID" ? "PS3.5 §9.1" : VALUE_REPRESENTATION;
  return { clause, expected: FORM_FAULTS[vr]?.expected };
}

/** How long what is too long is; `undefined` of other faults. */
export function measureFault(code: FindingCode, element: DataElement, dataSet: DataSet): string | undefined {
  const { vr, value } = element;
  if (value.kind !== "bytes" && value.kind !== "range") return undefined;
  const inBytes = code === "VALUE_TOO_LONG" && value.kind === "range"; // nobody has read it
  if (code === "WRONG_VALUE_LENGTH" || inBytes) return counted(value.lengthBytes, "byte");
  if (code !== "VALUE_TOO_LONG") return undefined;
  const texts = readText(element, dataSet).flatMap((text) => (vr === "PN" ? text.split("=") : [text]));
  const longest = texts.reduce((most, text) => Math.max(most, Array.from(text).length), 0);
  return counted(longest, "character");
}
