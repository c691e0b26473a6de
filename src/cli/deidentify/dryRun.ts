import Table from "cli-table3";
import pc from "picocolors";
import {
  createDeidentificationKey,
  createUidMap,
  deidentify,
  FileSource,
  parseTag,
  readDicom,
  type Change,
  type DataSet,
  type DeidentificationOptions,
} from "../../../dicom";
import { requireProcessable } from "../../pipeline/validation/requireProcessable";
import { describeValue, maskedValue } from "../describeValue";
import { EXIT_INPUT_FAILED } from "../../commandLine/exitStatus";
import { FILE_SYSTEM_SENTENCES, failureLine, failureOf } from "../failure";
import { findInputs, requireFiles } from "../inputs";
import { formatJsonLine, printable } from "../printable";
import { shownTag } from "../shownTag";
import type { DryRunOptions } from "./command";
import { loadKey } from "./key";
import { createLookup, loadLookup } from "./lookup";
import { loadPolicy } from "./policy";
import { clauseOf } from "./ruleClause";

/** One attribute of an input and what would be done to it. */
interface PlannedChange {
  /** Like those of `formatPath`, see `shownTag`. */
  readonly path: string;
  readonly keyword?: string;
  readonly action: string;
  readonly rule: string;
  readonly clause: string;
  readonly before: string;
  readonly after: string;
}

/** Prints what `deidentify` would do to each input; nothing is written. */
export async function runDryRun(paths: readonly string[], options: DryRunOptions): Promise<void> {
  const policy = await loadPolicy(options.policy);
  const { key: bytes } = await loadKey(options);
  const key = createDeidentificationKey(bytes);
  const lookup = await loadLookup(options);
  const deidentification = {
    policy,
    key,
    mapUid: createUidMap(key),
    lookup: lookup && createLookup(lookup),
  };
  const { files, unreadable } = requireFiles(await findInputs(paths));
  for (const { path, code } of unreadable)
    report(path, options, "rejected", code, FILE_SYSTEM_SENTENCES[code]);
  for (const { path } of files) {
    try {
      const changes = await plannedChanges(path, deidentification);
      process.stdout.write(options.json ? jsonLine(path, changes, options) : table(path, changes, options));
    } catch (error) {
      const { status, code, sentence } = failureOf(error);
      report(path, options, status, code, sentence);
    }
  }
}

function report(path: string, { json }: DryRunOptions, status: string, code: string, sentence: string): void {
  process.exitCode = EXIT_INPUT_FAILED;
  process.stderr.write(`${failureLine(path, code, sentence)}\n`);
  if (json) process.stdout.write(formatJsonLine({ input: path, status, code }));
}

async function plannedChanges(path: string, options: DeidentificationOptions): Promise<PlannedChange[]> {
  const source = await FileSource.open(path);
  try {
    const object = await readDicom(source, { refuseDicomdir: true });
    requireProcessable(object);
    const { changes, object: edited } = deidentify(object, options);
    return changes.map((change) => plannedChange(change, object.dataSet, edited.dataSet));
  } finally {
    await source.close();
  }
}

function plannedChange(change: Change, source: DataSet, edited: DataSet): PlannedChange {
  const steps = change.path.split(".").map(parseStep);
  const shown: string[] = [];
  let before: DataSet | undefined = source;
  let after: DataSet | undefined = edited;
  for (const [depth, { tag, index }] of steps.entries()) {
    const name = shownTag(tag, before ?? edited);
    const isLast = depth === steps.length - 1;
    shown.push(isLast ? name : `${name}[${index}]`);
    if (isLast) {
      const { keyword, action, rule } = change;
      return {
        path: shown.join("."),
        ...(keyword === undefined ? {} : { keyword }),
        action,
        rule,
        clause: clauseOf(rule),
        before: describeValue(before, before?.get(tag)),
        after: describeValue(after, after?.get(tag)),
      };
    }
    before = before?.items(tag)[index];
    after = after?.items(tag)[index];
  }
  throw new Error("a path has at least one step");
}

/** `00081140[0]` or `00081155`. */
function parseStep(step: string): { tag: number; index: number } {
  const [, tag = "", index = "0"] = /^([0-9A-F]{8})(?:\[(\d+)\])?$/.exec(step) ?? [];
  return { tag: parseTag(tag) ?? 0, index: Number(index) };
}

function jsonLine(path: string, changes: readonly PlannedChange[], { showValues }: DryRunOptions): string {
  const shown = changes.map(({ before, after, ...others }) =>
    showValues ? { ...others, before, after } : others,
  );
  return formatJsonLine({ input: path, status: "done", changes: shown });
}

function table(path: string, changes: readonly PlannedChange[], { showValues }: DryRunOptions): string {
  const made = new Table({
    head: ["Attribute", "Keyword", "Action", "Rule", "Clause", "Before", "After"].map((text) =>
      pc.bold(text),
    ),
    style: { head: [], border: [], compact: true },
  });
  for (const { path: at, keyword, action, rule, clause, before, after } of changes) {
    const values = [before, after].map((text) => maskedValue(text, showValues === true));
    made.push([at, keyword ?? "", action, rule, clause, ...values]);
  }
  return `${printable(path)}\n${made.toString()}\n`;
}
