import { keywordOf } from "../dictionary/attributes";
import type { Tag } from "../dictionary/tag";
import { formatKnownTag, formatPath, type ItemPlace } from "../model/elementPath";
import type { Finding, ValidationReport } from "./finding";
import { FINDING_KINDS, type FindingCode, type Severity } from "./findingCodes";

/** Kept of one code at one attribute: an enhanced image has the same fault in thousands of frames. */
const KEPT_OF_ONE_KIND = 20;

/** What a check says besides the code. */
export interface FindingFacts {
  readonly clause: string;
  /** What the standard asks for, in its words. */
  readonly expected?: string | undefined;
  /** The values at fault; called only where they were asked for. */
  readonly value?: (() => string) | undefined;
  /** Where it is not that of the code. */
  readonly severity?: Severity | undefined;
}

/** Collects findings in bounded memory, and counts all of them. */
export class FindingLog {
  private readonly kept: Record<Severity, Finding[]> = { error: [], warning: [], note: [] };
  private readonly counts = new Map<string, number>();
  private readonly ofKind = new Map<string, number>();
  private total = 0;

  /**
   * @param limit findings of a severity that are kept, and of all together in the report
   * @param showValues put values into findings
   */
  constructor(
    private readonly limit: number,
    private readonly showValues: boolean,
  ) {}

  add(code: FindingCode, tag: Tag, place: ItemPlace | undefined, facts: FindingFacts): void {
    const { level, severity: usual } = FINDING_KINDS[code];
    const { clause, expected, value, severity = usual } = facts;
    if (!this.count(code, severity, tag)) return;
    this.kept[severity].push({
      level,
      severity,
      code,
      tag: formatKnownTag(tag),
      path: formatPath(tag, place, nameOf),
      clause,
      ...(expected !== undefined && { expected }),
      ...(this.showValues && value && { value: value() }),
    });
  }

  /** A finding made elsewhere: an error or warning of reading. */
  addFinding(finding: Finding): void {
    if (this.count(finding.code, finding.severity, finding.tag)) this.kept[finding.severity].push(finding);
  }

  report(): ValidationReport {
    const { error, warning, note } = this.kept;
    const findings = [...error, ...warning, ...note].slice(0, this.limit);
    return { findings, counts: Object.fromEntries(this.counts), omitted: this.total - findings.length };
  }

  /** True where one more may be kept. */
  private count(code: string, severity: Severity, tag: Tag | string | undefined): boolean {
    this.total++;
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (this.kept[severity].length >= this.limit) return false;
    const kind = `${code} ${tag ?? ""}`;
    const before = this.ofKind.get(kind) ?? 0;
    this.ofKind.set(kind, before + 1);
    return before < KEPT_OF_ONE_KIND;
  }
}

const nameOf = (tag: Tag): string => keywordOf(tag) ?? formatKnownTag(tag);
