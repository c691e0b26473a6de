import type { Tag } from "../dictionary/tag";
import * as tags from "../dictionary/tags";
import { registeredUidOf } from "../dictionary/uids";
import { isEmpty } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import type { DicomObject } from "../model/dicomObject";
import { isVideo } from "../syntax/transferSyntax";
import { asciiOf, uidIn } from "../text/asciiText";
import { trimPadding } from "../text/padding";
import {
  CLASS_REASONS,
  CONVERSION_REASONS,
  IMAGE_TYPE_REASONS,
  MODALITY_REASONS,
  SCREEN_SERIES,
} from "./classRules";
import type { PixelReason } from "./pixelReasons";

/** Why an object may show who the patient is, and the attribute that says so. */
export interface PixelFinding {
  readonly reason: PixelReason;
  readonly tag: Tag;
}

const PIXELS: readonly Tag[] = [tags.FLOAT_PIXEL_DATA, tags.DOUBLE_FLOAT_PIXEL_DATA, tags.PIXEL_DATA];

/**
 * Everything that speaks for the patient being visible in the pixels, or audible, or readable in a document. That the
 * object denies it counts for nothing where its class makes it likely (PS3.15 §E.3.1 asks for somebody's look, not for
 * the device's word).
 */
export function findIdentifyingPixels({
  dataSet,
  transferSyntax,
}: Pick<DicomObject, "dataSet" | "transferSyntax">): PixelFinding[] {
  const findings: PixelFinding[] = [];
  const add = (reason: PixelReason | undefined, tag: Tag) => {
    if (reason && findings.every((known) => known.reason !== reason)) findings.push({ reason, tag });
  };
  if (hasValue(dataSet, tags.ENCAPSULATED_DOCUMENT)) add("encapsulatedDocument", tags.ENCAPSULATED_DOCUMENT);
  const sopClass = uidIn(dataSet, tags.SOP_CLASS_UID) ?? "";
  const ofClass =
    CLASS_REASONS.get(sopClass) ?? MODALITY_REASONS.get(termsOf(dataSet, tags.MODALITY)[0] ?? "");
  if (ofClass === "audio" && dataSet.has(tags.WAVEFORM_SEQUENCE)) add("audio", tags.SOP_CLASS_UID);
  if (!PIXELS.some((tag) => hasValue(dataSet, tag))) return findings;

  if (termsOf(dataSet, tags.BURNED_IN_ANNOTATION).some((term) => term !== "" && term !== "NO"))
    add("burnedInAnnotation", tags.BURNED_IN_ANNOTATION);
  if (termsOf(dataSet, tags.RECOGNIZABLE_VISUAL_FEATURES).some((term) => term !== "" && term !== "NO"))
    add("recognizableVisualFeatures", tags.RECOGNIZABLE_VISUAL_FEATURES);
  if (termsOf(dataSet, tags.SPECIMEN_LABEL_IN_IMAGE).includes("YES"))
    add("specimenLabel", tags.SPECIMEN_LABEL_IN_IMAGE);
  for (const term of termsOf(dataSet, tags.IMAGE_TYPE).slice(2)) {
    const words = term.replace(/_/g, " ");
    for (const [pattern, reason] of IMAGE_TYPE_REASONS) if (pattern.test(words)) add(reason, tags.IMAGE_TYPE);
  }
  if (SCREEN_SERIES.test(textOf(dataSet, tags.SERIES_DESCRIPTION)))
    add("screenCapture", tags.SERIES_DESCRIPTION);
  if (ofClass) add(ofClass, tags.SOP_CLASS_UID);
  // What every secondary capture has to say of itself adds nothing to its class.
  else add(CONVERSION_REASONS.get(termsOf(dataSet, tags.CONVERSION_TYPE)[0] ?? ""), tags.CONVERSION_TYPE);
  if (registeredUidOf(sopClass)?.type !== "SOP Class") add("unknownClass", tags.SOP_CLASS_UID);
  if (isVideo(transferSyntax.uid)) add("video", tags.TRANSFER_SYNTAX_UID);
  return findings;
}

/** Where an item, at whatever depth, holds pixel data; what Table E.1-1 removes (icons) is gone by then. */
export function findNestedPixels(edited: DataSet): PixelFinding | undefined {
  for (const { value } of edited.elements) {
    if (value.kind !== "sequence") continue;
    for (const item of value.items) {
      const last = item.elements[item.elements.length - 1];
      if (last && last.tag >= tags.FLOAT_PIXEL_DATA && PIXELS.some((tag) => hasValue(item, tag)))
        return { reason: "nestedPixels", tag: tags.PIXEL_DATA };
      const deeper = findNestedPixels(item);
      if (deeper) return deeper;
    }
  }
  return undefined;
}

function hasValue(dataSet: DataSet, tag: Tag): boolean {
  const element = dataSet.get(tag);
  return element !== undefined && !isEmpty(element);
}

function textOf(dataSet: DataSet, tag: Tag): string {
  const element = dataSet.get(tag);
  return (element && asciiOf(element)) ?? "";
}

function termsOf(dataSet: DataSet, tag: Tag): string[] {
  return textOf(dataSet, tag)
    .split("\\")
    .map((value) => trimPadding(value).toUpperCase());
}
