import { constants } from "node:buffer";
import type { ByteSource } from "../../bytes/byteSource";
import {
  creatorTagOf,
  formatTag,
  groupOf,
  isGroupLength,
  isPrivate,
  isPrivateCreator,
  type Tag,
} from "../../dictionary/tag";
import * as tags from "../../dictionary/tags";
import { DicomError, DicomOutputError, type DicomLocation, type DicomWarningCode } from "../../errors";
import { HIGHEST_DEPTH, type Limits } from "../../limits";
import { isEmpty, type DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import { formatPath, type ItemPlace } from "../../model/elementPath";
import { readDicom } from "../../read/readDicom";
import { META_GROUP } from "../../syntax/fileFormat";
import { uidIn } from "../../text/asciiText";
import { firstText } from "../../text/values";
import { IMPLEMENTATION_CLASS_UID } from "../additions/fileMeta";
import type { AttributeType } from "../../iod/attributeLevel";
import { typesOf, type TypeLevel } from "../iod/attributeType";
import type { IodAttributes } from "../iod/iodAttributes";
import type { CompiledPolicy } from "../policy/compilePolicy";
import { decideAction } from "../rules/decideAction";
import type { Decision } from "../rules/decision";

/** Reading it was within its limits, so is reading it again. */
const LIMITS: Partial<Limits> = {
  elements: Infinity,
  headerBytes: Infinity,
  inflatedBytes: constants.MAX_LENGTH,
  depth: HIGHEST_DEPTH,
};

/** About Specific Character Set, which stays what it is, and about UN, which may be written where the VR was not known. */
const TOLERATED: ReadonlySet<DicomWarningCode> = new Set([
  "UNKNOWN_CHARACTER_SET",
  "NONSTANDARD_CHARACTER_SET",
  "KNOWN_ATTRIBUTE_AS_UN",
]);

const FILE_META: ReadonlySet<Tag> = new Set([
  tags.FILE_META_INFORMATION_GROUP_LENGTH,
  tags.FILE_META_INFORMATION_VERSION,
  tags.MEDIA_STORAGE_SOP_CLASS_UID,
  tags.MEDIA_STORAGE_SOP_INSTANCE_UID,
  tags.TRANSFER_SYNTAX_UID,
  tags.IMPLEMENTATION_CLASS_UID,
  tags.IMPLEMENTATION_VERSION_NAME,
]);

const REQUIRED: readonly Tag[] = [
  tags.SOP_CLASS_UID,
  tags.SOP_INSTANCE_UID,
  tags.DEIDENTIFICATION_METHOD,
  tags.DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  tags.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
];

export interface ExpectedOutput {
  readonly edited: DicomObject;
  readonly policy: CompiledPolicy;
  /** What it may hold, where only attributes of the IOD stay. */
  readonly standard?: IodAttributes | undefined;
}

/**
 * Reads the header of an output, up to its pixel data, as if it were anybody's file, and holds it to what it has to be.
 *
 * @throws DicomOutputError
 */
export async function verifyOutput(
  output: ByteSource,
  { edited, policy, standard }: ExpectedOutput,
): Promise<void> {
  const written = await readAgain(output);
  const [warning] = written.warnings.filter(({ code }) => !TOLERATED.has(code));
  if (warning) fail("UNREADABLE_OUTPUT", "it is not in order", warning);
  verifyFileMeta(written, edited);
  for (const tag of REQUIRED) requireValue(written.dataSet, tag);
  if (firstText(written.dataSet, tags.PATIENT_IDENTITY_REMOVED) !== "YES")
    fail("INCOMPLETE_OUTPUT", "it does not say that it is de-identified", at(tags.PATIENT_IDENTITY_REMOVED));
  const level = typesOf(uidIn(written.dataSet, tags.SOP_CLASS_UID) ?? "");
  verifyElements(written.dataSet, edited.dataSet, { policy, standard, level }, undefined);
}

async function readAgain(output: ByteSource): Promise<DicomObject> {
  try {
    return await readDicom(output, { stopBeforePixelData: true, limits: LIMITS });
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    const { tag, path, offset } = error;
    throw new DicomOutputError("UNREADABLE_OUTPUT", sentence("it cannot be read again"), {
      tag,
      path,
      offset,
    });
  }
}

function verifyFileMeta({ preamble, fileMeta, dataSet }: DicomObject, edited: DicomObject): void {
  if (!preamble || preamble.some((byte) => byte !== 0))
    fail("FORBIDDEN_IN_OUTPUT", "its preamble is not empty");
  const other = fileMeta.elements.find(({ tag }) => !FILE_META.has(tag));
  if (other)
    fail("FORBIDDEN_IN_OUTPUT", "its file meta information has what nobody put there", at(other.tag));
  const expected: readonly (readonly [Tag, string | undefined])[] = [
    [tags.MEDIA_STORAGE_SOP_CLASS_UID, uidIn(dataSet, tags.SOP_CLASS_UID)],
    [tags.MEDIA_STORAGE_SOP_INSTANCE_UID, uidIn(dataSet, tags.SOP_INSTANCE_UID)],
    [tags.TRANSFER_SYNTAX_UID, edited.transferSyntax.uid],
    [tags.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS_UID],
  ];
  for (const [tag, uid] of expected) {
    if (uid === undefined || uidIn(fileMeta, tag) !== uid)
      fail("INCOMPLETE_OUTPUT", "its file meta information does not agree with it", at(tag));
  }
}

function requireValue(dataSet: DataSet, tag: Tag): void {
  const element = dataSet.get(tag);
  if (!element || isEmpty(element)) fail("INCOMPLETE_OUTPUT", "a required attribute is missing", at(tag));
}

type Rules = Pick<ExpectedOutput, "policy" | "standard"> & { readonly level: TypeLevel | undefined };

/** Side by side with what was planned: the same elements, none of which the policy would remove. */
function verifyElements(
  written: DataSet,
  planned: DataSet,
  rules: Rules,
  place: ItemPlace | undefined,
): void {
  const { policy, standard, level } = rules;
  const context = { policy, standard, dataSet: written };
  let next = 0;
  // Nothing is made for an element: enhanced images have tens of thousands of items with a few elements each.
  for (const element of written.elements) {
    const { tag } = element;
    next = nextExpected(planned.elements, next, place);
    const plan = planned.elements[next++];
    if (plan?.tag !== tag)
      return fail("FORBIDDEN_IN_OUTPUT", "an attribute has not been planned", at(tag, place));
    if (isPrivate(tag) && keepsPrivate(rules.policy)) {
      verifyPrivate(written, tag, place);
      verifyItems(element, plan, rules, place);
      continue;
    }
    // What is too long for its VR is written as UN: it is what it was planned to be.
    const { operation, byType } = decideAction(tag, plan.value.kind === "sequence" ? "SQ" : plan.vr, context);
    if (operation === "remove" && !isRequired(byType, level?.typeOf(tag)))
      fail("FORBIDDEN_IN_OUTPUT", "an attribute is there that the policy removes", at(tag, place));
    if (operation === "empty" && !isEmpty(element))
      fail("FORBIDDEN_IN_OUTPUT", "an attribute has a value that the policy empties", at(tag, place));
    verifyItems(element, plan, rules, place);
  }
  const missing = planned.elements[nextExpected(planned.elements, next, place)];
  if (missing) fail("INCOMPLETE_OUTPUT", "an attribute is missing that was planned", at(missing.tag, place));
}

/** What is removed elsewhere stays with another value where this IOD asks for it. */
function isRequired(byType: Decision["byType"], type: AttributeType | undefined): boolean {
  return type !== undefined && byType !== undefined && byType[type].operation !== "remove";
}

function keepsPrivate({ site, safePrivate }: CompiledPolicy): boolean {
  return site.byCreator.size > 0 || safePrivate !== undefined;
}

/** What was declared of private attributes need not be in the output: they were planned, and say who defined them. */
function verifyPrivate(written: DataSet, tag: Tag, place: ItemPlace | undefined): void {
  if (!isPrivateCreator(tag) && !written.has(creatorTagOf(tag)))
    fail("FORBIDDEN_IN_OUTPUT", "a private attribute is there without its creator", at(tag, place));
}

function nextExpected(elements: readonly DataElement[], from: number, place: ItemPlace | undefined): number {
  let index = from;
  for (let element = elements[index]; element && !isExpected(element.tag, place); element = elements[index])
    index++;
  return index;
}

/** Group lengths are not written, and reading ended before the pixel data. */
function isExpected(tag: Tag, place: ItemPlace | undefined): boolean {
  return (
    !isGroupLength(tag) &&
    groupOf(tag) !== META_GROUP &&
    (place !== undefined || tag < tags.EXTENDED_OFFSET_TABLE)
  );
}

function verifyItems(
  { tag, value }: DataElement,
  planned: DataElement,
  { policy, standard, level }: Rules,
  place: ItemPlace | undefined,
): void {
  if (planned.value.kind !== "sequence") return;
  const { items } = planned.value;
  // A private sequence is not known as one in implicit VR.
  if (value.kind !== "sequence" && isPrivate(tag)) return;
  const found = value.kind === "sequence" ? value.items : [];
  if (found.length !== items.length)
    fail("INCOMPLETE_OUTPUT", "a sequence has other items than planned", at(tag, place));
  const rules = { policy, standard: standard?.items(tag), level: level?.items(tag) };
  for (const [index, item] of found.entries()) {
    const inside = items[index];
    if (inside) verifyElements(item, inside, rules, { parent: place, tag, index });
  }
}

function at(tag: Tag, place?: ItemPlace): DicomLocation {
  return { tag: formatTag(tag), path: formatPath(tag, place) };
}

function sentence(why: string): string {
  return `the output was not as planned and is not published: ${why}`;
}

function fail(
  code: "UNREADABLE_OUTPUT" | "INCOMPLETE_OUTPUT" | "FORBIDDEN_IN_OUTPUT",
  why: string,
  where?: DicomLocation,
): never {
  throw new DicomOutputError(code, sentence(why), where && { tag: where.tag, path: where.path });
}
