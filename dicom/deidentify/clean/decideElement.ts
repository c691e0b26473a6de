import type { DataSet } from "../../model/dataSet";
import type { CompiledPolicy } from "../policy/compilePolicy";
import type { DeclaredBlocks } from "../private/declaredBlocks";
import { decideAction, type DecisionContext } from "../rules/decideAction";
import { decideInContentItem, type ContentTreatment } from "./contentItems";
import type { Decide } from "./ownIdentifiers";

/** The decisions that an object is edited by, for those who only ask. */
export function createDecide(
  policy: CompiledPolicy,
  declaredBlocks: DeclaredBlocks,
  contentTreatmentOf: (item: DataSet) => ContentTreatment | undefined,
): Decide {
  let context: DecisionContext | undefined;
  return (element, dataSet) => {
    const vr = element.value.kind === "sequence" ? "SQ" : element.vr;
    if (context?.dataSet !== dataSet) context = { policy, dataSet, declaredBlocks }; // one for all its elements
    const decided = decideAction(element.tag, vr, context);
    return decideInContentItem(element, decided, contentTreatmentOf(dataSet));
  };
}
