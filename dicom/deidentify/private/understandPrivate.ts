import { creatorTagOf, elementOf, groupOf } from "../../dictionary/tag";
import { isVr, VR_TRAITS } from "../../dictionary/vr";
import { DEFAULT_LIMITS } from "../../limits";
import { DataElement } from "../../model/dataElement";
import type { ItemPlace } from "../../model/elementPath";
import type { EditSession, Scope } from "../actions/editSession";
import { privateCreatorsIn } from "../rules/privateBlocks";
import { declaredIn } from "./declaredBlocks";
import { readHiddenItems } from "./readHiddenItems";
import { blockKey, safePrivateVr } from "./safePrivate";

/**
 * A private attribute whose VR is not told (UN, as implicit VR files have it), with the VR that Table E.3.10-1 or the
 * file itself gives it; bytes that are items become a sequence. As it was where nothing is known, or does not fit.
 */
export function understandPrivate(
  element: DataElement,
  { source, place }: Pick<Scope, "source" | "place">,
  { declaredBlocks }: Pick<EditSession, "declaredBlocks">,
): DataElement {
  const { tag, value } = element;
  if (element.vr !== "UN" || value.kind === "sequence" || value.kind === "fragments") return element;
  const creator = privateCreatorsIn(source).get(creatorTagOf(tag));
  if (creator === undefined) return element;
  const block = blockKey(groupOf(tag), creator);
  const number = elementOf(tag) & 0xff;
  const known = safePrivateVr(block, number) ?? declaredIn(declaredBlocks, block, number)?.vr ?? "";
  const vr = known.includes("OB") ? "OB" : known;
  if (!isVr(vr) || vr === "UN") return element;
  if (vr === "SQ") {
    const items = depthOf(place) < DEFAULT_LIMITS.depth ? readHiddenItems(element, source) : undefined;
    return items ? DataElement.ofItems(tag, items) : element;
  }
  return value.lengthBytes % VR_TRAITS[vr].unitBytes === 0 ? new DataElement(tag, vr, value) : element;
}

function depthOf(place: ItemPlace | undefined): number {
  let depth = 0;
  for (let at = place; at; at = at.parent) depth++;
  return depth;
}
