import { keywordOf } from "../dictionary/attributes";
import type { Tag } from "../dictionary/tag";
import { formatKnownTag, formatPath, type ItemPlace } from "../model/elementPath";
import type { Finding, ValidationReport } from "./finding";
import { FINDING_KINDS, type FindingCode, type Severity } from "./findingCodes";

export interface FindingLogOptions {
  /** Findings of a severity that are kept, and of all together in the report. */
  readonly maxFindings: number;
  /** Kept of one code at one attribute. */
  readonly maxOfOneKind: number;
  /** Puts values of the file into findings: for a person who may see them, never for a log or a record. */
  readonly showValues: boolean;
}

/** What a check says besides the code. */
export interface FindingFacts {
  readonly clause: string;
  /** What the standard asks for, in its words. */
  readonly expected?: string | undefined;
  /** The values at fault; called only where they were asked for. */
  readonly value?: (() => string) | undefined;
}

/** Collects findings in bounded memory, and counts all of them. */
export class FindingLog {
  private readonly kept: Record<Severity, Finding[]> = { error: [], warning: [], note: [] };
  private readonly counts = new Map<string, number>();
  private readonly ofKind = new Map<string, number>();
  private total = 0;

  constructor(private readonly options: FindingLogOptions) {}

  add(code: FindingCode, tag: Tag, place: ItemPlace | undefined, facts: FindingFacts): void {
    const { level, severity } = FINDING_KINDS[code];
    const { clause, expected, value } = facts;
    if (!this.count(code, severity, tag)) return;
    this.kept[severity].push({
      level,
      severity,
      code,
      tag: formatKnownTag(tag),
      path: formatPath(tag, place, nameOf),
      clause,
      ...(expected !== undefined && { expected }),
      ...(this.options.showValues && value && { value: value() }),
    });
  }

  /** Where no attribute is at fault. */
  addGeneral(code: FindingCode, { clause, expected }: Pick<FindingFacts, "clause" | "expected">): void {
    const { level, severity } = FINDING_KINDS[code];
    this.addFinding({ level, severity, code, clause, expected });
  }

  /** A finding made elsewhere: an error or warning of reading. */
  addFinding(finding: Finding): void {
    if (this.count(finding.code, finding.severity, finding.tag)) this.kept[finding.severity].push(finding);
  }

  report(): ValidationReport {
    const { error, warning, note } = this.kept;
    const findings = [...error, ...warning, ...note].slice(0, this.options.maxFindings);
    return { findings, counts: Object.fromEntries(this.counts), omitted: this.total - findings.length };
  }

  /** True where one more may be kept. */
  private count(code: string, severity: Severity, tag: Tag | string | undefined): boolean {
    this.total++;
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (this.kept[severity].length >= this.options.maxFindings) return false;
    const kind = `${code} ${tag ?? ""}`;
    const before = this.ofKind.get(kind) ?? 0;
    this.ofKind.set(kind, before + 1);
    return before < this.options.maxOfOneKind;
  }
}

const nameOf = (tag: Tag): string => keywordOf(tag) ?? formatKnownTag(tag);
