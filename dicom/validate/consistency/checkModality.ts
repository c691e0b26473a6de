import { MODALITY } from "../../dictionary/tags";
import { firstText } from "../../text/values";
import type { ValidationContext } from "../context";

const STORAGE = "1.2.840.10008.5.1.4.1.1";

/** The modalities of a series of a SOP class, with the clause that says so; classes that may have any are not here. */
const MODALITIES: Readonly<Record<string, readonly [clause: string, ...modalities: string[]]>> = {
  [`${STORAGE}.1`]: ["PS3.3 §C.8.1.1", "CR"],
  [`${STORAGE}.1.1`]: ["PS3.3 §C.8.11.1", "DX", "RG"],
  [`${STORAGE}.2`]: ["PS3.3 §C.8.2.1", "CT"],
  [`${STORAGE}.4`]: ["PS3.3 §C.8.3.1", "MR"],
  [`${STORAGE}.6.1`]: ["PS3.3 §C.8.5.6", "US", "IVUS"],
  [`${STORAGE}.20`]: ["PS3.3 §C.8.4.8", "NM"],
  [`${STORAGE}.128`]: ["PS3.3 §C.8.9.1", "PT"],
};

/** The modality that the SOP class asks for. */
export function checkModality({ root, sopClassUid, log }: ValidationContext): void {
  const [clause, ...modalities] = MODALITIES[sopClassUid] ?? [];
  const actual = firstText(root, MODALITY);
  if (clause === undefined || !actual || modalities.includes(actual)) return;
  log.add("MODALITY_MISMATCH", MODALITY, undefined, {
    clause,
    expected: modalities.join(", "),
    value: () => actual,
  });
}
