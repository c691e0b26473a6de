import type { DataElement } from "../model/dataElement";
import type { ChangeLog } from "./changeLog";
import type { CompiledPolicy } from "./compilePolicy";
import type { DeidentificationKey } from "./deidentificationKey";
import type { PatientIdentity } from "./patientIdentity";

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
