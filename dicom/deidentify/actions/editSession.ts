import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import type { ContentTreatment } from "../clean/contentItems";
import type { TextCleaner } from "../clean/textCleaner";
import type { DeidentificationKey } from "../identity/deidentificationKey";
import type { PatientIdentity, PseudonymOf } from "../identity/patientIdentity";
import type { UidMap } from "../identity/uidMap";
import type { IodLevel } from "../iod/attributeType";
import type { IodAttributes } from "../iod/iodAttributes";
import type { CompiledPolicy } from "../policy/compilePolicy";
import type { DeclaredBlocks } from "../private/declaredBlocks";
import type { ChangeLog } from "./changeLog";

/** What one run over one object shares at all levels. */
export interface EditSession {
  readonly policy: CompiledPolicy;
  readonly key: DeidentificationKey;
  readonly patient: PatientIdentity;
  /** See `isOver89`; looked up when first asked for. */
  readonly isOver89: () => boolean | undefined;
  readonly offsetDays: number;
  readonly mapUid: UidMap;
  readonly pseudonymOf: PseudonymOf;
  readonly cleaner: TextCleaner;
  /** `undefined` for an item that is no content item, and for all of them where the policy does not clean such. */
  readonly contentTreatmentOf: (item: DataSet) => ContentTreatment | undefined;
  readonly log: ChangeLog;
  /** Says by which rule an element is in the output. */
  readonly attribute: (element: DataElement, rule: string) => void;
  readonly ruleOf: (element: DataElement) => string | undefined;
  /** What the object says of its private attributes; nothing where the policy keeps none for being safe. */
  readonly declaredBlocks: DeclaredBlocks;
}

/** Which data set is being edited, and where it is. */
export interface Scope {
  /** As it was read. */
  readonly source: DataSet;
  /** As it will be. */
  readonly target: DataSet;
  readonly place: ItemPlace | undefined;
  /** What the IOD asks of `source`, where that is known and matters. */
  readonly level?: IodLevel | undefined;
  /** What `source` may hold, where only attributes of the IOD stay. */
  readonly standard?: IodAttributes | undefined;
  /** Inside a sequence that action D applies to. */
  readonly dummied: boolean;
  /** Of a content item. */
  readonly content?: ContentTreatment | undefined;
}
