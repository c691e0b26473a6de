import { EXIT_INPUT_FAILED, EXIT_WRONG_USAGE } from "../../commandLine/exitStatus";
import { createProgress, type Progress } from "../../commandLine/progress";
import { FILE_SYSTEM_SENTENCES, failureLine, failureOf } from "../failure";
import { findInputs, requireFiles } from "../inputs";
import { formatJsonLine } from "../printable";
import { KEPT_FINDINGS, LISTED_FINDINGS, type ValidateOptions } from "./command";
import { isInOrder, listedOf, reportFile, type FileReport } from "./fileReport";
import { formatReport } from "./formatReport";
import { loadPolicy } from "./policy";
import { Summary } from "./summary";

/** Shorter runs are over before a bar could be read. */
const LEAST_FOR_PROGRESS = 20;

/** As of diff(1): it cannot be told. */
const EXIT_UNREADABLE = EXIT_WRONG_USAGE;

/** @throws WrongUsageError for a policy that cannot be used, and paths without a file */
export async function runValidate(paths: readonly string[], options: ValidateOptions): Promise<void> {
  const { maxFindings = KEPT_FINDINGS, showValues = false } = options;
  const policy = await loadPolicy(options.policy);
  const { files, unreadable } = requireFiles(await findInputs(paths));
  const progress = files.length < LEAST_FOR_PROGRESS ? undefined : createProgress(files.length, "validated");
  const output = new Output(options, progress);
  for (const { path, code } of unreadable) output.fail(path, code, FILE_SYSTEM_SENTENCES[code]);
  for (const [index, { path }] of files.entries()) {
    try {
      output.print(await reportFile(path, policy, { maxFindings, showValues }));
    } catch (error) {
      const { code, sentence } = failureOf(error);
      output.fail(path, code, sentence);
    }
    progress?.update(index + 1);
  }
  progress?.stop();
  output.end();
}

/** Reports on stdout, what cannot be read on stderr, and the exit status of all. */
class Output {
  private readonly summary;
  private hasFailed = false;

  constructor(
    private readonly options: ValidateOptions,
    private readonly progress: Progress | undefined,
  ) {
    this.summary = new Summary(options.severity);
  }

  print(report: FileReport): void {
    this.summary.add(report);
    const { json, quiet, severity, maxFindings: listed = LISTED_FINDINGS } = this.options;
    if (quiet && isInOrder(report, severity)) return;
    const text = json
      ? formatJsonLine(listedOf(report, severity))
      : formatReport(report, { severity, listed });
    const write = () => void process.stdout.write(text);
    if (this.progress) this.progress.aside(write);
    else write();
  }

  fail(path: string, code: string, sentence: string): void {
    this.hasFailed = true;
    const line = failureLine(path, code, sentence);
    if (this.progress) this.progress.line(line);
    else process.stderr.write(`${line}\n`);
  }

  end(): void {
    const { fileCount, refusesSome } = this.summary;
    if (!this.options.json && fileCount > 1) process.stdout.write(`\n${this.summary.format()}`);
    if (this.hasFailed) process.exitCode = EXIT_UNREADABLE;
    else if (refusesSome) process.exitCode = EXIT_INPUT_FAILED;
  }
}
