import { tagOf } from "../../dictionary/attributes";
import { formatTag } from "../../dictionary/tag";
import { mayHaveFrames } from "../../iod/frames";
import { readTags } from "../../text/numbers";
import type { ValidationContext } from "../context";
import { counted } from "../facts";
import { ruleOf } from "../elementRule";
import { numberIn, valueCountOf } from "./numbers";

const MULTI_FRAME = "PS3.3 §C.7.6.6";

/** Frames where the IOD has some, and what there has to be one of for every frame, PS3.3 §C.7.6.6 and §C.7.6.16. */
export function checkFrames({ root, sopClassUid, log }: ValidationContext): void {
  const frames = numberIn(root, "NumberOfFrames") ?? (root.has("NumberOfFrames") ? undefined : 1);
  if (frames === undefined) return;
  if (frames < 1 || (frames > 1 && mayHaveFrames(sopClassUid) === false)) {
    const number = frames < 1 ? "1 or more" : "1 of a single-frame image";
    const facts = { clause: MULTI_FRAME, expected: number, value: () => String(frames) };
    log.add("UNEXPECTED_VALUE", tagOf("NumberOfFrames"), undefined, facts);
  }
  const each = (unit: "item" | "value") => `${counted(frames, unit)}, one for each of NumberOfFrames`;
  const perFrame = root.get("PerFrameFunctionalGroupsSequence")?.value;
  if (perFrame?.kind === "sequence" && perFrame.items.length !== frames)
    log.add("FRAME_COUNT_MISMATCH", tagOf("PerFrameFunctionalGroupsSequence"), undefined, {
      clause: "PS3.3 §C.7.6.16",
      expected: each("item"),
      found: () => counted(perFrame.items.length, "item"),
    });
  const pointer = root.get("FrameIncrementPointer");
  for (const tag of new Set(pointer ? readTags(pointer) : [])) {
    const element = root.get(tag);
    if (!element) {
      const facts = { clause: MULTI_FRAME, value: () => formatTag(tag) };
      log.add("POINTER_TO_NOTHING", tagOf("FrameIncrementPointer"), undefined, facts);
      continue;
    }
    const count = ruleOf(tag).multiplicity?.most === Infinity ? valueCountOf(element) : undefined;
    if (count === undefined || count === frames) continue;
    const found = () => counted(count, "value");
    log.add("FRAME_COUNT_MISMATCH", tag, undefined, { clause: MULTI_FRAME, expected: each("value"), found });
  }
}
