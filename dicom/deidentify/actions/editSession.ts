import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import type { ContentTreatment } from "../clean/contentItems";
import { createDecide } from "../clean/decideElement";
import { collectOwnIdentifiers, type OwnIdentifier } from "../clean/ownIdentifiers";
import { TextCleaner } from "../clean/textCleaner";
import type { DeidentificationKey } from "../identity/deidentificationKey";
import { isOver89 } from "../identity/ages";
import {
  createPseudonyms,
  dateOffsetOf,
  identityOf,
  type PatientIdentity,
  type PseudonymLookup,
  type PseudonymOf,
} from "../identity/patientIdentity";
import { createUidMap, type UidMap } from "../identity/uidMap";
import type { TypeLevel } from "../iod/attributeType";
import type { IodAttributes } from "../iod/iodAttributes";
import type { CompiledPolicy } from "../policy/compilePolicy";
import { declaredBlocksOf, type DeclaredBlocks } from "../private/declaredBlocks";
import { ChangeLog } from "./changeLog";

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
  /** What of the object does not stay; collected when first asked for. */
  readonly ownIdentifiers: () => readonly OwnIdentifier[];
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
  readonly level?: TypeLevel | undefined;
  /** What `source` may hold, where only attributes of the IOD stay. */
  readonly standard?: IodAttributes | undefined;
  /** Inside a sequence that action D applies to. */
  readonly dummied: boolean;
  /** Of a content item. */
  readonly content?: ContentTreatment | undefined;
}

interface SessionOptions {
  readonly key: DeidentificationKey;
  readonly mapUid?: UidMap;
  readonly lookup?: PseudonymLookup | undefined;
}

/** @throws DicomUnsupportedError PATIENT_NOT_IN_LOOKUP */
export function createSession(
  source: DataSet,
  policy: CompiledPolicy,
  { key, mapUid = createUidMap(key), lookup }: SessionOptions,
): EditSession {
  const patient = identityOf(source);
  const pseudonymOf = createPseudonyms(key, lookup);
  if (lookup) pseudonymOf(patient); // also where no attribute would ask for it
  const offsetDays = dateOffsetOf(patient, key);
  const declaredBlocks: DeclaredBlocks = policy.safePrivate ? declaredBlocksOf(source) : new Map();
  const contentTreatmentOf = policy.content?.forObject(source) ?? (() => undefined);
  const decide = createDecide(policy, declaredBlocks, contentTreatmentOf);
  const rules = new Map<DataElement, string>();
  let identifiers: readonly OwnIdentifier[] | undefined;
  const ownIdentifiers = () => (identifiers ??= collectOwnIdentifiers(source, decide));
  let over89: { readonly answer: boolean | undefined } | undefined;
  return {
    policy,
    key,
    patient,
    isOver89: () => (over89 ??= { answer: isOver89(source) }).answer,
    offsetDays,
    mapUid,
    pseudonymOf,
    ownIdentifiers,
    cleaner: new TextCleaner(ownIdentifiers, policy.dates, offsetDays),
    contentTreatmentOf,
    log: new ChangeLog(),
    attribute: (element, rule) => rules.set(element, rule),
    ruleOf: (element) => rules.get(element),
    declaredBlocks,
  };
}
