import { formatTag, type Tag } from "../../dictionary/tag";
import * as tags from "../../dictionary/tags";
import { DicomUnsupportedError } from "../../errors";
import { DataElement, isEmpty } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { DicomObject } from "../../model/dicomObject";
import { blankRegions, withoutExcess } from "../../pixels/cleanPixels";
import { findIdentifyingPixels, findNestedPixels, type PixelFinding } from "../../pixels/identifyingPixels";
import { clearOverlayBits } from "../../pixels/overlayBits";
import type { FragmentInspection } from "../../pixels/fragments/inspectFragments";
import { describePixels, nativePixelBytes } from "../../pixels/pixelDescription";
import { REASON_SENTENCES, type PixelReason } from "../../pixels/pixelReasons";
import { asciiElement, uidIn } from "../../text/asciiText";
import type { CompiledPolicy } from "../policy/compilePolicy";
import { pixelRuleFor } from "../policy/pixelPolicy";
import { createDecision, type Decision } from "../rules/decision";
import type { EditSession } from "../actions/editSession";

/** What is done about pixels, as it is decided before the data set is edited. */
export interface PixelTreatment {
  /** Takes the place of the pixel data. */
  readonly pixelData: DataElement;
  /** By which the new pixel data is in the output. */
  readonly decision: Decision;
  /** Regions of the policy were blanked: Clean Pixel Data may be claimed. */
  readonly cleaned: boolean;
}

const BLANKED = createDecision("keep", "cleanPixelData: regions of the policy blanked", "site", {
  action: "C",
});
const CUT = createDecision("keep", "bytes behind the last frame cut", "table", { action: "C" });
const CLEARED = createDecision("keep", "E.1-1 X: overlay in unused bits cleared", "table", { action: "C" });
const STRIPPED = createDecision("keep", "remarks around compressed pixels blanked", "table", { action: "C" });
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
  tags.SMALLEST_IMAGE_PIXEL_VALUE_IN_PLANE,
  tags.LARGEST_IMAGE_PIXEL_VALUE_IN_PLANE,
];

/**
 * Holds an object whose pixels, or whose document, are likely to show who the patient is, unless the policy gives
 * regions to blank in it or lets it through; clears what is hidden beside the pixels.
 *
 * @param fragments what was found around compressed pixels
 * @throws DicomUnsupportedError the codes of `HeldCode`
 */
export function treatPixels(
  object: Pick<DicomObject, "dataSet" | "transferSyntax">,
  policy: CompiledPolicy,
  fragments: FragmentInspection | undefined,
): PixelTreatment | undefined {
  const { dataSet } = object;
  const rule = pixelRuleFor(policy.pixels, dataSet);
  const isBlanked = rule !== undefined && rule.regions.length > 0;
  for (const finding of findIdentifyingPixels(object)) {
    const { reason } = finding;
    // That these images show no text does not answer one that says it has some.
    const isAnswered = rule && !NOT_BY_REGIONS.has(reason) && (isBlanked || reason !== "burnedInAnnotation");
    if (!isAnswered && !isLetThrough(finding, dataSet, policy)) throw held(finding);
  }
  let treatment: PixelTreatment | undefined;
  const current = () => (treatment ? dataSet.with(treatment.pixelData) : dataSet);
  const take = (pixelData: DataElement | undefined, decision: Decision, cleaned = false) => {
    if (pixelData) treatment = { pixelData, decision, cleaned };
  };
  take(withoutExcess(dataSet), CUT);
  if (!policy.unlisted.keepsOverlays) take(clearOverlayBits(current()), CLEARED);
  take(stripFragments(object, policy, fragments), STRIPPED);
  if (isBlanked) take(blankRegions(current(), rule.regions), BLANKED, true);
  return treatment;
}

/** Compressed pixel data without the text around it, where there is any. */
function stripFragments(
  { dataSet, transferSyntax }: Pick<DicomObject, "dataSet" | "transferSyntax">,
  policy: CompiledPolicy,
  fragments: FragmentInspection | undefined,
): DataElement | undefined {
  const pixelData = dataSet.get(tags.PIXEL_DATA);
  if (!pixelData || isEmpty(pixelData) || policy.pixels.letThrough.includes("fragmentMetadata"))
    return undefined;
  const { value, tag, vr } = pixelData;
  if (value.kind !== "fragments" && !(transferSyntax.encapsulated && looksCompressed(dataSet)))
    return undefined;
  const problem = fragments?.value === value ? fragments.problem : "nobody has looked";
  if (problem !== undefined) {
    throw new DicomUnsupportedError(
      "FRAGMENTS_CANNOT_BE_CLEANED",
      `${REASON_SENTENCES.fragmentMetadata}: ${problem} (fragmentMetadata)`,
      { tag: formatTag(tag) },
    );
  }
  const { patches = [] } = fragments ?? {};
  return value.kind !== "fragments" || patches.length === 0
    ? undefined
    : new DataElement(tag, vr, { ...value, patches });
}

/** True where the bytes are fewer than the frames have by their description: compressed, and in no fragments. */
function looksCompressed(dataSet: DataSet): boolean {
  const pixels = describePixels(dataSet);
  const described = pixels && nativePixelBytes(pixels);
  const { value } = pixels?.pixelData ?? {};
  return (
    described !== undefined &&
    value !== undefined &&
    value.kind !== "sequence" &&
    value.lengthBytes < described
  );
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
