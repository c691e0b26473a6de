import { attributeOf, type Attribute } from "../dictionary/attributes";
import { elementOf, groupOf, isGroupLength, isPrivate, isPrivateCreator, type Tag } from "../dictionary/tag";
import { isVr, type Vr } from "../dictionary/vr";
import { META_GROUP } from "../syntax/fileFormat";
import { localCheckOf, type LocalCheck } from "./consistency/localChecks";
import type { FindingCode } from "./findingCodes";
import { parseMultiplicity, type Multiplicity } from "./values/multiplicity";

/** What is asked of an element wherever its tag stands. */
export interface ElementRule {
  /** Those that PS3.6 gives the attribute; none where anything goes. */
  readonly vrs: readonly Vr[];
  readonly multiplicity: Multiplicity | undefined;
  /** What is to be said of the tag by itself. */
  readonly fault: TagFault | undefined;
  /** Holds the element to what stands beside it. */
  readonly local: LocalCheck | undefined;
}

interface TagFault {
  readonly code: FindingCode;
  readonly clause: string;
}

const RESERVED: TagFault = { code: "RESERVED_TAG", clause: "PS3.5 §7.1" };
const UNKNOWN: TagFault = { code: "UNKNOWN_ATTRIBUTE", clause: "PS3.6 §6" };
const RETIRED: TagFault = { code: "RETIRED_ATTRIBUTE", clause: "PS3.6 §6" };

const anything = (fault?: TagFault): ElementRule => ({
  vrs: [],
  multiplicity: undefined,
  fault,
  local: undefined,
});
const ANYTHING = anything();
const RESERVED_RULE = anything(RESERVED);
const UNKNOWN_RULE = anything(UNKNOWN);
const CREATOR_RULE: ElementRule = { ...ANYTHING, vrs: ["LO"], multiplicity: parseMultiplicity("1") };

/** Of commands and file formats: groups 0000 to 0007, PS3.5 §7.1; odd ones are no private ones. */
const LAST_RESERVED_GROUP = 0x0007;
const NO_GROUP = 0xffff;

/** By tag, of known attributes alone: there are not many, and a file may have any number of others. */
const rules = new Map<Tag, ElementRule>();

export function ruleOf(tag: Tag): ElementRule {
  const known = rules.get(tag);
  if (known) return known;
  const group = groupOf(tag);
  // Group 0002 is looked at as the file meta information that it is in.
  if ((group <= LAST_RESERVED_GROUP && group !== META_GROUP) || group === NO_GROUP) return RESERVED_RULE;
  if (isPrivateCreator(tag)) return CREATOR_RULE;
  if (isPrivate(tag)) return isPrivateBlock(tag) ? ANYTHING : RESERVED_RULE;
  const attribute = attributeOf(tag);
  if (!attribute) return UNKNOWN_RULE;
  const rule = createRule(tag, attribute);
  rules.set(tag, rule);
  return rule;
}

function createRule(tag: Tag, attribute: Attribute): ElementRule {
  const retired = attribute.retired && !(groupOf(tag) === META_GROUP && isGroupLength(tag));
  return {
    vrs: attribute.vr
      .split("|")
      .filter(isVr)
      .filter((vr) => vr !== "UN"),
    multiplicity: parseMultiplicity(attribute.vm),
    fault: retired ? RETIRED : undefined,
    local: localCheckOf(attribute.keyword),
  };
}

/** (gggg,1000-FFFF) are for private attributes, in the blocks that (gggg,0010-00FF) reserve, PS3.5 §7.8.1; group lengths are retired. */
function isPrivateBlock(tag: Tag): boolean {
  return elementOf(tag) >= 0x1000 || isGroupLength(tag);
}
