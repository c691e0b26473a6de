import type { DataElement } from "../../model/dataElement";
import type { DeidentificationKey } from "../identity/deidentificationKey";
import type { PatientIdentity } from "../identity/patientIdentity";
import type { CompiledPolicy } from "../policy/compilePolicy";
import type { ChangeLog } from "./changeLog";

/** What one run over one object shares at all levels. */
export interface EditSession {
  readonly policy: CompiledPolicy;
  readonly key: DeidentificationKey;
  readonly patient: PatientIdentity;
  readonly offsetDays: number;
  readonly mapUid: (uid: string) => string;
  readonly log: ChangeLog;
  /** Says by which rule an element is in the output. */
  readonly attribute: (element: DataElement, rule: string) => void;
}
