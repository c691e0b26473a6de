import { formatTag, isEmpty, type DataElement, type DataSet, type Tag } from "../../../dicom";
import type { CorpusFile, PlantedRow } from "../corpus/plant";
import { vrOf } from "../corpus/plantedRows";
import { allowedOutcomes, type Outcome } from "../expectations";
import type { Engine } from "../engines/engine";
import { typeInIod } from "../iodTypes";
import { dataSetAt, textOf } from "./elements";

export interface WrongAction {
  readonly tag: string;
  readonly level: number;
  readonly outcome: Outcome;
  readonly allowed: readonly Outcome[];
}

/** Holds what became of every planted row to Table E.1-1a. */
export function checkActions(
  file: CorpusFile,
  source: DataSet,
  output: DataSet,
  { options, removesOutside }: Pick<Engine, "options" | "removesOutside">,
): { right: number; wrong: WrongAction[] } {
  const wrong: WrongAction[] = [];
  for (const planted of file.rows) {
    const outcome = outcomeOf(planted, source, output);
    // What the answer key has a type for is in the IOD.
    const type = planted.items.length === 0 ? typeInIod(file.iod, planted.tag) : undefined;
    const isOutside = removesOutside === true && type === undefined;
    const allowed = allowedOutcomes(planted.row, vrOf(planted.tag), options, type, isOutside);
    if (!allowed.includes(outcome))
      wrong.push({ tag: formatTag(planted.tag), level: planted.items.length, outcome, allowed });
  }
  return { right: file.rows.length - wrong.length, wrong };
}

function outcomeOf({ tag, items }: PlantedRow, source: DataSet, output: DataSet): Outcome {
  const holder = dataSetAt(output, items);
  const after = holder?.get(tag);
  if (!after) return "absent";
  if (isEmpty(after)) return "empty";
  return sameValue(dataSetAt(source, items)?.get(tag), after, tag) ? "same" : "other";
}

function sameValue(before: DataElement | undefined, after: DataElement, tag: Tag): boolean {
  if (after.value.kind === "sequence" || vrOf(tag) === "SQ") return false; // judged by what is inside
  return textOf(before) === textOf(after);
}
