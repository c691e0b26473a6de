import type { DataSet } from "../../model/dataSet";
import type { CompiledPolicy } from "../policy/compilePolicy";
import type { DeclaredBlocks } from "../private/declaredBlocks";
import { decideAction } from "../rules/decideAction";
import { decideInContentItem, type ContentTreatment } from "./contentItems";
import type { Decide } from "./ownIdentifiers";

/** The decisions that an object is edited by, for those who only ask. */
export function createDecide(
  policy: CompiledPolicy,
  declaredBlocks: DeclaredBlocks,
  contentTreatmentOf: (item: DataSet) => ContentTreatment | undefined,
): Decide {
  return (element, dataSet) => {
    const vr = element.value.kind === "sequence" ? "SQ" : element.vr;
    const decided = decideAction(element.tag, vr, { policy, dataSet, declaredBlocks });
    return decideInContentItem(element, decided, contentTreatmentOf(dataSet));
  };
}
