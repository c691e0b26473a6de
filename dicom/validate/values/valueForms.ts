import type { Vr } from "../../dictionary/vr";
import { isValidText } from "../../text/valueForm";
import type { FindingCode } from "../findingCodes";

/** How one value of a VR is checked, and what is found where it fails. */
interface ValueForm {
  /** @param text one value without padding, not empty */
  readonly holds: (text: string) => boolean;
  readonly code: FindingCode;
  readonly clause: string;
}

const VALUE_CLAUSE = "PS3.5 §6.2";

/** Dates and times of ACR-NEMA have something between their parts; they are readable and no finding. */
const DOTTED_DATE = /^(\d{4})\.(\d\d)\.(\d\d)$/;
const COLON_TIME = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?$/;

function formOf(
  vr: Vr,
  code: FindingCode,
  { clause = VALUE_CLAUSE, older }: { clause?: string; older?: RegExp } = {},
): ValueForm {
  const isValid = (text: string) => isValidText(vr, text);
  const holds = older ? (text: string) => isValid(text) || isValid(text.replace(older, "$1$2$3")) : isValid;
  return { holds, code, clause };
}

/** By VR; VRs that are not here take anything that was readable. */
export const VALUE_FORMS: Readonly<Partial<Record<Vr, ValueForm>>> = {
  UI: formOf("UI", "INVALID_UID", { clause: "PS3.5 §9.1" }),
  DA: formOf("DA", "INVALID_DATE", { older: DOTTED_DATE }),
  TM: formOf("TM", "INVALID_TIME", { older: COLON_TIME }),
  DT: formOf("DT", "INVALID_DATE_TIME"),
  AS: formOf("AS", "INVALID_AGE"),
  CS: formOf("CS", "INVALID_CODE"),
  DS: formOf("DS", "INVALID_NUMBER"),
  IS: formOf("IS", "INVALID_NUMBER"),
};
