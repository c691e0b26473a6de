import { formatTag, isEmpty, type DataElement, type DataSet, type Tag } from "../../../dicom";
import type { CorpusFile, Options, PlantedRow } from "../corpus/plant";
import { vrOf } from "../corpus/plantedRows";
import { allowedOutcomes, type Outcome } from "../expectations";
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
  options: Options,
): { right: number; wrong: WrongAction[] } {
  const wrong: WrongAction[] = [];
  for (const planted of file.rows) {
    const outcome = outcomeOf(planted, source, output);
    const allowed = allowedFor(planted, file.iod, options);
    if (!allowed.includes(outcome))
      wrong.push({ tag: formatTag(planted.tag), level: planted.items.length, outcome, allowed });
  }
  return { right: file.rows.length - wrong.length, wrong };
}

/** A pseudonym in the place of an empty name is more than the table asks for, and one at the top only. */
function allowedFor({ row, tag, items }: PlantedRow, iod: string, options: Options): readonly Outcome[] {
  const type = items.length === 0 ? typeInIod(iod, tag) : undefined;
  return allowedOutcomes(row, vrOf(tag), options, type);
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
