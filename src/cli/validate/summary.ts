import Table from "cli-table3";
import pc from "picocolors";
import { severityOf, type Severity } from "../../../dicom/validate/findingCodes";
import { printable } from "../printable";
import type { FileReport } from "./fileReport";

/** Files with most errors that are listed. */
const LISTED_FILES = 20;

const PLAIN = { style: { head: [], border: [], compact: true } };

interface CodeCount {
  severity: Severity;
  findings: number;
  files: number;
}

/** What was found over many files; bounded by the number of codes and of files that are listed. */
export class Summary {
  private readonly outcomes = { passes: 0, held: 0, rejected: 0 };
  private readonly byCode = new Map<string, CodeCount>();
  private worst: { readonly input: string; readonly errors: number }[] = [];

  get fileCount(): number {
    const { passes, held, rejected } = this.outcomes;
    return passes + held + rejected;
  }

  /** Whether some file is not let pass. */
  get refusesSome(): boolean {
    return this.outcomes.held + this.outcomes.rejected > 0;
  }

  add({ input, outcome, counts }: FileReport): void {
    this.outcomes[outcome]++;
    let errors = 0;
    for (const [code, count] of Object.entries(counts)) {
      const severity = severityOf(code);
      const own = this.byCode.get(code) ?? { severity, findings: 0, files: 0 };
      own.findings += count;
      own.files++;
      this.byCode.set(code, own);
      if (severity === "error") errors += count;
    }
    if (errors === 0) return;
    this.worst.push({ input, errors });
    if (this.worst.length > LISTED_FILES * 2) this.worst = this.worstFirst();
  }

  format(): string {
    const { passes, held, rejected } = this.outcomes;
    const total = `${this.fileCount} files: ${passes} pass, ${held} held, ${rejected} rejected`;
    if (this.byCode.size === 0) return `${total}; nothing found\n`;
    const codes = new Table({
      head: ["Code", "Severity", "Findings", "Files"].map((text) => pc.bold(text)),
      ...PLAIN,
    });
    const sorted = [...this.byCode].sort(([, a], [, b]) => b.files - a.files || b.findings - a.findings);
    for (const [code, { severity, findings, files }] of sorted) codes.push([code, severity, findings, files]);
    const files = new Table({ head: ["File", "Errors"].map((text) => pc.bold(text)), ...PLAIN });
    for (const { input, errors } of this.worstFirst()) files.push([printable(input), errors]);
    const tables = [codes.toString(), ...(this.worst.length > 0 ? [files.toString()] : [])];
    return `${[...tables, total].join("\n\n")}\n`;
  }

  private worstFirst() {
    return this.worst.sort((a, b) => b.errors - a.errors).slice(0, LISTED_FILES);
  }
}
