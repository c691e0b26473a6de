import type { Comparison } from "./compare";

/** What one peer agreed with, over all files. */
export class Summary {
  unexplained = 0;
  private files = 0;
  private identicalFiles = 0;
  private same = 0;
  private readonly explained = new Map<string, number>();
  private readonly onlyPeerReads: string[] = [];
  private readonly onlyWeRead: string[] = [];
  private refusedByBoth = 0;

  constructor(private readonly peer: string) {}

  compared({ same, explained, unexplained }: Comparison): void {
    this.files++;
    this.same += same;
    this.unexplained += unexplained.length;
    if (explained.size === 0 && unexplained.length === 0) this.identicalFiles++;
    for (const [rule, count] of explained) this.explained.set(rule, (this.explained.get(rule) ?? 0) + count);
  }

  /** @param code why we refuse it; undefined where we do not */
  refused(file: string, code: string | undefined, byPeer: boolean): void {
    if (code === undefined) this.onlyWeRead.push(file);
    else if (byPeer) this.refusedByBoth++;
    else this.onlyPeerReads.push(`${file} (${code})`);
  }

  format(): string {
    const rules = Array.from(this.explained).sort(([, a], [, b]) => b - a);
    return [
      "",
      `${this.peer}: ${this.files} files read by both, ${this.identicalFiles} of them without any difference`,
      `  ${this.same} elements the same, ${rules.reduce((sum, [, count]) => sum + count, 0)} different by a rule, ${this.unexplained} unexplained`,
      ...rules.map(([rule, count]) => `    ${rule}: ${count}`),
      `  refused by both: ${this.refusedByBoth}`,
      ...list("  read by us only", this.onlyWeRead),
      ...list("  read by the other only", this.onlyPeerReads),
    ].join("\n");
  }
}

function list(title: string, files: readonly string[]): string[] {
  return [`${title}: ${files.length}`, ...files.map((file) => `    ${file}`)];
}
