import type { Tag } from "../dictionary/tag";
import { SERIES_INSTANCE_UID, SOP_CLASS_UID, SOP_INSTANCE_UID, STUDY_INSTANCE_UID } from "../dictionary/tags";
import { DicomFormatError } from "../errors";
import type { DataElement } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { refuseDirectory } from "../model/objectIdentity";
import { refuseBurnedInAnnotation } from "../pixels/burnedIn";
import { transferSyntaxOf } from "../syntax/transferSyntax";
import { uidIn } from "../text/asciiText";
import { planWrite } from "../write/planWrite";
import type { WritePlan } from "../write/writePlan";
import { ChangeLog, type ActionCounts, type Change } from "./actions/changeLog";
import { editDataSet } from "./actions/editDataSet";
import type { EditSession } from "./actions/editSession";
import { insertElement } from "./actions/insertElement";
import { settleEncapsulatedDocument } from "./additions/encapsulatedDocument";
import { createFileMeta } from "./additions/fileMeta";
import { insertPatient } from "./additions/insertPatient";
import { createMarkers } from "./additions/markers";
import { withSopUids } from "./additions/sopUids";
import { createDecide } from "./clean/decideElement";
import { collectOwnIdentifiers } from "./clean/ownIdentifiers";
import { TextCleaner } from "./clean/textCleaner";
import type { DeidentificationKey } from "./identity/deidentificationKey";
import { createPseudonyms, dateOffsetOf, identityOf } from "./identity/patientIdentity";
import { createUidMap, type UidMap } from "./identity/uidMap";
import { compilePolicy } from "./policy/compilePolicy";
import type { DeidentificationMethod } from "./policy/methodCodes";
import type { Policy } from "./policy/policy";
import { declaredBlocksOf } from "./private/declaredBlocks";
import { KEPT } from "./rules/unlistedRules";

export interface DeidentificationOptions {
  readonly policy: Policy;
  readonly key: DeidentificationKey;
  /**
   * Shared by the objects of one run, whose UIDs it remembers: the images of a series have most of theirs in common.
   * Of the same key; each object has one of its own where absent.
   */
  readonly mapUid?: UidMap;
}

/** A de-identified object, planned and not yet written. UIDs are the new ones. */
export interface Deidentification {
  /** New file meta information and data set, in the transfer syntax of the source. */
  readonly object: DicomObject;
  readonly plan: WritePlan;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid?: string;
  readonly seriesInstanceUid?: string;
  /** Everything that was not simply kept, in the order of the file; made when first asked for. */
  readonly changes: readonly Change[];
  readonly counts: ActionCounts;
  readonly method: DeidentificationMethod;
}

/**
 * De-identifies an object by PS3.15 Annex E. Reads nothing and writes nothing: values that stay in the source are
 * ranges of it in the plan. The same object, policy and key give the same bytes.
 *
 * @throws DicomUsageError INVALID_POLICY
 * @throws DicomUnsupportedError UNSUPPORTED_OPTION, DICOMDIR_NOT_SUPPORTED, BURNED_IN_ANNOTATION
 * @throws DicomFormatError MISSING_SOP_CLASS_UID, MISSING_SOP_INSTANCE_UID, INVALID_VALUE
 */
export function deidentify(object: DicomObject, options: DeidentificationOptions): Deidentification {
  const { policy, key, mapUid = createUidMap(key) } = options;
  const compiled = compilePolicy(policy);
  refuseDirectory(object);
  refuseBurnedInAnnotation(object.dataSet);
  const source = withSopUids(object);
  const patient = identityOf(source);
  const rules = new Map<DataElement, string>();
  const log = new ChangeLog();
  const offsetDays = dateOffsetOf(patient, key);
  const declaredBlocks = compiled.safePrivate ? declaredBlocksOf(source) : new Map();
  const contentTreatmentOf = compiled.content?.forObject(source) ?? (() => undefined);
  const decide = createDecide(compiled, declaredBlocks, contentTreatmentOf);
  const session: EditSession = {
    policy: compiled,
    key,
    patient,
    offsetDays,
    mapUid,
    pseudonymOf: createPseudonyms(key),
    cleaner: new TextCleaner(
      (wanted) => collectOwnIdentifiers(source, decide, wanted),
      compiled.dates,
      offsetDays,
    ),
    contentTreatmentOf,
    log,
    attribute: (element, rule) => rules.set(element, rule),
    ruleOf: (element) => rules.get(element),
    declaredBlocks,
  };
  const elements: DataElement[] = [];
  const dataSet = new DataSet(elements);
  editDataSet({ source, target: dataSet, place: undefined, dummied: false }, elements, session);
  insertPatient(source, elements, session);
  settleEncapsulatedDocument(source, elements, session);
  for (const marker of createMarkers(dataSet, compiled.method, compiled.dates)) {
    insertElement(elements, marker);
    rules.set(marker, "marker");
  }
  const sopInstanceUid = requiredUid(dataSet, SOP_INSTANCE_UID);
  // A file whose headers are not written as its transfer syntax wants is put right.
  const transferSyntax = transferSyntaxOf(object.transferSyntax.uid) ?? object.transferSyntax;
  const fileMeta = createFileMeta({
    sopClassUid: requiredUid(dataSet, SOP_CLASS_UID),
    sopInstanceUid,
    transferSyntaxUid: transferSyntax.uid,
  });
  const edited: DicomObject = { ...object, transferSyntax, preamble: undefined, fileMeta, dataSet };
  const studyInstanceUid = uidIn(dataSet, STUDY_INSTANCE_UID);
  const seriesInstanceUid = uidIn(dataSet, SERIES_INSTANCE_UID);
  return {
    object: edited,
    plan: planWrite(edited, (element) => rules.get(element) ?? KEPT.rule),
    sopInstanceUid,
    ...(studyInstanceUid === undefined ? {} : { studyInstanceUid }),
    ...(seriesInstanceUid === undefined ? {} : { seriesInstanceUid }),
    get changes() {
      return log.changes;
    },
    get counts() {
      return log.counts;
    },
    method: compiled.method,
  };
}

function requiredUid(dataSet: DataSet, tag: Tag): string {
  const uid = uidIn(dataSet, tag);
  if (uid === undefined)
    throw new DicomFormatError("INVALID_VALUE", "a UID that identifies the object cannot be read");
  return uid;
}
