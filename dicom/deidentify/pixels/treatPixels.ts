import { formatTag, type Tag } from "../../dictionary/tag";
import * as tags from "../../dictionary/tags";
import { DicomUnsupportedError } from "../../errors";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import { blankRegions } from "../../pixels/cleanPixels";
import { findIdentifyingPixels, findNestedPixels, type PixelFinding } from "../../pixels/identifyingPixels";
import { REASON_SENTENCES, type PixelReason } from "../../pixels/pixelReasons";
import { asciiElement, uidIn } from "../../text/asciiText";
import type { CompiledPolicy } from "../policy/compilePolicy";
import { pixelRuleFor } from "../policy/pixelPolicy";
import { createDecision } from "../rules/decision";
import type { EditSession } from "../actions/editSession";

/** What is done about pixels, as it is decided before the data set is edited. */
export interface PixelTreatment {
  /** Takes the place of the pixel data. */
  readonly pixelData?: DataElement;
  /** Regions of the policy were blanked: Clean Pixel Data may be claimed. */
  readonly cleaned: boolean;
}

const UNTOUCHED: PixelTreatment = { cleaned: false };

export const BLANKED = createDecision("keep", "cleanPixelData: regions of the policy blanked", "site", {
  action: "C",
});
const NO_LONGER_TRUE = createDecision("remove", "cleanPixelData: no longer true", "site");
const DENIED = createDecision("keep", "cleanPixelData: denied after blanking", "site", { action: "C" });

/** What no rectangle takes away. */
const NOT_BY_REGIONS: ReadonlySet<PixelReason> = new Set([
  "recognizableVisualFeatures",
  "encapsulatedDocument",
  "audio",
  "video",
]);

/** Statistics of pixels, some of which are black now. */
const STATISTICS: readonly Tag[] = [
  tags.SMALLEST_IMAGE_PIXEL_VALUE,
  tags.LARGEST_IMAGE_PIXEL_VALUE,
  tags.SMALLEST_PIXEL_VALUE_IN_PLANE,
  tags.LARGEST_PIXEL_VALUE_IN_PLANE,
];

/**
 * Holds an object whose pixels, or whose document, are likely to show who the patient is, unless the policy gives
 * regions to blank in it or lets it through.
 *
 * @throws DicomUnsupportedError BURNED_IN_ANNOTATION, PIXELS_MAY_IDENTIFY, OPAQUE_PAYLOAD, PIXELS_CANNOT_BE_CLEANED
 */
export function treatPixels(
  object: Pick<DicomObject, "dataSet" | "transferSyntax">,
  policy: CompiledPolicy,
): PixelTreatment {
  const { dataSet } = object;
  const rule = pixelRuleFor(policy.pixels, dataSet);
  const isBlanked = rule !== undefined && rule.regions.length > 0;
  for (const finding of findIdentifyingPixels(object)) {
    const { reason } = finding;
    // That these images show no text does not answer one that says it has some.
    const isAnswered = rule && !NOT_BY_REGIONS.has(reason) && (isBlanked || reason !== "burnedInAnnotation");
    if (!isAnswered && !isLetThrough(finding, dataSet, policy)) throw held(finding);
  }
  if (!isBlanked) return UNTOUCHED;
  const pixelData = blankRegions(dataSet, rule.regions);
  return pixelData ? { pixelData, cleaned: true } : UNTOUCHED;
}

/** @throws DicomUnsupportedError PIXELS_MAY_IDENTIFY where an item that stays has pixel data */
export function holdNestedPixels(edited: DataSet, policy: CompiledPolicy): void {
  const finding = findNestedPixels(edited);
  if (finding && !isLetThrough(finding, edited, policy)) throw held(finding);
}

/** Says of the edited object that its pixels were blanked; answers the elements to put into it, and takes out others. */
export function settleBlankedPixels(elements: DataElement[], session: EditSession): DataElement {
  for (const tag of STATISTICS) {
    const index = elements.findIndex((element) => element.tag === tag);
    if (index < 0) continue;
    elements.splice(index, 1);
    session.log.add(tag, undefined, NO_LONGER_TRUE);
  }
  const denial = asciiElement(tags.BURNED_IN_ANNOTATION, "CS", "NO");
  session.log.add(tags.BURNED_IN_ANNOTATION, undefined, DENIED);
  session.attribute(denial, DENIED.rule);
  return denial;
}

/**
 * Naming a SOP class lets through what is likely because of the class, not what the object itself says. A site's rule for
 * the document is a decision on it, too.
 */
function isLetThrough(
  { reason, tag }: PixelFinding,
  dataSet: DataSet,
  { pixels, site }: CompiledPolicy,
): boolean {
  if (pixels.letThrough.includes(reason)) return true;
  if (tag === tags.ENCAPSULATED_DOCUMENT && site.byTag.has(tag)) return true;
  const isOfClass = tag === tags.SOP_CLASS_UID || tag === tags.CONVERSION_TYPE;
  return isOfClass && pixels.letThrough.includes(uidIn(dataSet, tags.SOP_CLASS_UID) ?? "");
}

function held({ reason, tag }: PixelFinding): DicomUnsupportedError {
  const code =
    reason === "burnedInAnnotation"
      ? "BURNED_IN_ANNOTATION"
      : reason === "encapsulatedDocument" || reason === "audio" || reason === "video"
        ? "OPAQUE_PAYLOAD"
        : "PIXELS_MAY_IDENTIFY";
  const why = REASON_SENTENCES[reason];
  return new DicomUnsupportedError(
    code,
    `${why}; the policy neither cleans it nor lets it through (${reason})`,
    {
      tag: formatTag(tag),
    },
  );
}
