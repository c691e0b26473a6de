import { EXIT_INPUT_FAILED } from "../../commandLine/exitStatus";
import { createProgress } from "../../commandLine/progress";
import { FILE_SYSTEM_SENTENCES } from "../failure";
import { findInputs, requireFiles } from "../inputs";
import { formatJsonLine } from "../printable";
import type { ValidateOptions } from "./command";
import { reportFile, unreadable, type FileReport } from "./fileReport";
import { formatReport } from "./formatReport";
import { loadPolicy } from "./policy";
import { Summary } from "./summary";

/** Shorter runs are over before a bar could be read. */
const LEAST_FOR_PROGRESS = 20;

/** @throws WrongUsageError for a policy that cannot be used, and paths without a file */
export async function runValidate(paths: readonly string[], options: ValidateOptions): Promise<void> {
  const { json, severity, maxFindings, showValues = false } = options;
  const policy = await loadPolicy(options.policy);
  const inputs = requireFiles(await findInputs(paths));
  const summary = new Summary();
  const print = (report: FileReport) => {
    summary.add(report);
    process.stdout.write(json ? formatJsonLine(report) : formatReport(report, severity));
  };
  for (const { path, code } of inputs.unreadable) print(unreadable(path, code, FILE_SYSTEM_SENTENCES[code]));
  const { files } = inputs;
  // On a terminal the reports themselves show how far it is.
  const isQuiet = process.stdout.isTTY || files.length < LEAST_FOR_PROGRESS;
  const progress = isQuiet ? undefined : createProgress(files.length, "validated");
  for (const [index, { path }] of files.entries()) {
    print(await reportFile(path, policy, { maxFindings, showValues }));
    progress?.update(index + 1);
  }
  progress?.stop();
  if (!json && summary.fileCount > 1) process.stdout.write(`\n${summary.format()}`);
  if (summary.refusesSome) process.exitCode = EXIT_INPUT_FAILED;
}
