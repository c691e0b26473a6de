import * as v from "valibot";
import type { Vr } from "../../../dicom/dictionary/vr";
import { isValidText } from "../../../dicom/text/valueForm";
import type { FindingCode } from "./finding";

/** How one value of a VR is checked, and what is found where it fails. */
interface ValueSchema {
  readonly schema: v.GenericSchema<string>;
  readonly code: FindingCode;
  readonly clause: string;
}

const VALUE_CLAUSE = "PS3.5 §6.2";

/** What stands between the parts of dates and times in the forms of ACR-NEMA, which are readable and no finding. */
const SEPARATORS: Readonly<Partial<Record<Vr, RegExp>>> = {
  DA: /^(\d{4})\.(\d\d)\.(\d\d)$/,
  TM: /^(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?$/,
};

function schemaOf(vr: Vr, code: FindingCode, clause = VALUE_CLAUSE): ValueSchema {
  const separators = SEPARATORS[vr];
  const modern = (text: string) => (separators ? text.replace(separators, "$1$2$3") : text);
  return {
    schema: v.pipe(
      v.string(),
      v.check((text) => isValidText(vr, modern(text))),
    ),
    code,
    clause,
  };
}

/** By VR; VRs that are not here take anything that was readable. */
export const VALUE_SCHEMAS: Readonly<Partial<Record<Vr, ValueSchema>>> = {
  UI: schemaOf("UI", "INVALID_UID", "PS3.5 §9.1"),
  DA: schemaOf("DA", "INVALID_DATE"),
  TM: schemaOf("TM", "INVALID_TIME"),
  DT: schemaOf("DT", "INVALID_DATE_TIME"),
  AS: schemaOf("AS", "INVALID_AGE"),
  CS: schemaOf("CS", "INVALID_CODE"),
  DS: schemaOf("DS", "INVALID_NUMBER"),
  IS: schemaOf("IS", "INVALID_NUMBER"),
};
