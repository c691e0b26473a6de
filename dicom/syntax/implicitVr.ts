import { attributeOf } from "../dictionary/attributes";
import { isGroupLength, isPrivate, isPrivateCreator, type Tag } from "../dictionary/tag";
import { isVr, type Vr } from "../dictionary/vr";

/**
 * The VR of an attribute whose encoding does not say it (PS3.5 §A.1, §6.2.2).
 *
 * @param signedPixels whether Pixel Representation (0028,0103) in scope is 1; decides between US and SS
 * @returns `UN` for what the dictionary does not know
 */
export function implicitVr(tag: Tag, signedPixels: () => boolean): Vr {
  if (isPrivate(tag)) return isPrivateCreator(tag) ? "LO" : isGroupLength(tag) ? "UL" : "UN";
  if (isGroupLength(tag)) return "UL";
  const vr = attributeOf(tag)?.vr;
  if (vr === undefined) return "UN";
  if (isVr(vr)) return vr;
  // Several are allowed: words cover bytes (PS3.5 §A.1 asks for OW in pixel data), else signedness decides.
  if (vr.includes("OW")) return "OW";
  return vr.includes("SS") && signedPixels() ? "SS" : "US";
}
