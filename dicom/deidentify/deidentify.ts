import { formatTag, type Tag } from "../dictionary/tag";
import { SERIES_INSTANCE_UID, SOP_CLASS_UID, SOP_INSTANCE_UID, STUDY_INSTANCE_UID } from "../dictionary/tags";
import { DicomFormatError, DicomUnsupportedError } from "../errors";
import type { DataElement } from "../model/dataElement";
import { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { refuseDirectory } from "../model/objectIdentity";
import type { FragmentInspection } from "../pixels/fragments/inspectFragments";
import { transferSyntaxOf } from "../syntax/transferSyntax";
import { uidIn } from "../text/asciiText";
import { planWrite } from "../write/planWrite";
import type { WritePlan } from "../write/writePlan";
import type { ActionCounts, Change } from "./actions/changeLog";
import { editDataSet } from "./actions/editDataSet";
import { createSession, type EditSession } from "./actions/editSession";
import { insertElement } from "./actions/insertElement";
import { settleEncapsulatedDocument } from "./additions/encapsulatedDocument";
import { createFileMeta } from "./additions/fileMeta";
import { insertPatient } from "./additions/insertPatient";
import { createMarkers } from "./additions/markers";
import { settleOffsetTables } from "./additions/offsetTables";
import { withSopUids } from "./additions/sopUids";
import type { DeidentificationKey } from "./identity/deidentificationKey";
import type { PseudonymLookup } from "./identity/patientIdentity";
import type { UidMap } from "./identity/uidMap";
import { typesOf } from "./iod/attributeType";
import { iodAttributesOf, type IodAttributes } from "./iod/iodAttributes";
import { compilePolicy } from "./policy/compilePolicy";
import { claiming, type DeidentificationMethod } from "./policy/methodCodes";
import type { Policy } from "./policy/policy";
import {
  holdNestedPixels,
  settleBlankedPixels,
  treatPixels,
  type PixelTreatment,
} from "./pixels/treatPixels";
import { createOutputChecks } from "./residual/outputChecks";
import { KEPT } from "./rules/unlistedRules";

/** By what, and with which secret, an object is de-identified. */
export interface DeidentificationOptions {
  /** Checked when it is first used; objects of one run share it. */
  readonly policy: Policy;
  /** New UIDs, pseudonyms and offsets of dates are made of it. */
  readonly key: DeidentificationKey;
  /**
   * Shared by the objects of one run, whose UIDs it remembers: the images of a series have most of theirs in common.
   * Of the same key; each object has one of its own where absent.
   */
  readonly mapUid?: UidMap;
  /** A site's own pseudonyms; all are made of the key where absent. */
  readonly lookup?: PseudonymLookup | undefined;
  /** What `inspectFragments` found; without it, an object with compressed pixels is held. */
  readonly fragments?: FragmentInspection | undefined;
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
 * @throws DicomUnsupportedError UNSUPPORTED_OPTION, DICOMDIR_NOT_SUPPORTED, and the codes of `HeldCode`
 * @throws DicomFormatError MISSING_SOP_CLASS_UID, MISSING_SOP_INSTANCE_UID, INVALID_VALUE
 */
export function deidentify(object: DicomObject, options: DeidentificationOptions): Deidentification {
  const policy = compilePolicy(options.policy);
  refuseDirectory(object);
  const found = withSopUids(object);
  const standard = policy.strict ? standardOf(found) : undefined;
  const pixels = treatPixels({ ...object, dataSet: found }, policy, options.fragments);
  const source = pixels ? found.with(pixels.pixelData) : found;
  const session = createSession(source, policy, options);
  const elements = editElements(source, standard, pixels, session);
  settleOffsetTables(elements, options.fragments, session);
  const dataSet = new DataSet(elements);
  const method = pixels?.cleaned ? claiming(policy.method, "cleanPixelData") : policy.method;
  for (const marker of createMarkers(dataSet, method, policy.dates)) {
    insertElement(elements, marker);
    session.attribute(marker, "marker");
  }
  const edited = withFileMeta({ ...object, dataSet });
  const { ownIdentifiers, log } = session;
  const ruleOf = (element: DataElement) => session.ruleOf(element) ?? KEPT.rule;
  const checks = createOutputChecks({ source, edited, policy, standard, ownIdentifiers, ruleOf });
  return {
    object: edited,
    plan: { ...planWrite(edited, ruleOf), checks },
    ...uidsOf(dataSet),
    get changes() {
      return log.changes;
    },
    get counts() {
      return log.counts;
    },
    method,
  };
}

/** What is left of the data set, with what has to be there instead. */
function editElements(
  source: DataSet,
  standard: IodAttributes | undefined,
  pixels: PixelTreatment | undefined,
  session: EditSession,
): DataElement[] {
  const elements: DataElement[] = [];
  const target = new DataSet(elements);
  const level = typesOf(uidIn(source, SOP_CLASS_UID) ?? "");
  editDataSet({ source, target, place: undefined, level, standard, dummied: false }, elements, session);
  insertPatient(source, standard, elements, session);
  settleEncapsulatedDocument(source, elements, session);
  holdNestedPixels(target, session.policy);
  if (pixels) {
    session.attribute(pixels.pixelData, pixels.decision.rule);
    session.log.add(pixels.pixelData.tag, undefined, pixels.decision);
  }
  if (pixels?.cleaned) insertElement(elements, settleBlankedPixels(elements, session));
  return elements;
}

function withFileMeta(object: DicomObject): DicomObject {
  // A file whose headers are not written as its transfer syntax wants is put right.
  const transferSyntax = transferSyntaxOf(object.transferSyntax.uid) ?? object.transferSyntax;
  const fileMeta = createFileMeta({
    sopClassUid: requiredUid(object.dataSet, SOP_CLASS_UID),
    sopInstanceUid: requiredUid(object.dataSet, SOP_INSTANCE_UID),
    transferSyntaxUid: transferSyntax.uid,
  });
  return { ...object, transferSyntax, preamble: undefined, fileMeta };
}

function uidsOf(
  dataSet: DataSet,
): Pick<Deidentification, "sopInstanceUid" | "studyInstanceUid" | "seriesInstanceUid"> {
  const studyInstanceUid = uidIn(dataSet, STUDY_INSTANCE_UID);
  const seriesInstanceUid = uidIn(dataSet, SERIES_INSTANCE_UID);
  return {
    sopInstanceUid: requiredUid(dataSet, SOP_INSTANCE_UID),
    ...(studyInstanceUid === undefined ? {} : { studyInstanceUid }),
    ...(seriesInstanceUid === undefined ? {} : { seriesInstanceUid }),
  };
}

/** @throws DicomUnsupportedError IOD_NOT_KNOWN */
function standardOf(dataSet: DataSet): IodAttributes {
  const standard = iodAttributesOf(uidIn(dataSet, SOP_CLASS_UID) ?? "");
  if (standard) return standard;
  throw new DicomUnsupportedError(
    "IOD_NOT_KNOWN",
    "which attributes belong to objects of this SOP class is not known, and the preset strict keeps no others",
    { tag: formatTag(SOP_CLASS_UID) },
  );
}

function requiredUid(dataSet: DataSet, tag: Tag): string {
  const uid = uidIn(dataSet, tag);
  if (uid === undefined)
    throw new DicomFormatError("INVALID_VALUE", "a UID that identifies the object cannot be read");
  return uid;
}
