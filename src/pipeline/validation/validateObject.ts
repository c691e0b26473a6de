import {
  DIRECTORY_RECORD_SEQUENCE,
  MEDIA_STORAGE_SOP_CLASS_UID,
  MEDIA_STORAGE_SOP_INSTANCE_UID,
  SOP_CLASS_UID,
  SOP_INSTANCE_UID,
} from "../../../dicom/dictionary/tags";
import { registeredUidOf } from "../../../dicom/dictionary/uids";
import type { DicomObject } from "../../../dicom/model/dicomObject";
import { isDirectory, sopClassUidOf, sopInstanceUidOf } from "../../../dicom/model/objectIdentity";
import { uidIn } from "../../../dicom/text/asciiText";
import { InputRejectedError } from "../rejection";
import { error, FINDING_SENTENCES, warning, type Finding } from "./finding";
import { describePixels } from "../../../dicom/pixels/pixelDescription";
import { validateModules } from "./validateModules";
import { validatePixels } from "./validatePixels";
import { validateValues } from "./validateValues";

const SOP_COMMON = "PS3.3 §C.12.1";
const FILE_META = "PS3.10 §7.1";

/**
 * Holds an object to the standard. Lenient by design: what real scanners and archives write is processed,
 * and its deviations are warnings; errors are left for what would make the output wrong or unsafe.
 *
 * @returns errors first
 */
export function validateObject(object: DicomObject): Finding[] {
  const identity = validateIdentity(object);
  if (identity.some(({ severity }) => severity === "error")) return identity;
  const { dataSet, transferSyntax } = object;
  const findings = [
    ...identity,
    ...validateModules(dataSet, sopClassUidOf(object) ?? "", describePixels(dataSet) !== undefined),
    ...validatePixels(dataSet, transferSyntax.encapsulated),
    ...validateValues(dataSet),
  ];
  const isError = ({ severity }: Finding) => severity === "error";
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))];
}

/**
 * All findings, where none of them is an error.
 *
 * @throws InputRejectedError with the first error
 */
export function validateProcessable(object: DicomObject): Finding[] {
  const findings = validateObject(object);
  refuseErrors(findings);
  return findings;
}

/**
 * Refuses what `validateProcessable` does, without the checks that find nothing but warnings.
 *
 * @throws InputRejectedError with the first error
 */
export function requireProcessable(object: DicomObject): void {
  refuseErrors(validateIdentity(object));
  refuseErrors(validatePixels(object.dataSet, object.transferSyntax.encapsulated));
}

function refuseErrors(findings: readonly Finding[]): void {
  const first = findings.find(({ severity }) => severity === "error");
  if (!first) return;
  const { code, tag, path, clause } = first;
  throw new InputRejectedError({ code, message: FINDING_SENTENCES[code], tag, path, clause });
}

function validateIdentity(object: DicomObject): Finding[] {
  const { dataSet, fileMeta } = object;
  if (isDirectory(object)) {
    return [error("DICOMDIR_NOT_SUPPORTED", DIRECTORY_RECORD_SEQUENCE, "PS3.3 §F")];
  }
  const findings: Finding[] = [];
  const sopClass = sopClassUidOf(object);
  const sopInstance = sopInstanceUidOf(object);
  if (sopClass === undefined) findings.push(error("MISSING_SOP_CLASS_UID", SOP_CLASS_UID, SOP_COMMON));
  else if (registeredUidOf(sopClass)?.type !== "SOP Class") {
    findings.push(warning("UNKNOWN_SOP_CLASS", SOP_CLASS_UID, SOP_COMMON));
  }
  if (sopInstance === undefined) {
    findings.push(error("MISSING_SOP_INSTANCE_UID", SOP_INSTANCE_UID, SOP_COMMON));
  }
  for (const tag of [SOP_CLASS_UID, SOP_INSTANCE_UID]) {
    if (uidIn(dataSet, tag) === undefined) findings.push(warning("MISSING_ATTRIBUTE", tag, SOP_COMMON));
  }
  const metaClass = uidIn(fileMeta, MEDIA_STORAGE_SOP_CLASS_UID);
  if (metaClass !== undefined && metaClass !== sopClass) {
    findings.push(warning("META_MISMATCH", MEDIA_STORAGE_SOP_CLASS_UID, FILE_META));
  }
  const metaInstance = uidIn(fileMeta, MEDIA_STORAGE_SOP_INSTANCE_UID);
  if (metaInstance !== undefined && metaInstance !== sopInstance) {
    findings.push(warning("META_MISMATCH", MEDIA_STORAGE_SOP_INSTANCE_UID, FILE_META));
  }
  return findings;
}
