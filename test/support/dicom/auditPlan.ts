import type { DataElement, DataSet, DicomObject, RangeSegment, WritePlan } from "../../../dicom";

/** What a plan has to answer for. */
export interface PlanOrigin {
  /** As it was read. */
  readonly source: DicomObject;
  /** As it was edited, with its rules; what the plan writes. */
  readonly edited: Pick<DicomObject, "dataSet" | "fileMeta">;
}

/**
 * What keeps a plan from accounting for all bytes of its output, none where it does: every literal byte lies in one span
 * with a rule, the sizes agree, and every range is a whole long value that the source object has, that an element of
 * the edited object has kept, and that is copied once for each of these.
 */
export function auditPlan(plan: WritePlan, { source, edited }: PlanOrigin): string[] {
  const problems: string[] = [];
  const inSource = new Set(longValuesOf(source.dataSet).map(placeOf));
  const kept = countOf(longValuesOf(edited.dataSet).map(placeOf));
  let sizeBytes = 0;
  plan.segments.forEach((segment, index) => {
    const complain = (problem: string) => problems.push(`segment ${index}: ${problem}`);
    if (segment.kind === "literal") {
      let end = 0;
      for (const { endOffset, rule } of segment.spans) {
        if (rule === "") complain("a span has no rule");
        if (endOffset <= end) complain("spans do not ascend");
        end = endOffset;
      }
      if (end !== segment.bytes.length) complain("spans do not cover the bytes");
      sizeBytes += segment.bytes.length;
    } else {
      if (segment.rule === "") complain("a range has no rule");
      const place = placeOf(segment);
      const left = kept.get(place) ?? 0;
      if (!inSource.has(place)) complain("a range is no value of the source");
      if (left === 0) complain("a range is no value that was kept");
      kept.set(place, left - 1);
      sizeBytes += segment.lengthBytes;
    }
  });
  if ([...kept.values()].some((left) => left > 0)) problems.push("a long value that was kept is not written");
  if (sizeBytes !== plan.sizeBytes) problems.push("the plan has another size than its segments");
  const { deflateFrom = 0 } = plan;
  if (!(deflateFrom >= 0 && deflateFrom <= plan.segments.length))
    problems.push("deflation starts at no segment");
  return problems;
}

type LongValue = Pick<RangeSegment, "source" | "offset" | "lengthBytes">;

const sourceNumbers = new WeakMap<object, number>();
let sources = 0;

/** Equal for the same bytes of the same source. */
function placeOf({ source, offset, lengthBytes }: LongValue): string {
  let number = sourceNumbers.get(source);
  if (number === undefined) sourceNumbers.set(source, (number = ++sources));
  return `${number}:${offset}+${lengthBytes}`;
}

function longValuesOf(dataSet: DataSet): LongValue[] {
  return dataSet.elements.flatMap(({ value }: DataElement) => {
    if (value.kind === "sequence") return value.items.flatMap(longValuesOf);
    return value.kind === "bytes" ? [] : [value];
  });
}

function countOf(places: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
