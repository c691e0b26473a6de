import Table from "cli-table3";
import pc from "picocolors";
import { FileSource, readDicom, type DicomObject } from "../../../dicom";
import { describeValue, maskedValue } from "../describeValue";
import { EXIT_INPUT_FAILED, EXIT_WRONG_USAGE } from "../../commandLine/exitStatus";
import { failureLine, failureOf } from "../failure";
import { formatJsonLine } from "../printable";
import type { DiffOptions } from "./command";
import { compareObjects, type Difference } from "./compareObjects";

/** As of diff(1): 1 says that they differ, 2 that it cannot be told. */
const EXIT_DIFFERENT = EXIT_INPUT_FAILED;
const EXIT_UNREADABLE = EXIT_WRONG_USAGE;

export async function runDiff(a: string, b: string, options: DiffOptions): Promise<void> {
  const [fileA, fileB] = [await open(a), await open(b)];
  try {
    if (!fileA || !fileB) {
      process.exitCode = EXIT_UNREADABLE;
      return;
    }
    const differences = await compareObjects(fileA.object, fileB.object);
    if (differences.length > 0) process.exitCode = EXIT_DIFFERENT;
    const showValues = options.showValues === true;
    if (options.json) {
      for (const difference of differences)
        process.stdout.write(formatJsonLine(plain(difference, showValues)));
    } else {
      process.stdout.write(format(differences, showValues));
    }
  } finally {
    await fileA?.source.close();
    await fileB?.source.close();
  }
}

/** `undefined`, and a line on stderr, where the file cannot be read. */
async function open(path: string): Promise<{ object: DicomObject; source: FileSource } | undefined> {
  let source: FileSource | undefined;
  try {
    source = await FileSource.open(path);
    return { object: await readDicom(source), source };
  } catch (error) {
    await source?.close();
    const { code, sentence } = failureOf(error);
    process.stderr.write(`${failureLine(path, code, sentence)}\n`);
    return undefined;
  }
}

function plain({ path, keyword, vrA, vrB, kind, a, b }: Difference, showValues: boolean): object {
  const values = showValues
    ? { a: describeValue(a?.dataSet, a?.element), b: describeValue(b?.dataSet, b?.element) }
    : {};
  return { path, keyword, vrA, vrB, kind, ...values };
}

function format(differences: readonly Difference[], showValues: boolean): string {
  if (differences.length === 0) return "no difference\n";
  const table = new Table({
    head: ["Attribute", "Keyword", "VR", "Difference", "A", "B"].map((text) => pc.bold(text)),
    style: { head: [], border: [], compact: true },
  });
  for (const { path, keyword, vrA, vrB, kind, a, b } of differences) {
    const vr = vrA === vrB ? vrA : [vrA, vrB].filter(Boolean).join(" → ");
    const show = (side: Difference["a"]): string =>
      maskedValue(describeValue(side?.dataSet, side?.element), showValues);
    table.push([path, keyword ?? "", vr ?? "", kind, show(a), show(b)]);
  }
  const count = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  return `${table.toString()}\n${count}\n`;
}
