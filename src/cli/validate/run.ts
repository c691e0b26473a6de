import pc from "picocolors";
import { FileSource, readDicom } from "../../../dicom";
import { sentenceOf } from "../../../dicom/validate/findingCodes";
import { validateDicom } from "../../../dicom/validate/validateDicom";
import { isRejected } from "../../pipeline/validation/processable";
import { EXIT_INPUT_FAILED } from "../../commandLine/exitStatus";
import { FILE_SYSTEM_SENTENCES, failureOf, printable } from "../failure";
import { findInputs } from "../inputs";
import type { ValidateOptions } from "./command";

/** What is printed of one deviation; never a value of the file. */
interface ReportedFinding {
  readonly severity: "error" | "warning" | "note";
  readonly code: string;
  readonly sentence: string;
  readonly tag?: string | undefined;
  readonly path?: string | undefined;
  readonly clause?: string | undefined;
}

interface FileReport {
  readonly input: string;
  /** It would not be processed. */
  readonly rejected: boolean;
  /** Findings that are not listed. */
  readonly omitted: number;
  readonly findings: readonly ReportedFinding[];
}

const COLOURS = { error: pc.red, warning: pc.yellow, note: pc.dim };

export async function runValidate(paths: readonly string[], options: ValidateOptions): Promise<void> {
  const { files, unreadable } = await findInputs(paths);
  let failed = unreadable.length > 0;
  const print = (report: FileReport) => {
    failed ||= report.rejected;
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : formatReport(report));
  };
  for (const { path, code } of unreadable) {
    print(failureReport(path, code, FILE_SYSTEM_SENTENCES[code]));
  }
  for (const { path } of files) print(await validateFile(path));
  if (failed) process.exitCode = EXIT_INPUT_FAILED;
}

async function validateFile(path: string): Promise<FileReport> {
  try {
    const source = await FileSource.open(path);
    try {
      const object = await readDicom(source);
      const { findings, omitted } = validateDicom(object);
      return {
        input: path,
        rejected: findings.some(isRejected),
        omitted,
        findings: findings.map((finding) => ({ ...finding, sentence: sentenceOf(finding.code) })),
      };
    } finally {
      await source.close();
    }
  } catch (error) {
    const { code, sentence } = failureOf(error);
    return failureReport(path, code, sentence);
  }
}

function failureReport(input: string, code: string, sentence: string): FileReport {
  return { input, rejected: true, omitted: 0, findings: [{ severity: "error", code, sentence }] };
}

function formatReport({ input, findings }: FileReport): string {
  if (findings.length === 0) return `${printable(input)}: ${pc.green("nothing found")}\n`;
  const lines = findings.map(({ severity, code, sentence, tag, path, clause }) => {
    const severityText = COLOURS[severity](severity.padEnd("warning".length));
    const place = [path ?? tag, path && tag, clause].filter(Boolean).join(", ");
    return `  ${severityText} ${code}: ${sentence}${place === "" ? "" : ` (${place})`}`;
  });
  return `${printable(input)}\n${lines.join("\n")}\n`;
}
