import { MODALITY } from "../../dictionary/tags";
import { iodOf, type Iod } from "../../iod/iod";
import { firstText } from "../../text/values";
import type { ValidationContext } from "../context";
import { MODALITIES_OF_IODS, MODALITIES_OF_SERIES } from "./modalities";

/** The modality that the SOP class asks for. */
export function checkModality({ root, sopClassUid, log }: ValidationContext): void {
  const iod = iodOf(sopClassUid);
  const actual = firstText(root, MODALITY);
  if (!iod || !actual) return;
  const [clause, ...modalities] = modalitiesOf(iod) ?? [];
  if (clause === undefined || modalities.includes(actual)) return;
  log.add("MODALITY_MISMATCH", MODALITY, undefined, {
    clause: `PS3.3 §${clause}`,
    expected: modalities.join(", "),
    value: () => actual,
  });
}

/** What the IOD says before what its series module does. */
function modalitiesOf({ id, modules }: Iod): readonly string[] | undefined {
  const own = MODALITIES_OF_IODS[id];
  if (own) return own;
  for (const module of modules) {
    const modalities = MODALITIES_OF_SERIES[module.id];
    if (modalities) return [module.section, ...modalities];
  }
  return undefined;
}
