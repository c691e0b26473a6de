import { attributeOf, tagOf } from "../../dictionary/attributes";
import { groupOf, isGroupLength, isPrivate, parseTag, type Tag } from "../../dictionary/tag";
import {
  DEIDENTIFICATION_METHOD,
  DEIDENTIFICATION_METHOD_CODE_SEQUENCE,
  LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED,
  PATIENT_BIRTH_DATE,
  PATIENT_ID,
  PATIENT_IDENTITY_REMOVED,
  PATIENT_NAME,
  SOP_CLASS_UID,
  SOP_INSTANCE_UID,
  SPECIFIC_CHARACTER_SET,
} from "../../dictionary/tags";
import { isVr } from "../../dictionary/vr";
import { DicomUsageError } from "../../errors";
import { encodeReplacement } from "./encodeReplacement";
import { createDecision, type Decision } from "../rules/decision";
import type { PolicyRule } from "./policy";

/** A site's rules as decisions, by tag, and by `privateRuleKey` for private attributes. */
export interface SiteRules {
  readonly byTag: ReadonlyMap<Tag, Decision>;
  readonly byCreator: ReadonlyMap<string, Decision>;
}

/** A creator is one value of VR LO, so it has no backslash, and not only spaces. */
const PRIVATE_ATTRIBUTE = /^([0-9A-Fa-f]{4}),( *[^ \\][^\\]*),([0-9A-Fa-f]{2})$/;

const ATTRIBUTE_FORMS = "a keyword of PS3.6, a tag ggggeeee, nor a private attribute gggg,CREATOR,ee";

const FIRST_GROUP = 0x0008;
/** What is above are delimiters of items and sequences. */
const LAST_GROUP = 0xfffd;

/** Attributes whose value the output depends on, and the actions that leave it sound. */
const PROTECTED: ReadonlyMap<Tag, string> = new Map([
  [SPECIFIC_CHARACTER_SET, "K"], // without it, text that stays cannot be read
  [SOP_CLASS_UID, "K"],
  [SOP_INSTANCE_UID, "KU"],
  [PATIENT_IDENTITY_REMOVED, ""], // and the other markers of this run
  [DEIDENTIFICATION_METHOD, ""],
  [DEIDENTIFICATION_METHOD_CODE_SEQUENCE, ""],
  [LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, ""],
]);

/** @throws DicomUsageError INVALID_POLICY that names the attribute of the rule that is wrong */
export function compileSiteRules(rules: readonly PolicyRule[]): SiteRules {
  const byTag = new Map<Tag, Decision>();
  const byCreator = new Map<string, Decision>();
  for (const rule of rules) {
    if (rule.value !== undefined && rule.action !== "D")
      refuse(rule, "has a value, which only action D takes");
    const [, group, creator, element] = PRIVATE_ATTRIBUTE.exec(rule.attribute) ?? [];
    if (group !== undefined && creator !== undefined && element !== undefined) {
      if (!isPrivate(parseInt(group, 16) << 16)) refuse(rule, "names a private creator in an even group");
      addOnce(byCreator, privateRuleKey(parseInt(group, 16), creator, parseInt(element, 16)), rule, "UN");
    } else {
      const tag = tagOf(rule.attribute) ?? parseTag(rule.attribute);
      if (tag === undefined) return refuse(rule, `is neither ${ATTRIBUTE_FORMS}`);
      checkTag(tag, rule);
      addOnce(byTag, tag, rule, attributeOf(tag)?.vr ?? "UN", tag);
    }
  }
  return { byTag, byCreator };
}

/** @param element the two lower digits of the element number, which a block of any number shares */
export function privateRuleKey(group: number, creator: string, element: number): string {
  return `${group.toString(16)},${creator.trim()},${element.toString(16)}`;
}

function checkTag(tag: Tag, rule: PolicyRule): void {
  if (isPrivate(tag)) refuse(rule, "is private: write it as gggg,CREATOR,ee");
  if (groupOf(tag) < FIRST_GROUP || groupOf(tag) > LAST_GROUP) refuse(rule, "is not part of a data set");
  if (isGroupLength(tag)) refuse(rule, "is a group length, which no rule keeps right");
  if (!(PROTECTED.get(tag) ?? rule.action).includes(rule.action))
    refuse(rule, `cannot be given action ${rule.action}: the output depends on it`);
}

function addOnce<Key>(rules: Map<Key, Decision>, key: Key, rule: PolicyRule, vr: string, tag?: Tag): void {
  if (rules.has(key)) refuse(rule, "has more than one rule");
  rules.set(key, decisionOf(rule, vr.split("|"), tag));
}

function decisionOf(rule: PolicyRule, vrs: readonly string[], tag: Tag | undefined): Decision {
  const { action, value } = rule;
  const text = `site rule ${action}`;
  const uid = vrs.includes("UI");
  switch (action) {
    case "X":
      return createDecision("remove", text, "site");
    case "Z":
      return createDecision("empty", text, "site");
    case "K":
      if (tag === PATIENT_BIRTH_DATE)
        return createDecision("keepBirthDate", text, "site", { emptyStays: true });
      if (vrs.includes("AS")) return createDecision("capAge", text, "site", { emptyStays: true });
      return createDecision(uid ? "keepUids" : "keep", text, "site");
    case "U":
      if (!uid && !vrs.includes("UN")) refuse(rule, "is no UID, which action U is for");
      return createDecision("mapUids", text, "site", { emptyStays: true });
    case "D":
      if (value !== undefined) {
        if (!vrs.some((vr) => isVr(vr) && encodeReplacement(vr, value)))
          refuse(rule, `has a value that is not valid for its VR ${vrs.join(" or ")}`);
        return createDecision("dummy", text, "site", { replacement: value });
      }
      if (tag === PATIENT_ID || tag === PATIENT_NAME) return createDecision("pseudonym", text, "site");
      return uid
        ? createDecision("mapUids", text, "site", { action })
        : createDecision("dummy", text, "site");
  }
}

/** The value of a rule is not repeated: a site may have put anything there. */
function refuse(rule: PolicyRule, why: string): never {
  throw new DicomUsageError("INVALID_POLICY", `the rule for ${rule.attribute}: the attribute ${why}`);
}
