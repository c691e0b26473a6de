import type { Tag } from "../../dictionary/tag";
import { PATIENT_ID, PATIENT_NAME, STUDY_INSTANCE_UID } from "../../dictionary/tags";
import type { Vr } from "../../dictionary/vr";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import { asciiElement } from "../../text/asciiText";
import type { EditSession } from "../actions/editSession";
import { insertElement } from "../actions/insertElement";
import { pseudonymKindOf } from "../identity/patientIdentity";
import type { IodAttributes } from "../iod/iodAttributes";
import { decideAction } from "../rules/decideAction";

const PATIENT: readonly (readonly [Tag, Vr])[] = [
  [PATIENT_NAME, "PN"],
  [PATIENT_ID, "LO"],
];

/**
 * Gives an object that belongs to a study and says nothing of its patient the pseudonym of a patient, so that archives
 * do not put all such objects under one patient.
 */
export function insertPatient(
  source: DataSet,
  standard: IodAttributes | undefined,
  elements: DataElement[],
  session: EditSession,
): void {
  if (!source.has(STUDY_INSTANCE_UID)) return;
  for (const [tag, vr] of PATIENT) {
    if (source.has(tag)) continue;
    const decision = decideAction(tag, vr, { policy: session.policy, dataSet: source, standard });
    if (decision.operation !== "pseudonym") continue;
    const inserted = asciiElement(tag, vr, session.pseudonymOf(session.patient, pseudonymKindOf(tag)));
    session.attribute(inserted, decision.rule);
    session.log.add(tag, undefined, decision);
    insertElement(elements, inserted);
  }
}
