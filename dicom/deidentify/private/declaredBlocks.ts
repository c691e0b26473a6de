import * as tags from "../../dictionary/tags";
import type { Tag } from "../../dictionary/tag";
import type { DataSet } from "../../model/dataSet";
import { asciiIn } from "../../text/asciiText";
import { readNumbers } from "../../text/values";
import { blockKey } from "./safePrivate";

/** Actions that a file may recommend for private attributes that identify, (0008,0307). */
const ACTIONS = ["D", "Z", "X", "U"] as const;
export type DeclaredAction = (typeof ACTIONS)[number];

/** What a file says of one block of its private attributes; elements by the two lower digits of their number. */
interface DeclaredBlock {
  safe: boolean;
  unsafe: boolean;
  readonly safeElements: Set<number>;
  readonly actions: Map<number, DeclaredAction>;
  readonly vrs: Map<number, string>;
}

/** Blocks as `blockKey` names them. */
export type DeclaredBlocks = ReadonlyMap<string, DeclaredBlock>;

/** What a file says of one private attribute: what may become of it, and its VR where it is told. */
export interface Declared {
  readonly action: DeclaredAction | "K" | undefined;
  readonly vr: string | undefined;
}

/**
 * Reads Private Data Element Characteristics (PS3.3 C.12.1.1.7) of an object. They stand at the top and hold for the
 * blocks of the whole object. What is said twice counts as the more careful of both.
 */
export function declaredBlocksOf(dataSet: DataSet): DeclaredBlocks {
  const blocks = new Map<string, DeclaredBlock>();
  for (const item of dataSet.items(tags.PRIVATE_DATA_ELEMENT_CHARACTERISTICS_SEQUENCE)) {
    const [group] = numbersIn(item, tags.PRIVATE_GROUP_REFERENCE);
    const creator = asciiIn(item, tags.PRIVATE_CREATOR_REFERENCE);
    if (group === undefined || creator === "") continue;
    const key = blockKey(group, creator);
    let block = blocks.get(key);
    if (!block) blocks.set(key, (block = emptyBlock()));
    declare(block, item);
  }
  return blocks;
}

const emptyBlock = (): DeclaredBlock => ({
  safe: false,
  unsafe: false,
  safeElements: new Set(),
  actions: new Map(),
  vrs: new Map(),
});

function declare(block: DeclaredBlock, item: DataSet): void {
  const status = asciiIn(item, tags.BLOCK_IDENTIFYING_INFORMATION_STATUS);
  if (status === "SAFE") block.safe = true;
  else if (status === "MIXED")
    for (const element of numbersIn(item, tags.NONIDENTIFYING_PRIVATE_ELEMENTS))
      block.safeElements.add(element);
  else block.unsafe = true;
  for (const recommended of item.items(tags.DEIDENTIFICATION_ACTION_SEQUENCE)) {
    const text = asciiIn(recommended, tags.DEIDENTIFICATION_ACTION);
    const action = ACTIONS.find((one) => one === text) ?? "X";
    for (const element of numbersIn(recommended, tags.IDENTIFYING_PRIVATE_ELEMENTS))
      block.actions.set(element, block.actions.has(element) ? "X" : action);
  }
  for (const definition of item.items(tags.PRIVATE_DATA_ELEMENT_DEFINITION_SEQUENCE)) {
    const [element] = numbersIn(definition, tags.PRIVATE_DATA_ELEMENT);
    const vr = asciiIn(definition, tags.PRIVATE_DATA_ELEMENT_VALUE_REPRESENTATION);
    if (element !== undefined) block.vrs.set(element, vr);
  }
}

/** What a file says of a private attribute; `undefined` where it says nothing. */
export function declaredIn(blocks: DeclaredBlocks, key: string, element: number): Declared | undefined {
  const block = blocks.get(key);
  return block && { action: actionOf(block, element), vr: block.vrs.get(element) };
}

function actionOf(block: DeclaredBlock, element: number): Declared["action"] {
  const recommended = block.actions.get(element);
  if (recommended !== undefined) return recommended;
  if (block.unsafe) return "X";
  return block.safe || block.safeElements.has(element) ? "K" : undefined;
}

function numbersIn(item: DataSet, tag: Tag): number[] {
  const element = item.get(tag);
  return element ? readNumbers(element) : [];
}
