import pc from "picocolors";
import { FileSource, keywordOf, parseTag, readDicom } from "../../../dicom";
import { FINDING_SENTENCES } from "../../pipeline/validation/finding";
import { validateObject } from "../../pipeline/validation/validateObject";
import { EXIT_INPUT_FAILED } from "../../commandLine/exitStatus";
import { FILE_SYSTEM_SENTENCES, failureOf, printable } from "../failure";
import { findInputs } from "../inputs";
import type { ValidateOptions } from "./command";

/** What is printed of one deviation; never a value of the file. */
interface ReportedFinding {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly sentence: string;
  readonly tag?: string | undefined;
  readonly path?: string | undefined;
  readonly clause?: string | undefined;
}

interface FileReport {
  readonly input: string;
  readonly findings: readonly ReportedFinding[];
}

export async function runValidate(paths: readonly string[], options: ValidateOptions): Promise<void> {
  const { files, unreadable } = await findInputs(paths);
  let failed = unreadable.length > 0;
  const print = (report: FileReport) => {
    failed ||= report.findings.some(({ severity }) => severity === "error");
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : formatReport(report));
  };
  for (const { path, code } of unreadable) {
    print({ input: path, findings: [{ severity: "error", code, sentence: FILE_SYSTEM_SENTENCES[code] }] });
  }
  for (const { path } of files) print({ input: path, findings: await validateFile(path) });
  if (failed) process.exitCode = EXIT_INPUT_FAILED;
}

async function validateFile(path: string): Promise<ReportedFinding[]> {
  try {
    const source = await FileSource.open(path);
    try {
      const object = await readDicom(source);
      return validateObject(object).map((finding) => ({
        ...finding,
        sentence: FINDING_SENTENCES[finding.code],
      }));
    } finally {
      await source.close();
    }
  } catch (error) {
    const { code, sentence } = failureOf(error);
    return [{ severity: "error", code, sentence }];
  }
}

function formatReport({ input, findings }: FileReport): string {
  if (findings.length === 0) return `${printable(input)}: ${pc.green("nothing found")}\n`;
  const lines = findings.map(({ severity, code, sentence, tag, path, clause }) => {
    const severityText = severity === "error" ? pc.red("error  ") : pc.yellow("warning");
    const place = [path ?? tag, tag && keywordOf(parseTag(tag) ?? 0), clause].filter(Boolean).join(", ");
    return `  ${severityText} ${code}: ${sentence}${place === "" ? "" : ` (${place})`}`;
  });
  return `${printable(input)}\n${lines.join("\n")}\n`;
}
