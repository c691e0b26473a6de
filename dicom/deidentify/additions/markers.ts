import {
  CODE_MEANING,
  CODE_VALUE,
  CODING_SCHEME_DESIGNATOR,
  DEIDENTIFICATION_METHOD,
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
  PATIENT_IDENTITY_REMOVED,
} from "../../dictionary/tags";
import { DataElement, bytesOf, isEmpty } from "../../model/dataElement";
import { Item, type DataSet } from "../../model/dataSet";
import { asciiElement, asciiOf, padded } from "../../text/asciiText";
import type { DeidentificationMethod, MethodCode } from "../policy/methodCodes";
import type { DateTreatment } from "../rules/tableRules";

/** Terms of (0028,0303), PS3.15 §E.2 and §E.3.6; what an earlier run took cannot come back. */
const TEMPORAL_TERMS = ["UNMODIFIED", "MODIFIED", "REMOVED"] as const;
const TEMPORAL_TERM_OF: Readonly<Record<DateTreatment, (typeof TEMPORAL_TERMS)[number]>> = {
  keep: "UNMODIFIED",
  shift: "MODIFIED",
  remove: "REMOVED",
};

/**
 * The attributes that say that, and how, an object was de-identified (PS3.15 §E.1.1). What earlier runs left in them
 * stays in front.
 *
 * @param edited the data set as it is without markers of this run
 */
export function createMarkers(
  edited: DataSet,
  method: DeidentificationMethod,
  dates: DateTreatment,
): readonly DataElement[] {
  return [
    asciiElement(PATIENT_IDENTITY_REMOVED, "CS", "YES"),
    methodElement(edited, method),
    codeSequence(edited, method.codes),
    asciiElement(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, "CS", temporalTerm(edited, dates)),
  ];
}

/** Joined as bytes: the earlier values may be of any character set, and what is added is ASCII in all of them. */
function methodElement(edited: DataSet, { texts }: DeidentificationMethod): DataElement {
  const earlier = edited.get(DEIDENTIFICATION_METHOD);
  const added = Buffer.from(texts.join("\\"), "latin1");
  if (earlier?.value.kind !== "bytes" || isEmpty(earlier))
    return DataElement.ofBytes(DEIDENTIFICATION_METHOD, "LO", padded(added, "LO"));
  const bytes = Buffer.concat([bytesOf(earlier.value), Buffer.from("\\"), added]);
  return DataElement.ofBytes(DEIDENTIFICATION_METHOD, "LO", padded(bytes, "LO"));
}

function codeSequence(edited: DataSet, codes: readonly MethodCode[]): DataElement {
  const earlier = edited.get(DEIDENTIFICATION_METHOD_CODE_SEQUENCE)?.value;
  const items = codes.map(({ value, meaning }) => {
    const elements = [
      asciiElement(CODE_VALUE, "SH", value),
      asciiElement(CODING_SCHEME_DESIGNATOR, "SH", "DCM"),
      asciiElement(CODE_MEANING, "LO", meaning),
    ];
    return new Item(elements, edited);
  });
  const history = earlier?.kind === "sequence" ? earlier.items : [];
  return DataElement.ofItems(DEIDENTIFICATION_METHOD_CODE_SEQUENCE, [...history, ...items]);
}

function temporalTerm(edited: DataSet, dates: DateTreatment): string {
  const earlier = edited.get(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED);
  const term = earlier && asciiOf(earlier)?.trim();
  const now = TEMPORAL_TERM_OF[dates];
  const later = TEMPORAL_TERMS.slice(TEMPORAL_TERMS.indexOf(now));
  return later.find((candidate) => candidate === term) ?? now;
}
