import { creatorTagOf, elementOf, groupOf, isGroupLength, isPrivate, type Tag } from "../dictionary/tag";
import type { DataElement } from "../model/dataElement";
import type { DataSet } from "../model/dataSet";
import type { ItemPlace } from "../model/elementPath";
import { META_GROUP } from "../syntax/fileFormat";
import { readText } from "../text/values";
import type { ValidationContext } from "./context";
import { ruleOf, type ElementRule } from "./elementRule";
import { counted, valueOf } from "./facts";
import type { FindingCode } from "./findingCodes";
import { scanValue } from "./values/scanValue";
import { allows } from "./values/multiplicity";
import { describeFault, measureFault } from "./values/valueFaults";

/** Elements of one data set or item as they are looked at. */
interface ElementSite {
  readonly context: ValidationContext;
  readonly dataSet: DataSet;
  readonly place: ItemPlace | undefined;
  /** Found in the value at hand; one set for all values, since most have nothing. */
  readonly faults: Set<FindingCode>;
}

/**
 * Goes once over every element at every depth, and holds it to its tag and VR, to the multiplicity of its values, and to what
 * stands beside it. The depth is bounded by the reader.
 */
export function checkElements(context: ValidationContext): void {
  const faults = new Set<FindingCode>();
  walk({ context, dataSet: context.object.fileMeta, place: undefined, faults });
  const { root, log } = context;
  for (const { tag } of root.elements) {
    if (groupOf(tag) > META_GROUP) break;
    if (groupOf(tag) === META_GROUP) log.add("RESERVED_TAG", tag, undefined, { clause: "PS3.5 §7.1" });
  }
  walk({ context, dataSet: root, place: undefined, faults });
}

function walk(site: ElementSite): void {
  const { context, dataSet, place, faults } = site;
  let block: Tag | undefined;
  for (const element of dataSet.elements) {
    const { tag, value } = element;
    const rule = ruleOf(tag);
    checkTag(site, element, rule);
    if (isPrivate(tag) && !isGroupLength(tag)) block = checkBlock(site, tag, block);
    if (value.kind === "sequence") {
      value.items.forEach((item, index) =>
        walk({ context, dataSet: item, place: { parent: place, tag, index }, faults }),
      );
    } else checkValue(site, element, rule);
    rule.local?.(element, { dataSet, place, context });
  }
}

function checkTag(
  { context, dataSet, place }: ElementSite,
  { tag, vr }: DataElement,
  rule: ElementRule,
): void {
  const { fault, vrs } = rule;
  const isAllowed = vrs.length === 0 || vrs.includes(vr);
  if (!fault && isAllowed) return;
  const value = () => valueOf(dataSet, tag);
  if (fault) context.log.add(fault.code, tag, place, { ...fault, value });
  if (isAllowed) return;
  const facts = { clause: "PS3.6 §6", expected: vrs.join(" or "), found: () => vr, value };
  context.log.add("WRONG_VR", tag, place, facts);
}

/**
 * A private attribute is in a block of its own data set, PS3.5 §7.8.1.
 *
 * @param known the creator of the block that was looked for last, where it is there
 * @returns the creator of the attribute's block, where it is there
 */
function checkBlock(
  { context, dataSet, place }: ElementSite,
  tag: Tag,
  known: Tag | undefined,
): Tag | undefined {
  if (elementOf(tag) < 0x1000) return known; // the creator itself, or a tag that is wrong by itself
  const creator = creatorTagOf(tag);
  if (creator === known || dataSet.has(creator)) return creator;
  context.log.add("MISSING_PRIVATE_CREATOR", tag, place, { clause: "PS3.5 §7.8.1" });
  return undefined;
}

function checkValue(
  { context: { log }, dataSet, place, faults }: ElementSite,
  element: DataElement,
  { multiplicity }: ElementRule,
): void {
  const count = scanValue(element, dataSet, faults);
  const isAllowed = count === 0 || multiplicity === undefined || allows(multiplicity, count);
  if (isAllowed && faults.size === 0) return;
  const { tag, vr } = element;
  const value = () => readText(element, dataSet).join("\\");
  for (const code of faults)
    log.add(code, tag, place, {
      ...describeFault(code, vr),
      found: () => measureFault(code, element, dataSet),
      value,
    });
  faults.clear();
  if (isAllowed) return;
  const expected = `${multiplicity.text} ${multiplicity.text === "1" ? "value" : "values"}`;
  const found = () => counted(count, "value");
  log.add("WRONG_MULTIPLICITY", tag, place, { clause: "PS3.5 §6.4", expected, found, value });
}
