import { dirname } from "node:path";
import Table from "cli-table3";
import pc from "picocolors";
import { severityOf, type Severity } from "../../../dicom/validate/findingCodes";
import { printable } from "../printable";
import type { FileReport } from "./fileReport";
import { countBySeverity, isListed, SEVERITIES } from "./severities";

/** Files and folders that are listed, worst first. */
const LISTED = 20;

type Outcome = FileReport["outcome"];

/** Worst first. */
const OUTCOMES: readonly Outcome[] = ["rejected", "held", "passes"];

interface CodeCount {
  readonly severity: Severity;
  findings: number;
  files: number;
}

interface ListedFile {
  readonly input: string;
  readonly outcome: Outcome;
  readonly errors: number;
}

type FolderCount = Record<Outcome | "errors", number>;

/** What was found over many files; bounded by the number of codes, of folders, and of files that are listed. */
export class Summary {
  private readonly total = emptyCount();
  private readonly byCode = new Map<string, CodeCount>();
  private readonly byFolder = new Map<string, FolderCount>();
  private worst: ListedFile[] = [];
  /** Files that are not let pass, or have errors. */
  private refusedOrWrong = 0;

  /** @param least what is summed up by code: all of this severity and worse */
  constructor(private readonly least: Severity) {}

  get fileCount(): number {
    return filesOf(this.total);
  }

  /** Whether some file is not let pass. */
  get refusesSome(): boolean {
    return this.total.held + this.total.rejected > 0;
  }

  add({ input, outcome, counts }: FileReport): void {
    for (const [code, count] of Object.entries(counts)) {
      const own = this.byCode.get(code) ?? { severity: severityOf(code), findings: 0, files: 0 };
      own.findings += count;
      own.files++;
      this.byCode.set(code, own);
    }
    const { error: errors } = countBySeverity(counts);
    const folder = dirname(input);
    const ofFolder = this.byFolder.get(folder) ?? emptyCount();
    this.byFolder.set(folder, ofFolder);
    for (const count of [this.total, ofFolder]) {
      count[outcome]++;
      count.errors += errors;
    }
    if (outcome === "passes" && errors === 0) return;
    this.refusedOrWrong++;
    this.worst.push({ input, outcome, errors });
    if (this.worst.length > LISTED * 2) this.worst = this.worstFirst();
  }

  format(): string {
    const { passes, held, rejected } = this.total;
    const total = `${this.fileCount} files: ${passes} pass, ${held} held, ${rejected} rejected`;
    if (this.byCode.size === 0) return `${total}; nothing found\n`;
    const parts = [this.codeTable(), this.fileTable(), this.folderTable(), total];
    return `${parts.filter(Boolean).join("\n\n")}\n`;
  }

  private codeTable(): string {
    const rank = ({ severity }: CodeCount) => SEVERITIES.indexOf(severity);
    const rows = [...this.byCode]
      .filter(([, { severity }]) => isListed(severity, this.least))
      .sort(([, a], [, b]) => rank(a) - rank(b) || b.files - a.files || b.findings - a.findings)
      .map(([code, { severity, findings, files }]) => [code, severity, findings, files]);
    return tableOf(["Code", "Severity", "Findings", "Files"], rows);
  }

  private fileTable(): string {
    const rows = this.worstFirst().map(({ input, outcome, errors }) => [printable(input), outcome, errors]);
    return tableOf(["File", "Outcome", "Errors"], rows, this.refusedOrWrong);
  }

  private folderTable(): string {
    if (this.byFolder.size < 2) return "";
    const rows = [...this.byFolder]
      .sort(([, a], [, b]) => b.rejected - a.rejected || b.held - a.held || b.errors - a.errors)
      .slice(0, LISTED)
      .map(([folder, count]) => {
        const { passes, held, rejected, errors } = count;
        return [printable(folder), filesOf(count), passes, held, rejected, errors];
      });
    const head = ["Folder", "Files", "Pass", "Held", "Rejected", "Errors"];
    return tableOf(head, rows, this.byFolder.size);
  }

  private worstFirst(): ListedFile[] {
    const rank = ({ outcome }: ListedFile) => OUTCOMES.indexOf(outcome);
    return this.worst.sort((a, b) => rank(a) - rank(b) || b.errors - a.errors).slice(0, LISTED);
  }
}

/** Empty without rows; says how many of `all` it does not have. */
function tableOf(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  all = rows.length,
): string {
  if (rows.length === 0) return "";
  const style = { head: [], border: [], compact: true };
  const table = new Table({ head: head.map((text) => pc.bold(text)), style });
  table.push(...rows.map((row) => [...row]));
  return `${table.toString()}${all > rows.length ? pc.dim(`\n… and ${all - rows.length} more`) : ""}`;
}

function emptyCount(): FolderCount {
  return { passes: 0, held: 0, rejected: 0, errors: 0 };
}

function filesOf({ passes, held, rejected }: FolderCount): number {
  return passes + held + rejected;
}
