import type { DataSet } from "../../../dicom";
import { dataSetAt, textOf } from "../checks/elements";
import type { CorpusFile, Options } from "../corpus/plant";
import { answerKeyOf, digestOf, type Check, type CheckType } from "./answerKey";

export interface MidiScore {
  passed: number;
  failed: number;
  /** Checks of what the setting does not mean to keep; not counted. */
  deliberate: number;
  readonly failedBy: Map<CheckType, number>;
}

/** Identifiers of the whole run: what one original became where it came first. */
export class MidiScorer {
  readonly score: MidiScore = { passed: 0, failed: 0, deliberate: 0, failedBy: new Map() };
  private readonly uids = new Map<string, string>();
  private readonly patients = new Map<string, string>();

  constructor(private readonly options: Options) {}

  /** @param output absent where the file was refused, which answers only what must not be there */
  add(file: CorpusFile, output: DataSet | undefined): void {
    for (const check of answerKeyOf(file)) {
      if (this.isDeliberate(check)) this.score.deliberate++;
      else if (this.passes(check, output)) this.score.passed++;
      else {
        this.score.failed++;
        this.score.failedBy.set(check.type, (this.score.failedBy.get(check.type) ?? 0) + 1);
      }
    }
  }

  private isDeliberate({ type, needs }: Check): boolean {
    if (type === "uid_changed" || type === "uid_consistent") return this.options.has("retainUids");
    if (type === "date_shifted") return this.options.has("retainLongitudinalTemporalInformationFullDates");
    return needs !== undefined && !this.options.has(needs);
  }

  private passes({ type, items, tag, value }: Check, output: DataSet | undefined): boolean {
    const element = output && dataSetAt(output, items)?.get(tag);
    const after = textOf(element);
    switch (type) {
      case "tag_retained":
        return element !== undefined;
      case "text_notnull":
        return after !== undefined && after !== "";
      case "text_retained":
        return after === value;
      case "text_removed":
        return after === undefined || !tokensOf(value).some((token) => after.includes(token));
      case "date_shifted":
      case "uid_changed":
        return after === undefined || !after.includes(value.slice(0, type === "uid_changed" ? 64 : 8));
      case "uid_consistent":
        return after === undefined || after === "" || agrees(this.uids, value, after);
      case "patid_consistent":
        return after !== undefined && after !== "" && agrees(this.patients, value, after);
      case "pixels_retained":
        return element !== undefined && digestOf(element) === value;
    }
  }
}

/** The planted words of a text: what is around them may stay. */
function tokensOf(value: string): string[] {
  return value.match(/QZ[0-9A-Z]{6}/gi) ?? [value];
}

function agrees(known: Map<string, string>, before: string, after: string): boolean {
  const first = known.get(before) ?? after;
  known.set(before, first);
  return first === after;
}
