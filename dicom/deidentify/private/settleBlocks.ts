import {
  creatorTagOf,
  elementOf,
  groupOf,
  isPrivate,
  isPrivateCreator,
  type Tag,
} from "../../dictionary/tag";
import { DataElement } from "../../model/dataElement";
import { asciiElement } from "../../text/asciiText";
import { insertElement } from "../actions/insertElement";
import type { EditSession, Scope } from "../actions/editSession";
import { privateCreatorsIn } from "../rules/privateBlocks";

const FIRST_BLOCK = 0x10;

/**
 * Puts the private attributes that are left of a data set in order: a creator stays where one of its attributes does.
 *
 * Under Retain Safe Private the blocks of a group are also numbered from 10 on, in their old order, and blocks of the
 * same creator become one, since a creator reserves only one block of a group (PS3.5 §7.8.1); of two attributes that
 * meet there the first stays. What refers to a private attribute does so by creator (PS3.3 §10.17.1.2).
 *
 * @param elements those of `scope.target`; private ones have the tags of the source, and creators are not among them
 */
export function settleBlocks(elements: DataElement[], scope: Scope, session: EditSession): void {
  const { log, policy } = session;
  const removed = (tag: Tag): void => log.add(tag, scope.place, policy.table.privateAttributes);
  const left = takePrivate(elements);
  const creators = privateCreatorsIn(scope.source);
  const blocks = policy.safePrivate && renumber(left, creators);
  const settled = new Map<Tag, DataElement>();
  const keptCreators = new Set<Tag>();
  for (const element of left) {
    const source = creatorTagOf(element.tag);
    const target = blocks?.get(source) ?? source;
    const tag = ((groupOf(target) << 16) | (elementOf(target) << 8) | (element.tag & 0xff)) >>> 0;
    if (settled.has(tag)) {
      removed(element.tag);
      continue;
    }
    if (!settled.has(target)) {
      const creator = asciiElement(target, "LO", creators.get(source) ?? "");
      session.attribute(creator, "creator of private attributes that stay");
      settled.set(target, creator);
      keptCreators.add(source);
    }
    settled.set(tag, tag === element.tag ? element : renumbered(element, tag, session));
  }
  for (const { tag } of scope.source.elements) {
    if (isPrivateCreator(tag) && !keptCreators.has(tag)) removed(tag);
  }
  for (const element of settled.values()) insertElement(elements, element);
}

/** Takes the private elements out. */
function takePrivate(elements: DataElement[]): DataElement[] {
  const left = elements.filter(({ tag }) => isPrivate(tag));
  if (left.length === 0) return left;
  const others = elements.filter(({ tag }) => !isPrivate(tag));
  elements.length = 0;
  for (const element of others) elements.push(element);
  return left;
}

/** The tag of the creator of each block in the output, by that in the source. */
function renumber(left: readonly DataElement[], creators: ReadonlyMap<Tag, string>): ReadonlyMap<Tag, Tag> {
  const blocks = new Map<Tag, Tag>();
  const ofCreator = new Map<string, Tag>();
  const next = new Map<number, number>();
  for (const { tag } of left) {
    const source = creatorTagOf(tag);
    if (blocks.has(source)) continue;
    const group = groupOf(tag);
    const key = `${group},${creators.get(source) ?? ""}`;
    let target = ofCreator.get(key);
    if (target === undefined) {
      const block = next.get(group) ?? FIRST_BLOCK;
      next.set(group, block + 1);
      ofCreator.set(key, (target = ((group << 16) | block) >>> 0));
    }
    blocks.set(source, target);
  }
  return blocks;
}

function renumbered(element: DataElement, tag: Tag, session: EditSession): DataElement {
  const moved = new DataElement(tag, element.vr, element.value);
  const rule = session.ruleOf(element);
  if (rule !== undefined) session.attribute(moved, rule);
  return moved;
}
