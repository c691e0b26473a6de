import { attributeOf } from "../../dictionary/attributes";
import { isVr, type Vr } from "../../dictionary/vr";
import { DataElement, isEmpty } from "../../model/dataElement";
import { asciiElement, asciiOf } from "../../text/asciiText";
import { fits } from "../rules/unlistedRules";
import { dummyItem } from "./dummyItem";
import { dummyBytes } from "./dummyValue";
import { encodeReplacement } from "../policy/encodeReplacement";
import { saysTheSame } from "./sameValue";

const GRAPHIC_DATA = 0x00700022;

/** The VR for a new value: the element's own, unless it does not belong to the attribute. */
export function replacementVr({ tag, vr }: DataElement): Vr {
  const attribute = attributeOf(tag);
  if (!attribute || fits(vr, attribute)) return vr;
  const known = attribute.vr.split("|")[0] ?? vr;
  return isVr(known) ? known : vr;
}

/** The element without a value, or without items. */
export function emptiedElement(element: DataElement): DataElement {
  const vr = replacementVr(element);
  return vr === "SQ"
    ? DataElement.ofItems(element.tag, [])
    : DataElement.ofBytes(element.tag, vr, new Uint8Array(0));
}

/**
 * The element with a dummy that is not its original. A sequence gets one item: its own are dummied one by one elsewhere.
 *
 * @param replacement what a site's rule asks for instead
 */
export function dummiedElement(
  element: DataElement,
  replacement: string | undefined,
  mapUid: (uid: string) => string,
): DataElement {
  const { tag } = element;
  const vr = replacementVr(element);
  const asked = replacement === undefined ? undefined : encodeReplacement(vr, replacement);
  if (asked) return DataElement.ofBytes(tag, vr, asked);
  if (vr === "SQ") return DataElement.ofItems(tag, [dummyItem(tag, mapUid)]);
  if (vr === "UI") return asciiElement(tag, vr, mapUid(asciiOf(element) ?? ""));
  const points = tag === GRAPHIC_DATA ? pointsInsteadOf(element, vr) : undefined;
  if (points) return DataElement.ofBytes(tag, vr, points);
  const first = dummyBytes(tag, vr);
  return DataElement.ofBytes(tag, vr, saysTheSame(element, vr, first) ? dummyBytes(tag, vr, true) : first);
}

/** As many points as there were: how many there have to be is for Graphic Type to say, which stays. */
function pointsInsteadOf(element: DataElement, vr: Vr): Uint8Array | undefined {
  const { value } = element;
  if (vr !== "FL" || value.kind !== "bytes" || value.lengthBytes % 4 !== 0 || isEmpty(element))
    return undefined;
  const points = new Uint8Array(value.lengthBytes);
  return saysTheSame(element, vr, points) ? points.fill(1) : points;
}
