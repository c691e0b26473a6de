import { keywordOf } from "../dictionary/attributes";
import type { Tag } from "../dictionary/tag";
import { formatKnownTag, formatPath, type ItemPlace } from "../model/elementPath";
import type { Position } from "./facts";
import type { Finding, ValidationReport } from "./finding";
import { FINDING_KINDS, type FindingCode, type FindingLevel, type Severity } from "./findingCodes";

/** How many findings are kept, and what they may say. */
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
  /** A VR, a length or a number of things, as `counted` writes it; called only for findings that are kept. */
  readonly found?: (() => string | undefined) | undefined;
  /** The values at fault; called only where they were asked for. */
  readonly value?: (() => string | undefined) | undefined;
}

interface KeptFinding {
  readonly finding: Finding;
  readonly position: Position;
}

/** Whether something can be said at all, by the tag in the data set where it is; `undefined` where it is of no attribute. */
export type FindingScope = (code: Finding["code"], level: FindingLevel, root: Tag | undefined) => boolean;

/** Collects findings in bounded memory, and counts all of them. */
export class FindingLog {
  private readonly kept: Record<Severity, KeptFinding[]> = { error: [], warning: [], note: [] };
  private readonly counts = new Map<string, number>();
  private readonly ofKind = new Map<string, number>();
  private total = 0;

  constructor(
    private readonly options: FindingLogOptions,
    private readonly scope?: FindingScope,
  ) {}

  add(code: FindingCode, tag: Tag, place: ItemPlace | undefined, facts: FindingFacts): void {
    const { level, severity } = FINDING_KINDS[code];
    const { clause, expected } = facts;
    if (this.scope && !this.scope(code, level, positionOf(tag, place)[0])) return;
    if (!this.count(code, severity, tag)) return;
    const found = facts.found?.();
    const value = this.options.showValues ? facts.value?.() : undefined;
    const finding = {
      level,
      severity,
      code,
      tag: formatKnownTag(tag),
      path: formatPath(tag, place, nameOf),
      clause,
      ...(expected !== undefined && { expected }),
      ...(found !== undefined && { found }),
      ...(value !== undefined && { value }),
    };
    this.kept[severity].push({ finding, position: positionOf(tag, place) });
  }

  /** Where no attribute is at fault. */
  addGeneral(code: FindingCode, { clause, expected }: Pick<FindingFacts, "clause" | "expected">): void {
    const { level, severity } = FINDING_KINDS[code];
    this.addFinding({ level, severity, code, clause, expected }, []);
  }

  /** A finding made elsewhere: an error or warning of reading. */
  addFinding(finding: Finding, position: Position, valueOf?: FindingFacts["value"]): void {
    const { code, level, severity, tag } = finding;
    if (this.scope && !this.scope(code, level, position[0])) return;
    if (!this.count(code, severity, tag)) return;
    const value = this.options.showValues ? valueOf?.() : undefined;
    this.kept[severity].push({
      finding: value === undefined ? finding : { ...finding, value },
      position,
    });
  }

  report(): ValidationReport {
    const { error, warning, note } = this.kept;
    const findings = [error, warning, note]
      .flatMap((kept) => kept.toSorted((a, b) => comparePositions(a.position, b.position)))
      .slice(0, this.options.maxFindings)
      .map(({ finding }) => finding);
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

function positionOf(tag: Tag, place: ItemPlace | undefined): Position {
  const position = [tag];
  for (let at = place; at; at = at.parent) position.unshift(at.tag, at.index);
  return position;
}

/** A sequence before its items, and what is of no attribute before all that is. */
function comparePositions(one: Position, other: Position): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1);
}

const nameOf = (tag: Tag): string => keywordOf(tag) ?? formatKnownTag(tag);
