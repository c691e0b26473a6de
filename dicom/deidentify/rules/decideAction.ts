import { attributeOf } from "../../dictionary/attributes";
import {
  creatorTagOf,
  elementOf,
  groupOf,
  isCurve,
  isOverlay,
  isPrivate,
  type Tag,
} from "../../dictionary/tag";
import type { Vr } from "../../dictionary/vr";
import type { DataSet } from "../../model/dataSet";
import type { TypeLevel } from "../iod/attributeType";
import type { IodAttributes } from "../iod/iodAttributes";
import type { CompiledPolicy } from "../policy/compilePolicy";
import { privateRuleKey } from "../policy/siteRules";
import type { DeclaredBlocks } from "../private/declaredBlocks";
import { decideSafePrivate } from "../private/decideSafePrivate";
import { createDecision, type Decision } from "./decision";
import { privateCreatorOf, privateCreatorsIn } from "./privateBlocks";
import { formOf } from "./formedValues";
import { NOT_A_DATA_SET, OPAQUE, canBeRead, decideUnlisted, keptAsNumbers } from "./unlistedRules";

/** Lower groups belong to messages, file meta information and directories. */
const FIRST_GROUP = 0x0008;

const REFERENCED_SERIES_SEQUENCE = 0x00081115;

/** What a decision may depend on besides the attribute itself. */
export interface DecisionContext {
  readonly policy: CompiledPolicy;
  /** The data set or item that holds the attribute, as it was read. */
  readonly dataSet: DataSet;
  readonly declaredBlocks?: DeclaredBlocks;
  /** What the IOD asks of `dataSet`; absent where that is not known. */
  readonly level?: TypeLevel | undefined;
  /** What `dataSet` may hold; absent where attributes outside of the IOD may stay. */
  readonly standard?: IodAttributes | undefined;
}

/** Under the preset `strict`. */
export const OUTSIDE = createDecision("remove", "outside of the IOD", "unlisted");

const NOTHING_DECLARED: DeclaredBlocks = new Map();

/**
 * The one place where it is decided what happens to an attribute: a site's rule before the table with its options,
 * the table before the rules for what it does not list.
 *
 * @param vr how the value is to be understood: `SQ` for any sequence, `UN` for bytes that nobody can look into
 */
export function decideAction(tag: Tag, vr: Vr, context: DecisionContext): Decision {
  if (isPrivate(tag)) return decidePrivate(tag, vr, context);
  const decision = decideAnywhere(tag, vr, context.policy);
  if (context.standard && isOutside(tag, decision, context.standard)) return OUTSIDE;
  if (!decision.byType) return decision;
  const type = context.level?.typeOf(tag);
  if (type === undefined) return decision;
  // The list of what is referred to has no row, stays, and has to be true (PS3.3 C.12.2): references are replaced.
  if (decision.operation === "keep" && context.dataSet.has(REFERENCED_SERIES_SEQUENCE)) return decision;
  return decision.byType[type];
}

/**
 * True of what the Basic Profile would leave something of, and the IOD does not have. A site's rule and an option that
 * retains or cleans are a decision for the attribute. Planes of overlays go, or stay, as a whole.
 */
function isOutside(tag: Tag, { operation, origin, byOption }: Decision, standard: IodAttributes): boolean {
  if (operation === "remove" || origin === "site" || byOption) return false;
  return !standard.has(tag) && !isOverlay(tag);
}

/** What holds in every IOD, made once for each attribute. */
function decideAnywhere(tag: Tag, vr: Vr, policy: CompiledPolicy): Decision {
  let ofVr = policy.decided.get(vr);
  if (!ofVr) policy.decided.set(vr, (ofVr = new Map<Tag, Decision>()));
  const known = ofVr.get(tag);
  if (known) return known;
  const decision = decidePublic(tag, vr, policy);
  if (attributeOf(tag)) ofVr.set(tag, decision); // tags that PS3.6 does not know could be any number
  return decision;
}

function decidePublic(tag: Tag, vr: Vr, policy: CompiledPolicy): Decision {
  if (groupOf(tag) < FIRST_GROUP) return NOT_A_DATA_SET;
  const { byTag } = policy.site;
  const site = byTag.get(tag) ?? byTag.get(firstOfRepeating(tag));
  if (site) return site;
  const listed = policy.table.rows.get(tag) ?? maskedRow(tag, policy);
  if (!listed) return decideUnlisted(tag, vr, policy.unlisted);
  const attribute = attributeOf(tag);
  if (!attribute) return listed;
  if (canBeRead(vr, attribute))
    return listed.operation === "keep" ? keptAsNumbers(listed, vr, attribute) : listed;
  const isFormed = listed.operation === "keepIf" && formOf(attribute.vr) !== undefined;
  if (isFormed || listed.operation === "clean") return listed.otherwise ?? OPAQUE;
  return listed.operation === "keep" || listed.operation === "keepUids" ? OPAQUE : listed;
}

function decidePrivate(tag: Tag, vr: Vr, context: DecisionContext): Decision {
  const { policy, dataSet, declaredBlocks = NOTHING_DECLARED } = context;
  const { safePrivate, site, table } = policy;
  if (site.byCreator.size === 0 && !safePrivate) return table.privateAttributes;
  const creator = safePrivate
    ? privateCreatorsIn(dataSet).get(creatorTagOf(tag))
    : privateCreatorOf(dataSet, tag);
  if (creator === undefined) return table.privateAttributes;
  const ruled = site.byCreator.get(privateRuleKey(groupOf(tag), creator, elementOf(tag) & 0xff));
  if (ruled) return ruled;
  const safe = safePrivate && decideSafePrivate(tag, vr, creator, declaredBlocks, safePrivate);
  return safe ?? table.privateAttributes;
}

function maskedRow(tag: Tag, policy: CompiledPolicy): Decision | undefined {
  return policy.table.masked.find(({ fixedBits, value }) => (tag & fixedBits) >>> 0 === value)?.decision;
}

/** (6000,eeee) for (60xx,eeee) and (5000,eeee) for (50xx,eeee): the tag that a rule by keyword stands for. */
function firstOfRepeating(tag: Tag): Tag {
  return isCurve(tag) || isOverlay(tag) ? (tag & 0xff00ffff) >>> 0 : tag;
}
