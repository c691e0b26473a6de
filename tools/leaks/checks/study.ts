import {
  dayNumberOf,
  formatTag,
  isWellKnownUid,
  parseDateTime,
  type DataElement,
  type DataSet,
  type Tag,
} from "../../../dicom";
import {
  confidentialityRows,
  type ConfidentialityRow,
} from "../../../dicom/deidentify/rules/confidentiality";
import type { Options } from "../corpus/plant";
import { dataSetAt, textOf, walk } from "./elements";

/** A file of a study before and after. */
export interface Pair {
  readonly source: DataSet;
  readonly output: DataSet;
}

export interface Tally {
  right: number;
  wrong: number;
}

/**
 * References: each original UID that is still there in some form has one new one everywhere, no two have the same, and
 * none is what it was unless it is registered, of a class, or an option keeps it.
 */
export function checkUids(pairs: readonly Pair[], options: Options): Tally {
  const mapped = new Map<string, string>();
  const from = new Map<string, string>();
  const tally = { right: 0, wrong: 0 };
  for (const [before, after] of uidsOf(pairs)) {
    const first = mapped.get(before) ?? after;
    const origin = from.get(after) ?? before;
    mapped.set(before, first);
    from.set(after, origin);
    const stays = isWellKnownUid(before) || options.has("retainUids");
    const right = first === after && origin === before && stays === (after === before);
    tally[right ? "right" : "wrong"]++;
  }
  return tally;
}

/** Each UID and what stands in its place, where something does. */
function* uidsOf(pairs: readonly Pair[]): Generator<readonly [string, string]> {
  for (const { source, output } of pairs) {
    const found: (readonly [string, string])[] = [];
    walk(source, (element, items) => {
      if (element.vr !== "UI") return;
      const after = dataSetAt(output, items)?.get(element.tag);
      const [old, fresh] = [textOf(element)?.split("\\") ?? [], textOf(after)?.split("\\") ?? []];
      for (const [index, uid] of old.entries()) {
        const replaced = fresh[index];
        if (uid !== "" && replaced !== undefined && replaced !== "") found.push([uid, replaced]);
      }
    });
    yield* found;
  }
}

/**
 * Dates: under Modified Dates each that the table lets move has moved by the same whole days in all objects of the
 * patient; under Full Dates each is what it was; without either none is.
 */
export function checkDates(pairs: readonly Pair[], options: Options): Tally {
  const modified = options.has("retainLongitudinalTemporalInformationModifiedDates");
  const full = options.has("retainLongitudinalTemporalInformationFullDates");
  const tally = { right: 0, wrong: 0 };
  const distances: number[] = [];
  for (const { source, output } of pairs) {
    walk(source, (element, items) => {
      const before = dayOf(element);
      if (before === undefined) return;
      const after = dayOf(dataSetAt(output, items)?.get(element.tag));
      if (modified) {
        if (after !== undefined) distances.push(after - before);
        else tally[rowOf(element.tag)?.retainModifiedDates === "" ? "right" : "wrong"]++;
      } else {
        const stays = full && rowOf(element.tag)?.retainFullDates !== "";
        tally[stays === (after === before) ? "right" : "wrong"]++;
      }
    });
  }
  const [distance] = distances;
  for (const one of distances) tally[one === distance && one !== 0 ? "right" : "wrong"]++;
  return tally;
}

function isMovable({ vr }: DataElement): boolean {
  return vr === "DA" || vr === "DT";
}

function rowOf(tag: Tag): ConfidentialityRow | undefined {
  return confidentialityRows().find((one) => one.tag === formatTag(tag));
}

/** Days since a fixed one, of a date with year, month and day. */
function dayOf(element: DataElement | undefined): number | undefined {
  if (!element || !isMovable(element)) return undefined;
  const { year, month, day } = parseDateTime(textOf(element) ?? "") ?? {};
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return dayNumberOf({ year, month, day });
}
