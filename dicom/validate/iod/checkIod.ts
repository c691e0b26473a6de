import { attributeOf, keywordOf } from "../../dictionary/attributes";
import { groupOf, isCurve, isGroupLength, isOverlay, isPrivate, type Tag } from "../../dictionary/tag";
import { DATA_SET_TRAILING_PADDING, SOP_CLASS_UID, SPECIFIC_CHARACTER_SET } from "../../dictionary/tags";
import { FUNCTIONAL_GROUP_SEQUENCES, type AttributeLevel } from "../../iod/attributeLevel";
import { iodOf } from "../../iod/iod";
import type { DataElement } from "../../model/dataElement";
import type { DataSet } from "../../model/dataSet";
import type { ItemPlace } from "../../model/elementPath";
import { META_GROUP } from "../../syntax/fileFormat";
import { isBlank } from "../../text/values";
import type { ValidationContext } from "../context";
import { counted, valueOf } from "../facts";
import type { FindingCode } from "../findingCodes";
import { activeModulesOf } from "./activeModules";
import { checkTerms } from "./checkTerms";
import { CONDITIONS } from "./conditions";
import type { AttributeCondition } from "./condition";
import { checkFunctionalGroups, clauseOfGroup } from "./functionalGroups";
import { moduleNameOf } from "./moduleName";
import { requirementsOf, type Requirement } from "./requirements";
import { textOf } from "./saying";
import { KNOWN_ELSEWHERE } from "./tables/knownElsewhere";
import { SINGLE_ITEMS } from "./tables/singleItems";

/** Where an attribute is, and who asks for it. */
interface IodPlace {
  readonly dataSet: DataSet;
  readonly place: ItemPlace | undefined;
  readonly level: AttributeLevel;
  /** Modules of the data set, or the sequence that has the item. */
  readonly holders: ReadonlySet<string>;
  readonly clauseOf: (tag: Tag) => string;
  /** The attributes are functional groups, each of which is here or elsewhere: see `checkFunctionalGroups`. */
  readonly isFunctionalGroups?: boolean;
}

/** Holds an object to its Information Object Definition, PS3.3: the modules that it has, at every depth. */
export function checkIod(context: ValidationContext): void {
  const { root, sopClassUid, log } = context;
  const iod = iodOf(sopClassUid);
  if (!iod) {
    if (sopClassUid)
      log.add("NOT_CHECKED", SOP_CLASS_UID, undefined, { clause: "PS3.3 §A", value: () => sopClassUid });
    return;
  }
  const active = activeModulesOf(iod, { dataSet: root, root, sopClassUid });
  const { holders, level, mandatory } = active;
  for (const [{ id, section }, attributes] of mandatory) {
    if (!attributes.some((tag) => root.has(tag)))
      log.addGeneral("MISSING_MODULE", { clause: `PS3.3 §${section || "A"}`, expected: moduleNameOf(id) });
  }
  checkFunctionalGroups(context, iod);
  checkLevel(context, {
    dataSet: root,
    place: undefined,
    level,
    holders,
    clauseOf: (tag) => `PS3.3 §${active.moduleOf(tag)?.section || "A"}`,
  });
}

/** Element by element beside what is asked for, both ascending by tag. */
function checkLevel(context: ValidationContext, at: IodPlace): void {
  const required = requirementsOf(at.level);
  let next = 0;
  for (const element of at.dataSet.elements) {
    const { tag } = element;
    const isKnown = at.level.has(tag);
    for (let missing = required[next]; missing && missing.tag < tag; missing = required[++next])
      checkMissing(context, at, missing);
    if (required[next]?.tag === tag) checkPresent(context, at, required[next++] as Requirement, element);
    else if (!isKnown && isOfStandard(tag))
      context.log.add("ATTRIBUTE_OUTSIDE_IOD", tag, at.place, {
        clause: at.clauseOf(tag),
        value: () => valueOf(at.dataSet, tag),
      });
    if (isKnown) checkTerms(context, element, at);
    if (isKnown) checkOptional(context, at, element);
    checkItems(context, at, element);
  }
  for (let missing = required[next]; missing; missing = required[++next]) checkMissing(context, at, missing);
}

function checkMissing(context: ValidationContext, at: IodPlace, { tag, type }: Requirement): void {
  if (at.isFunctionalGroups) return;
  const condition = CONDITIONS.find(tag, at.holders);
  const holds = condition?.required(conditionPlace(context, at));
  const isConditional = type === "1C" || type === "2C";
  if (isConditional ? holds !== true : holds === false) return;
  const code = isConditional ? "MISSING_CONDITIONAL_ATTRIBUTE" : "MISSING_ATTRIBUTE";
  context.log.add(code, tag, at.place, { clause: at.clauseOf(tag), expected: describeType(type, condition) });
}

function checkPresent(
  context: ValidationContext,
  at: IodPlace,
  { tag, type }: Requirement,
  element: DataElement,
): void {
  const condition = CONDITIONS.find(tag, at.holders);
  const value = () => valueOf(at.dataSet, tag);
  const add = (code: FindingCode, expected = describeType(type, condition)) =>
    context.log.add(code, tag, at.place, { clause: at.clauseOf(tag), expected, value });
  if (condition?.otherwise === "forbidden" && condition.required(conditionPlace(context, at)) === false)
    add("FORBIDDEN_ATTRIBUTE", describeAbsence(condition));
  else if (!isBlank(element, at.dataSet)) return;
  else if (type.startsWith("1")) add(type === "1" ? "EMPTY_ATTRIBUTE" : "EMPTY_CONDITIONAL_ATTRIBUTE");
  else if (KNOWN_ELSEWHERE.find(tag, at.holders)?.known(conditionPlace(context, at)) === true)
    add("EMPTY_THOUGH_KNOWN");
}

/** With the condition, where the type has one: `type 1C: SamplesPerPixel > 1`. */
function describeType(type: string, condition: AttributeCondition | undefined): string {
  const text = type.endsWith("C") && condition ? textOf(condition.required) : "";
  return `type ${type}${text && ": "}${text}`;
}

function describeAbsence({ required }: AttributeCondition): string {
  const text = textOf(required);
  return `absent${text && ", unless "}${text}`;
}

/** An optional sequence has items, or is not there, PS3.5 §7.4.5. */
function checkOptional({ log }: ValidationContext, { level, place }: IodPlace, element: DataElement): void {
  const { tag, value } = element;
  if (value.kind === "sequence" && value.items.length === 0 && level.typeOf(tag) === "3")
    log.add("EMPTY_SEQUENCE", tag, place, { clause: "PS3.5 §7.4.5", expected: "an item, or no sequence" });
}

function conditionPlace({ root, sopClassUid }: ValidationContext, { dataSet }: IodPlace) {
  return { dataSet, root, sopClassUid };
}

function checkItems(context: ValidationContext, at: IodPlace, { tag, value }: DataElement): void {
  if (value.kind !== "sequence") return;
  if (value.items.length > 1 && SINGLE_ITEMS.find(tag, at.holders))
    context.log.add("TOO_MANY_ITEMS", tag, at.place, {
      clause: at.clauseOf(tag),
      expected: "a single item",
      found: () => counted(value.items.length, "item"),
    });
  const level = at.level.items(tag);
  if (!level) return;
  const holders = holdersOf(tag);
  const isFunctionalGroups = FUNCTIONAL_GROUP_SEQUENCES.includes(tag);
  const clauseOf = (inner: Tag) =>
    (isFunctionalGroups && clauseOfGroup(context.sopClassUid, inner)) || at.clauseOf(tag);
  value.items.forEach((item, index) => {
    const place = { parent: at.place, tag, index };
    checkLevel(context, { dataSet: item, place, level, holders, clauseOf, isFunctionalGroups });
  });
}

/** By sequences of the standard; a frame has the same ones as all the others. */
const sequenceHolders = new Map<Tag, ReadonlySet<string>>();

function holdersOf(sequence: Tag): ReadonlySet<string> {
  let holders = sequenceHolders.get(sequence);
  if (!holders) sequenceHolders.set(sequence, (holders = new Set([keywordOf(sequence) ?? ""])));
  return holders;
}

/** True of attributes that modules of an IOD would have, did they have them. */
function isOfStandard(tag: Tag): boolean {
  if (isPrivate(tag) || isGroupLength(tag) || isOverlay(tag) || isCurve(tag)) return false;
  return groupOf(tag) !== META_GROUP && attributeOf(tag) !== undefined && !EVERYWHERE.has(tag);
}

/** Specific Character Set may be in any item, PS3.3 §C.12.1.1.2; Data Set Trailing Padding in any data set. */
const EVERYWHERE: ReadonlySet<Tag> = new Set([SPECIFIC_CHARACTER_SET, DATA_SET_TRAILING_PADDING]);
